package org.liaoyuan.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** llama.cpp's own server with as many slots as there are chats, spoken to by HTTP as its users do. */
final class LlamaServer implements Burst.Chat, AutoCloseable {

    private static final long START_MILLIS = 120_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Process process;
    private final String base;

    LlamaServer(String executable, Path model, int threads) throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        this.base = "http://127.0.0.1:" + port;
        this.process = new ProcessBuilder(
                        executable,
                        "-m",
                        model.toString(),
                        "-t",
                        "" + threads,
                        "-np",
                        "" + Burst.CHATS,
                        "-c",
                        "" + 1024 * Burst.CHATS,
                        "-fa",
                        "on",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "" + port)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        awaitHealth();
    }

    private void awaitHealth() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_MILLIS * 1_000_000;
        HttpRequest health =
                HttpRequest.newBuilder(URI.create(base + "/health")).build();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it is still reading the model
            }
            Thread.sleep(100);
        }
        close();
        throw new IOException("llama-server did not start");
    }

    @Override
    public Burst.Result run(String persona, String question) throws IOException, InterruptedException {
        String body = json.writeValueAsString(Map.of(
                "stream",
                true,
                "max_tokens",
                Burst.TOKENS,
                "temperature",
                0,
                "ignore_eos",
                true,
                "messages",
                List.of(Map.of("role", "system", "content", persona), Map.of("role", "user", "content", question))));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long start = System.nanoTime();
        double first = Double.NaN;
        int tokens = 0;
        try (Stream<String> lines =
                http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                String line = each.next();
                if (line.startsWith("data: {")
                        && json.readTree(line.substring(6))
                                .at("/choices/0/delta/content")
                                .isString()) {
                    first = Double.isNaN(first) ? (System.nanoTime() - start) / 1e9 : first;
                    tokens++;
                }
            }
        }
        return new Burst.Result(first, tokens);
    }

    @Override
    public void close() {
        process.destroy();
        http.shutdownNow();
    }
}
