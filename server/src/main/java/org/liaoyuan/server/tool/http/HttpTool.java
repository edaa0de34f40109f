package org.liaoyuan.server.tool.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.liaoyuan.server.net.WebAddress;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;
import org.springframework.stereotype.Component;

/** Sends a request to a server, and gives its answer. */
@Component
public class HttpTool implements Tool {

    static final String METHOD = "method";
    static final String URL = "url";
    static final String QUERY = "query";
    static final String HEADERS = "headers";
    static final String CONTENT = "content";
    static final String BODY = "body";
    static final String REDIRECTS = "redirects";
    static final String KEYED = "keyed";

    private static final int LONGEST_BODY = 100_000;
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{[^{}]{0,200}}}");

    /** The host is written, not filled in: what others wrote does not choose where a request goes. */
    private static final Pattern WRITTEN_HOST = Pattern.compile("(?i)https?://[^/?#{}\\s]+([/?].*)?", Pattern.DOTALL);

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    /** Those that say how a request is sent. */
    private static final List<String> OURS = List.of(
            "host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "idempotency-key");

    private final Sender sender;

    HttpTool(Sender sender) {
        this.sender = sender;
    }

    @Override
    public String kind() {
        return "http";
    }

    @Override
    public String summary() {
        return "Sends a request; gives status, headers, body (where it is JSON) and text";
    }

    @Override
    public List<ToolField> fields() {
        return List.of(
                ToolField.choice(METHOD, "get", "post", "put", "patch", "delete", "head"),
                ToolField.filled(URL, 2_000),
                ToolField.pairs(QUERY, 50),
                ToolField.pairs(HEADERS, 50),
                ToolField.choice(CONTENT, "json", "form", "text"),
                ToolField.filled(BODY, LONGEST_BODY).optional(),
                Taking.fields().getFirst(),
                Taking.fields().getLast(),
                ToolField.number(REDIRECTS, 0, 5, 3),
                ToolField.flag(KEYED));
    }

    @Override
    public boolean takesSecrets(String field) {
        return field.equals(QUERY) || field.equals(HEADERS) || field.equals(BODY);
    }

    @Override
    public Effect effect(ToolValues values) {
        return effect(values.text(METHOD), values.flag(KEYED));
    }

    /** By the method, in small letters. @param keyed whether the other side knows the call's key */
    public static Effect effect(String method, boolean keyed) {
        return switch (method) {
            case "get", "head" -> Effect.READS;
            // done twice they leave what they left once
            case "put", "delete" -> Effect.KEYED;
            default -> keyed ? Effect.KEYED : Effect.ONCE;
        };
    }

    @Override
    public List<Problem> check(ToolValues values) {
        List<Problem> problems = new ArrayList<>();
        String url = values.text(URL);
        if (!WRITTEN_HOST.matcher(url).matches()) {
            problems.add(new Problem(
                    URL, "expected http:// or https:// and a host, which has to be written: no reference in it"));
        } else if (address(REFERENCE.matcher(url).replaceAll("x")).isEmpty()) {
            problems.add(
                    new Problem(URL, "it is no address; expected one without a name, at port 80, 443 or above 1023"));
        }
        values.pairs(HEADERS).keySet().forEach(name -> {
            if (!HEADER.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
                problems.add(new Problem(
                        HEADERS + "/" + name, "it is no header that can be set; keyed: true sets Idempotency-Key"));
            }
        });
        problems.addAll(Taking.check(values));
        boolean sends =
                !values.text(METHOD).equals("get") && !values.text(METHOD).equals("head");
        if (!sends && !values.text(BODY).isEmpty()) {
            problems.add(new Problem(BODY, "a " + values.text(METHOD) + " sends none"));
        }
        if (values.flag(KEYED) && !sends) {
            problems.add(new Problem(KEYED, "a " + values.text(METHOD) + " needs no key"));
        }
        return problems;
    }

    private static List<URI> address(String url) {
        return WebAddress.of(url).stream().toList();
    }

    @Override
    public String put(ToolValues written, String field, String before, String value) {
        return switch (field) {
            case URL -> Escapes.inAddress(value);
            case BODY ->
                switch (written.text(CONTENT)) {
                    case "json" -> Escapes.inJson(before, value);
                    case "form" -> Escapes.inForm(value);
                    default -> value;
                };
            default -> value;
        };
    }

    @Override
    public ToolResult use(ToolCall call) throws InterruptedException {
        ToolValues values = call.values();
        return sender.send(
                call.limit(),
                effect(values),
                Taking.of(values, values.number(REDIRECTS)),
                () -> new Filling(sender, call).request());
    }
}
