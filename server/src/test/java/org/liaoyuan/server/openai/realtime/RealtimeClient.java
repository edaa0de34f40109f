package org.liaoyuan.server.openai.realtime;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.sound.Clip;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a session. */
final class RealtimeClient implements AutoCloseable, WebSocket.Listener {

    private static final JsonMapper JSON = new JsonMapper();

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();
    private final WebSocket socket;
    private final boolean reads;
    final List<JsonNode> seen = new ArrayList<>();

    RealtimeClient(TestServer server, String query, Map<String, String> headers) {
        this(server, query, headers, true);
    }

    /** @param reads whether it takes what the server sends */
    RealtimeClient(TestServer server, String query, Map<String, String> headers, boolean reads) {
        this.reads = reads;
        var builder = HttpClient.newHttpClient().newWebSocketBuilder();
        headers.forEach(builder::header);
        this.socket = builder.buildAsync(
                        URI.create(server.address().replace("http:", "ws:") + "/v1/realtime" + query), this)
                .join();
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        if (reads) {
            webSocket.request(1);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            events.add(JSON.readTree(message.toString()));
            message.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.add(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.add(-1);
    }

    RealtimeClient send(String event) {
        socket.sendText(event, true).join();
        return this;
    }

    /** As 16 bits in pieces of a fifth of a second. */
    RealtimeClient hear(Clip clip) {
        int step = clip.rate().samples(0.2);
        for (int from = 0; from < clip.length(); from += step) {
            byte[] data = SoundFormat.PCM.encode(clip.samples(), from, Math.min(clip.length(), from + step));
            send("{\"type\":\"input_audio_buffer.append\",\"audio\":\""
                    + Base64.getEncoder().encodeToString(data) + "\"}");
        }
        return this;
    }

    /** The next event of this type. */
    JsonNode next(String type) throws InterruptedException {
        for (JsonNode event = poll(); event != null; event = poll()) {
            seen.add(event);
            if (event.path("type").asString().equals(type)) {
                return event;
            }
        }
        throw new AssertionError("no " + type + ", but " + types());
    }

    /** The next event. */
    JsonNode next() throws InterruptedException {
        JsonNode event = poll();
        if (event == null) {
            throw new AssertionError("nothing more after " + types());
        }
        seen.add(event);
        return event;
    }

    private @Nullable JsonNode poll() throws InterruptedException {
        return events.poll(90, TimeUnit.SECONDS);
    }

    List<String> types() {
        return seen.stream().map(e -> e.path("type").asString()).toList();
    }

    /** The code with which the server closed the connection; −1 if it broke. */
    int closed() throws InterruptedException {
        Integer code = closed.poll(90, TimeUnit.SECONDS);
        if (code == null) {
            throw new AssertionError("the server did not close the connection");
        }
        return code;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
