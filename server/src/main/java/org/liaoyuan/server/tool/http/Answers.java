package org.liaoyuan.server.tool.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a node gives of an answer. */
final class Answers {

    private static final List<String> HEADERS =
            List.of("content-type", "location", "etag", "last-modified", "retry-after", "link", "x-request-id");

    private static final int LONGEST_HEADER = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    private Answers() {}

    /** @param bytes one more than {@code most} where there are more */
    static ObjectNode output(ClassicHttpResponse response, byte[] bytes, int most) {
        ObjectNode output = JsonNodeFactory.instance.objectNode().put("status", response.getCode());
        ObjectNode headers = output.putObject("headers");
        for (String name : HEADERS) {
            Header header = response.getFirstHeader(name);
            if (header != null && header.getValue() != null && header.getValue().length() <= LONGEST_HEADER) {
                headers.put(name, header.getValue());
            }
        }
        boolean cut = bytes.length > most;
        String type = headers.path("content-type").asString("").toLowerCase(Locale.ROOT);
        String text = new String(cut ? Arrays.copyOf(bytes, most) : bytes, charset(type));
        output.put("text", text);
        if (cut) {
            output.put("cut", true);
        } else if (type.contains("json")) {
            try {
                output.set("body", JSON.readTree(text));
            } catch (JacksonException e) {
                // it only says that it is JSON: the text has to do
            }
        }
        return output;
    }

    private static Charset charset(String type) {
        try {
            ContentType parsed = ContentType.parse(type);
            return parsed == null ? StandardCharsets.UTF_8 : parsed.getCharset(StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
