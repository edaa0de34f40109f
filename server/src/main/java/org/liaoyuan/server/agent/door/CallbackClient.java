package org.liaoyuan.server.agent.door;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends signed requests, as Standard Webhooks have them. Follows no redirect, and reads nothing but the status. */
@Component
class CallbackClient {

    private static final Duration MOST_TIME = Duration.ofSeconds(10);

    private final JsonMapper json;
    private @Nullable HttpClient client;

    CallbackClient(JsonMapper json) {
        this.json = json;
    }

    /**
     * Sends it.
     *
     * @param secret empty for no signature
     * @return why it was not taken; empty if it was
     */
    String post(URI url, String id, String secret, Object message) {
        byte[] body = json.writeValueAsBytes(message);
        String time = Long.toString(Instant.now().getEpochSecond());
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(MOST_TIME)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Liaoyuan")
                .header("webhook-id", id)
                .header("webhook-timestamp", time)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!secret.isEmpty()) {
            String signed = id + "." + time + "." + new String(body, StandardCharsets.UTF_8);
            request.header(
                    "webhook-signature", "v1," + Signature.base64(secret, signed.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            HttpResponse<InputStream> response =
                    client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream unread = response.body()) {
                int status = response.statusCode();
                return status / 100 == 2 ? "" : "it answered " + status;
            }
        } catch (IOException e) {
            return "it can't be reached: " + e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the server was stopped";
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(MOST_TIME)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return client;
    }
}
