package org.liaoyuan.server.websearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A search service and the pages that it names, on this machine; it remembers every request that reaches it. */
public final class RecordingWeb implements AutoCloseable {

    /** A request as it came. */
    public record Asked(String method, String path, String query, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    private record Answer(int status, String type, byte[] body) {}

    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    public RecordingWeb() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public RecordingWeb json(String path, int status, String body) {
        return put(path, status, "application/json", body.replace("HERE", address()));
    }

    public RecordingWeb page(String path, String html) {
        return put(path, 200, "text/html; charset=utf-8", html);
    }

    private RecordingWeb put(String path, int status, String type, String body) {
        answers.put(path, new Answer(status, type, body.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Everything that reached it, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public void forget() {
        asked.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String path = exchange.getRequestURI().getPath();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                path,
                query == null ? "" : URLDecoder.decode(query, StandardCharsets.UTF_8),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Answer answer = answers.getOrDefault(path, new Answer(404, "text/plain", new byte[0]));
        exchange.getResponseHeaders().add("Content-Type", answer.type);
        exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
        exchange.getResponseBody().write(answer.body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
