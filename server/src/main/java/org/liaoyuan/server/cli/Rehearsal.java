package org.liaoyuan.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Walks the ways that a first visitor walks, so that the class cache that is written at the end knows them. */
final class Rehearsal {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Rehearsal() {}

    static void of(int port) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : new String[] {
                "/",
                "/api/models",
                "/api/conversations",
                "/api/budgets",
                "/v1/models",
                "/v1/nothing",
                "/actuator/health"
            }) {
                client.send(request(port, path).GET().build(), BodyHandlers.discarding());
            }
            String conversation = client.send(json(port, "/api/conversations", "{}"), BodyHandlers.ofString())
                    .body();
            String id = conversation.replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1");
            String chat =
                    "{\"model\":\"default\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}";
            client.send(json(port, "/v1/chat/completions", chat), BodyHandlers.discarding());
            client.send(
                    json(port, "/api/conversations/" + id + "/messages", "{\"content\":\"?\"}"),
                    BodyHandlers.discarding());
        }
    }

    private static HttpRequest json(int port, String path, String body) {
        return request(port, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LIMIT);
    }
}
