package org.liaoyuan.server.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A company's system for tests: answers by path what it was told to, and keeps what it was asked. */
public final class Desk implements AutoCloseable {

    /** A request. */
    public record Asked(String method, String uri, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** Answers a request. */
    public interface Answering {
        void answer(HttpExchange exchange, int turn) throws Exception;
    }

    private final HttpServer server;
    private final Map<String, Answering> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    public Desk() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        try (exchange) {
            answers.getOrDefault(path, (e, turn) -> send(e, 404, "text/plain", "nothing here"))
                    .answer(exchange, asked(path).size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public Desk answer(String path, Answering answering) {
        answers.put(path, answering);
        return this;
    }

    public Desk json(String path, String body) {
        return answer(path, (exchange, turn) -> send(exchange, 200, "application/json", body));
    }

    /** Never answers before the desk is closed. */
    public Desk silent(String path) {
        return answer(path, (exchange, turn) -> closing.await());
    }

    /** What was asked for at this path, the first first. */
    public List<Asked> asked(String path) {
        return asked.stream()
                .filter(one -> one.uri().split("\\?", 2)[0].equals(path))
                .toList();
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
