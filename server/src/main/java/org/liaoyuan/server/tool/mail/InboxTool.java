package org.liaoyuan.server.tool.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the mails of a mailbox that came lately, and leaves them as they are. */
@Component
class InboxTool implements Tool {

    static final String FOLDER = "folder";

    private static final String DAYS = "days";
    private static final String WORDS = "words";
    private static final String MOST = "most";
    private static final String LONGEST = "longest";

    private static final int LONGEST_WORDS = 2_000;

    /** For each mail that is wanted so many are looked at, where words choose. */
    private static final int LOOKED = 10;

    private final Mailbox mailbox;

    InboxTool(PublicAddresses addresses) {
        this.mailbox = new Mailbox(addresses);
    }

    @Override
    public String kind() {
        return "inbox";
    }

    @Override
    public String summary() {
        return "Reads a mailbox by IMAP, and leaves it as it is; gives mails (the newest first), count and text";
    }

    @Override
    public List<ToolField> fields() {
        return List.of(
                ToolField.text(MailTool.SERVER, 260),
                ToolField.choice(MailTool.SECURITY, "tls", "starttls", "none"),
                ToolField.text(MailTool.USER, 200),
                ToolField.filled(MailTool.PASSWORD, 200),
                new ToolField(FOLDER, ToolField.Type.TEXT, false, 0, 200, "INBOX", List.of()),
                ToolField.number(DAYS, 1, 366, 7),
                ToolField.filled(WORDS, LONGEST_WORDS).optional(),
                ToolField.number(MOST, 1, 50, 20),
                ToolField.number(LONGEST, 100, 20_000, 2_000));
    }

    @Override
    public boolean takesSecrets(String field) {
        return field.equals(MailTool.PASSWORD);
    }

    @Override
    public Effect effect(ToolValues values) {
        return Effect.READS;
    }

    @Override
    public List<Problem> check(ToolValues values) {
        List<Problem> problems = new ArrayList<>();
        if (MailServer.of(values.text(MailTool.SERVER), MailServer.Protocol.IMAP)
                .isEmpty()) {
            problems.add(new Problem(
                    MailTool.SERVER, "expected a host and, after a colon, a port, such as imap.example.com:993"));
        }
        MailAccount.check(values).ifPresent(problems::add);
        return problems;
    }

    @Override
    public ToolResult use(ToolCall call) {
        ToolValues values = call.values();
        MailServer server = MailServer.of(values.text(MailTool.SERVER), MailServer.Protocol.IMAP)
                .orElseThrow(() -> new ToolFailure(ToolFailure.Reason.VALUE, "server: it is no host and port"));
        List<String> words = Stream.of(values.text(WORDS).split("[\\n,，、;；]+"))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        // one more tells whether there are more
        int most = values.number(MOST) + 1;
        Instant since = Instant.now().minus(Duration.ofDays(values.number(DAYS)));
        List<Mail> mails = mailbox.mails(
                call, server, since, most, words.isEmpty() ? most : most * LOOKED, mail -> holds(mail, words));
        return new ToolResult(output(mails.stream().limit(values.number(MOST)).toList(), values.number(LONGEST))
                .put("truncated", mails.size() == most));
    }

    private static boolean holds(Mail mail, List<String> words) {
        String all =
                (mail.name() + " " + mail.from() + " " + mail.subject() + " " + mail.text()).toLowerCase(Locale.ROOT);
        return words.isEmpty() || words.stream().anyMatch(all::contains);
    }

    private static ObjectNode output(List<Mail> mails, int longest) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode all = output.putArray("mails");
        StringBuilder text = new StringBuilder();
        for (Mail mail : mails) {
            String said = cut(mail.text(), longest);
            ObjectNode one = all.addObject()
                    .put("id", mail.id())
                    .put("name", mail.name())
                    .put("from", mail.from())
                    .put("subject", mail.subject())
                    .put("at", mail.at() == null ? "" : mail.at().toString())
                    .put("text", said);
            mail.to().forEach(one.putArray("to")::add);
            mail.attached().forEach(one.putArray("files")::add);
            text.append(all.size())
                    .append(". ")
                    .append(mail.subject())
                    .append(" (")
                    .append(mail.name())
                    .append(")\n")
                    .append(said)
                    .append("\n\n");
        }
        return output.put("count", mails.size()).put("text", text.toString().strip());
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, splits ? longest - 1 : longest) + "…";
    }
}
