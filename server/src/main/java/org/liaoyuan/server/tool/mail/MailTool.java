package org.liaoyuan.server.tool.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.tool.RunFiles;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends a mail by a server that the node names. */
@Component
class MailTool implements Tool {

    static final String SERVER = "server";
    static final String SECURITY = "security";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String FROM = "from";
    static final String TO = "to";
    static final String CC = "cc";
    static final String SUBJECT = "subject";
    static final String TEXT = "text";

    static final String ATTACHMENTS = "attachments";

    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_ADDRESSES = 4_000;

    private final Post post;
    private final Attachments files;

    @Autowired
    MailTool(PublicAddresses addresses, RunFiles files) {
        this(addresses, files::content);
    }

    MailTool(PublicAddresses addresses, Attachments files) {
        this.post = new Post(addresses);
        this.files = files;
    }

    /** Where files of runs are found. */
    interface Attachments {
        Optional<byte[]> content(UUID run, String name);
    }

    @Override
    public String kind() {
        return "mail";
    }

    @Override
    public String summary() {
        return "Sends a mail by SMTP; gives id, to and text";
    }

    @Override
    public List<ToolField> fields() {
        return List.of(
                ToolField.text(SERVER, 260),
                ToolField.choice(SECURITY, "starttls", "tls", "none"),
                ToolField.text(USER, 200).optional(),
                ToolField.filled(PASSWORD, 200).optional(),
                ToolField.text(FROM, 320),
                ToolField.filled(TO, LONGEST_ADDRESSES),
                ToolField.filled(CC, LONGEST_ADDRESSES).optional(),
                ToolField.filled(SUBJECT, 500),
                ToolField.filled(TEXT, LONGEST_TEXT),
                ToolField.filled(ATTACHMENTS, 2_000).optional());
    }

    @Override
    public boolean takesSecrets(String field) {
        return field.equals(PASSWORD);
    }

    /** What it gives is its own words. */
    @Override
    public boolean isForeign() {
        return false;
    }

    @Override
    public Effect effect(ToolValues values) {
        return Effect.ONCE;
    }

    @Override
    public List<Problem> check(ToolValues values) {
        List<Problem> problems = new ArrayList<>();
        if (MailServer.of(values.text(SERVER), MailServer.Protocol.SMTP).isEmpty()) {
            problems.add(
                    new Problem(SERVER, "expected a host and, after a colon, a port, such as smtp.example.com:587"));
        }
        told(() -> Letter.sender(values.text(FROM))).ifPresent(why -> problems.add(new Problem(FROM, why)));
        MailAccount.check(values).ifPresent(problems::add);
        return problems;
    }

    private static Optional<String> told(Runnable look) {
        try {
            look.run();
            return Optional.empty();
        } catch (ToolFailure e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    @Override
    public ToolResult use(ToolCall call) {
        MailServer server = MailServer.of(call.values().text(SERVER), MailServer.Protocol.SMTP)
                .orElseThrow(() -> new ToolFailure(ToolFailure.Reason.VALUE, "server: it is no host and port"));
        Letter letter = Letter.of(call, files);
        post.send(letter, server, call);
        ObjectNode output = JsonNodeFactory.instance.objectNode().put("id", letter.id());
        letter.recipients().forEach(output.withArray("to")::add);
        return new ToolResult(output.put("text", "sent to " + String.join(", ", letter.recipients())));
    }
}
