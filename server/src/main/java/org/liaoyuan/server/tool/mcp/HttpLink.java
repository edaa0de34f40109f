package org.liaoyuan.server.tool.mcp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.liaoyuan.server.net.Timed;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import tools.jackson.databind.node.ObjectNode;

/** Streamable HTTP, as MCP's specification of 2025-06-18 has it: each message is a POST, answered by JSON or by a stream of events. */
final class HttpLink implements Link {

    private static final String SESSION = "Mcp-Session-Id";
    private static final Pattern SESSION_ID = Pattern.compile("[\\x21-\\x7e]{1,1000}");
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final CloseableHttpClient client;
    private final McpServer.Remote server;
    private final Messages messages = new Messages();
    private volatile String session = "";
    private volatile String version = "";

    HttpLink(CloseableHttpClient client, McpServer.Remote server) {
        this.client = client;
        this.server = server;
    }

    @Override
    public void speak(String agreed) {
        version = agreed;
    }

    @Override
    public ObjectNode ask(ObjectNode request) throws IOException {
        try (ClassicHttpResponse response = post(request)) {
            require(response);
            HttpEntity entity = response.getEntity();
            Header id = response.getFirstHeader(SESSION);
            if (id != null && id.getValue() != null) {
                session = checked(id.getValue());
            }
            if (entity == null) {
                throw new IOException("answered nothing");
            }
            String type = String.valueOf(entity.getContentType()).toLowerCase(Locale.ROOT);
            return type.startsWith("text/event-stream")
                    ? fromStream(request, new BufferedInputStream(entity.getContent()))
                    : answer(request, Messages.read(messages.all(entity.getContent())));
        }
    }

    private static ObjectNode answer(ObjectNode request, ObjectNode message) throws IOException {
        if (!Messages.isAnswer(message, request)) {
            throw new IOException("answered something else than it was asked");
        }
        return message;
    }

    private ObjectNode fromStream(ObjectNode request, InputStream in) throws IOException {
        for (Optional<byte[]> data = messages.event(in); data.isPresent(); data = messages.event(in)) {
            ObjectNode message = Messages.read(data.get());
            if (Messages.isAnswer(message, request)) {
                return message;
            }
            Optional<ObjectNode> reply = Messages.reply(message);
            if (reply.isPresent()) {
                tell(reply.get());
            }
        }
        throw new IOException("ended before it answered");
    }

    @Override
    public void tell(ObjectNode message) throws IOException {
        try (ClassicHttpResponse response = post(message)) {
            require(response);
        }
    }

    private ClassicHttpResponse post(ObjectNode message) throws IOException {
        HttpPost post = new HttpPost(server.address());
        post.setHeader("Accept", "application/json, text/event-stream");
        post.setEntity(
                new ByteArrayEntity(message.toString().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        return send(post);
    }

    private ClassicHttpResponse send(ClassicHttpRequest request) throws IOException {
        server.headers().forEach(request::setHeader);
        if (!version.isEmpty()) {
            request.setHeader("MCP-Protocol-Version", version);
        }
        if (!session.isEmpty()) {
            request.setHeader(SESSION, session);
        }
        return client.executeOpen(HttpHost.create(server.address()), request, null);
    }

    private static String checked(String id) throws IOException {
        if (!SESSION_ID.matcher(id).matches()) {
            throw new IOException("gave a session an id that is none");
        }
        return id;
    }

    /** What it says beside the status is not read: it is nobody's to trust. */
    private static void require(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        if (status == 429 || status >= 500 || status == 408 || status == 404) {
            throw new IOException("answered with HTTP status " + status);
        }
        if (status >= 300) {
            throw new ToolFailure(
                    Reason.REFUSED,
                    "the MCP server answered with HTTP status " + status
                            + (status < 400 ? "; redirects are not followed: give the address that it leads to" : "")
                            + (status == 401 || status == 403 ? "; look at the headers that are kept for it" : ""));
        }
    }

    @Override
    public void leave() {
        if (session.isEmpty()) {
            return;
        }
        try {
            var unused = Timed.call(GOODBYE, () -> {
                try (ClassicHttpResponse response = send(new HttpDelete(server.address()))) {
                    return response.getCode();
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception itMayForgetTheSessionByItself) {
            // nothing hangs on it
        }
    }

    /** Each message has a connection of its own, which is closed with it. */
    @Override
    public void close() {}
}
