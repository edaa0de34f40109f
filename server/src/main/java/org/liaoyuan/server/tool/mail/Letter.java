package org.liaoyuan.server.tool.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.liaoyuan.server.tool.RunFiles;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolValues;

/**
 * What is sent. Nothing in it can become a header of its own: addresses are parsed strictly and written anew, a subject is one line.
 *
 * @param id as mail programs know it; the same each time that this step is done
 * @param attached by name
 */
record Letter(
        String id,
        InternetAddress from,
        List<InternetAddress> to,
        List<InternetAddress> cc,
        String subject,
        String text,
        Map<String, byte[]> attached) {

    private static final int MOST_RECIPIENTS = 50;
    private static final int MOST_ATTACHED = 10_000_000;

    /** @throws ToolFailure if it can't be sent as it is */
    static Letter of(ToolCall call, MailTool.Attachments files) {
        ToolValues values = call.values();
        InternetAddress from = sender(values.text(MailTool.FROM));
        List<InternetAddress> to = addresses(MailTool.TO, values.text(MailTool.TO));
        List<InternetAddress> cc = addresses(MailTool.CC, values.text(MailTool.CC));
        if (to.isEmpty() || to.size() + cc.size() > MOST_RECIPIENTS) {
            throw failure("to: there are " + (to.size() + cc.size()) + " recipients; expected 1 to " + MOST_RECIPIENTS);
        }
        String domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
        return new Letter(
                "<" + call.key() + "@" + domain + ">",
                from,
                to,
                cc,
                line(values.text(MailTool.SUBJECT)),
                values.text(MailTool.TEXT).replace("\0", ""),
                attached(call, files));
    }

    /** Files of the run, by their names in the order in which they are written. */
    private static Map<String, byte[]> attached(ToolCall call, MailTool.Attachments files) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (String part : call.values().text(MailTool.ATTACHMENTS).split("[,;\\n\\r]+", -1)) {
            if (!part.isBlank()) {
                String name = RunFiles.checked(part);
                all.put(
                        name,
                        files.content(call.run(), name)
                                .orElseThrow(() -> failure("attachments: the run has written no file '" + name + "'")));
            }
        }
        int sum = all.values().stream().mapToInt(content -> content.length).sum();
        if (sum > MOST_ATTACHED) {
            throw failure("attachments: they have " + sum + " bytes; expected " + MOST_ATTACHED + " at most");
        }
        return all;
    }

    static InternetAddress sender(String text) {
        List<InternetAddress> all = addresses(MailTool.FROM, text);
        if (all.size() != 1) {
            throw failure("from: expected one address");
        }
        return all.getFirst();
    }

    private static List<InternetAddress> addresses(String field, String text) {
        String line = line(text);
        List<InternetAddress> all = new ArrayList<>();
        try {
            for (InternetAddress one : InternetAddress.parse(line, true)) {
                one.validate();
                String address = one.getAddress();
                if (one.isGroup() || !address.matches("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,255}")) {
                    throw failure(field + ": '" + cut(address) + "' is no address of one mailbox");
                }
                // written anew: names of mailboxes are quoted or encoded where they have to be
                all.add(new InternetAddress(address, one.getPersonal(), StandardCharsets.UTF_8.name()));
            }
        } catch (AddressException | java.io.UnsupportedEncodingException e) {
            throw failure(field + ": '" + cut(line)
                    + "' is no list of addresses; expected some like a@example.com, b@example.com");
        }
        return all;
    }

    /** Mail addresses are separated by commas; people use lines and semicolons, too. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static String cut(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    private static ToolFailure failure(String message) {
        return new ToolFailure(ToolFailure.Reason.VALUE, message);
    }

    List<String> recipients() {
        return Stream.concat(to.stream(), cc.stream())
                .map(InternetAddress::getAddress)
                .toList();
    }
}
