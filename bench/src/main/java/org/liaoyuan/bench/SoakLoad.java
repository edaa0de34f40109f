package org.liaoyuan.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Clients that ask without a pause, each the same mixture in its own order. */
final class SoakLoad {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long BUSY_MILLIS = 500;
    private static final int LINES_BEFORE_LEAVING = 6;
    private static final int BEYOND_ANY_CONTEXT = 40_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String address;
    private final SoakCounts counts = new SoakCounts();
    private volatile boolean over;

    SoakLoad(String address) {
        this.address = address;
    }

    /** Ends the load when closed: requests under way are read to their end. */
    record Running(SoakLoad load, ExecutorService clients) implements AutoCloseable {

        @Override
        public void close() {
            load.over = true;
            clients.close();
        }
    }

    SoakCounts.Snapshot counts() {
        return counts.snapshot();
    }

    /** The models are loaded before anything is measured. */
    void warmUp() throws IOException, InterruptedException {
        for (String[] request : new String[][] {chat("warm up", 4, false), embedding("warm up")}) {
            HttpResponse<String> response = http.send(request(request), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("the server does not answer: " + response.body());
            }
        }
    }

    Running run(int count) {
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            clients.submit(() -> client(random));
        }
        return new Running(this, clients);
    }

    private void client(Random random) {
        while (!over) {
            try {
                ask(random);
            } catch (IOException | RuntimeException e) {
                counts.error(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void ask(Random random) throws IOException, InterruptedException {
        String topic = "number " + random.nextInt(5000) + " and the " + "very ".repeat(random.nextInt(40)) + "old sea";
        int tokens = 16 + random.nextInt(112);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> expect(200, chat(topic, tokens, true));
            case 4, 5 -> expect(200, chat(topic, tokens, false));
            case 6 -> expect(200, completion(topic, tokens));
            case 7 -> expect(200, embedding(topic));
            case 8 -> leave(chat(topic, 1000, true));
            default -> expect(400, chat("word ".repeat(BEYOND_ANY_CONTEXT), tokens, true));
        }
    }

    private void expect(int status, String[] request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(request), BodyHandlers.ofString());
        if (isBusy(response)) {
            return;
        }
        String body = response.body();
        if (response.statusCode() != status || (status == 200 && body.contains("\"error\""))) {
            counts.error("status " + response.statusCode() + " instead of " + status + ": "
                    + body.substring(Math.max(0, body.length() - 200)));
        } else if (status == 200) {
            counts.answer();
        } else {
            counts.refused();
        }
    }

    private void leave(String[] request) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = http.send(request(request), BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (isBusy(response)) {
                return;
            }
            Iterator<String> each = lines.iterator();
            for (int i = 0; i < LINES_BEFORE_LEAVING && each.hasNext(); i++) {
                each.next();
            }
            counts.cancelled();
        }
    }

    private boolean isBusy(HttpResponse<?> response) throws InterruptedException {
        if (response.statusCode() != 429) {
            return false;
        }
        counts.busy();
        Thread.sleep(BUSY_MILLIS);
        return true;
    }

    private static String[] chat(String topic, int tokens, boolean stream) {
        return new String[] {
            "/v1/chat/completions",
            "{\"model\":\"default\",\"stream\":" + stream + ",\"max_tokens\":" + tokens
                    + ",\"messages\":[{\"role\":\"user\",\"content\":\"Tell me about " + topic + "\"}]}"
        };
    }

    private static String[] completion(String topic, int tokens) {
        return new String[] {
            "/v1/completions",
            "{\"model\":\"default\",\"max_tokens\":" + tokens + ",\"prompt\":\"A story about " + topic + ":\"}"
        };
    }

    private static String[] embedding(String topic) {
        return new String[] {"/v1/embeddings", "{\"model\":\"bge-small-zh\",\"input\":\"" + topic + "\"}"};
    }

    private HttpRequest request(String[] pathAndBody) {
        return HttpRequest.newBuilder(URI.create(address + pathAndBody[0]))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(pathAndBody[1]))
                .build();
    }
}
