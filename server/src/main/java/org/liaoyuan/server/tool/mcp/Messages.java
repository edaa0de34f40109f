package org.liaoyuan.server.tool.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a server sends in one session: so many bytes in all, and no more. */
final class Messages {

    /** A server may send much beside its answer. */
    static final int MOST_BYTES = 8 << 20;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String DATA = "data:";
    private static final int NO_SUCH_METHOD = -32601;

    private int left = MOST_BYTES;

    /** All of a stream. */
    byte[] all(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(left + 1);
        take(bytes.length);
        return bytes;
    }

    /** The next line without its end; empty at the end of the stream. */
    Optional<byte[]> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            take(1);
            line.write(next);
            next = in.read();
        }
        take(1);
        return Optional.of(line.toByteArray());
    }

    /** The data of the next event that has some (WHATWG's HTML, 9.2); empty at the end of the stream. */
    Optional<byte[]> event(InputStream in) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (Optional<byte[]> next = line(in); next.isPresent(); next = line(in)) {
            String text = new String(next.get(), StandardCharsets.UTF_8);
            String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            if (line.startsWith(DATA)) {
                data.write(line.substring(DATA.length()).getBytes(StandardCharsets.UTF_8));
                data.write('\n');
            } else if (line.isEmpty() && data.size() > 0) {
                return Optional.of(data.toByteArray());
            }
        }
        return Optional.empty();
    }

    private void take(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw new ToolFailure(
                    Reason.TOO_LONG, "the MCP server sent more than " + MOST_BYTES + " bytes; ask it for less");
        }
    }

    /** @throws IOException if it is no message */
    static ObjectNode read(byte[] bytes) throws IOException {
        try {
            JsonNode message = MAPPER.readTree(bytes);
            if (message instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException notEvenJson) {
            // without its cause, which quotes what came
        }
        throw new IOException("sent what is no message of JSON-RPC");
    }

    static boolean isAnswer(ObjectNode message, ObjectNode request) {
        return !message.has("method") && message.path("id").equals(request.path("id"));
    }

    /** What is said to a request of the server; empty where it asked nothing. */
    static Optional<ObjectNode> reply(ObjectNode message) {
        if (!message.has("method") || !message.has("id")) {
            return Optional.empty();
        }
        ObjectNode reply = JSON.objectNode().put("jsonrpc", "2.0");
        reply.set("id", message.path("id"));
        if (message.path("method").asString("").equals("ping")) {
            reply.set("result", JSON.objectNode());
        } else {
            reply.set("error", JSON.objectNode().put("code", NO_SUCH_METHOD).put("message", "not offered"));
        }
        return Optional.of(reply);
    }
}
