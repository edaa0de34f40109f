package org.liaoyuan.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.audit.AuditChain;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.ledger.Grouping;
import org.liaoyuan.server.ledger.Sums;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks with the server that runs in the same data folder, so that a model is in memory only once. */
final class ServerClient implements AutoCloseable {

    private static final Duration HELLO = Duration.ofSeconds(2);
    private static final Duration QUESTION = Duration.ofSeconds(30);
    private static final Duration FIRST_WORD = Duration.ofMinutes(10);
    private static final String DATA = "data: ";

    private final HttpClient http;
    private final JsonMapper json = new JsonMapper();
    private final String base;
    private final String token;

    /** @param certificate the server's, as {@link PinnedCertificate} says it; empty where it speaks no TLS */
    private ServerClient(int port, String token, String certificate) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(HELLO);
        if (!certificate.isEmpty()) {
            client.sslContext(PinnedCertificate.trusting(certificate));
        }
        this.http = client.build();
        this.base = (certificate.isEmpty() ? "http" : "https") + "://127.0.0.1:" + port;
        this.token = token;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** The server of this data folder, if one runs and answers. */
    static Optional<ServerClient> of(Home home) throws InterruptedException {
        try {
            JsonNode said = new JsonMapper().readTree(Files.readString(home.serverFile()));
            ServerClient client = new ServerClient(
                    said.path("port").asInt(),
                    said.path("token").asString(""),
                    said.path("certificate").asString(""));
            HttpRequest hello = client.request("/v1/models").timeout(HELLO).build();
            if (client.http.send(hello, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                return Optional.of(client);
            }
            client.close();
        } catch (IOException | JacksonException noneRuns) {
            // a file that a killed server left behind
        }
        return Optional.empty();
    }

    /** A server that is known to run. */
    static ServerClient at(RunningServer server) {
        return new ServerClient(server.port(), server.token(), server.certificate());
    }

    /**
     * Asks the server's own API.
     *
     * @throws IOException if the server refuses; the message is the server's
     */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = request(path).timeout(QUESTION).build();
        return answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private JsonNode answer(HttpResponse<String> response) throws IOException {
        JsonNode body = response.body().isEmpty() ? json.nullNode() : json.readTree(response.body());
        if (response.statusCode() >= 400) {
            throw new IOException(body.path("detail").asString(response.body()));
        }
        return body;
    }

    /**
     * Posts a JSON body to the server's own API.
     *
     * @return what it answers; null's node where that is nothing
     * @throws IOException if the server refuses; the message is the server's
     */
    JsonNode post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .timeout(FIRST_WORD)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        return answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    /** Asks for a deletion on the way out, when nobody is left to tell. */
    void deleteQuietly(String path) {
        try {
            HttpRequest request = request(path).timeout(HELLO).DELETE().build();
            http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException | InterruptedException theServerIsGone) {
            // then nothing is left to stop
        }
    }

    /** The data of each server-sent event, until the stream ends. */
    void events(String path, Consumer<JsonNode> each) throws IOException, InterruptedException {
        HttpRequest request = request(path).timeout(FIRST_WORD).build();
        try (Stream<String> lines =
                http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            lines.filter(line -> line.startsWith(DATA + "{"))
                    .map(line -> json.readTree(line.substring(DATA.length())))
                    .forEach(each);
        }
    }

    /**
     * Prints an answer as it comes.
     *
     * @param maxTokens at most so many; 0 for no limit
     * @param verbose print what it took afterwards
     * @throws IOException if the server refuses; the message is the server's
     */
    void chat(String model, List<ChatMessage> messages, int maxTokens, boolean verbose, PrintWriter out)
            throws IOException, InterruptedException {
        Map<String, Object> wanted = new LinkedHashMap<>(Map.of(
                "model", model, "messages", messages, "stream", true, "stream_options", Map.of("include_usage", true)));
        if (maxTokens > 0) {
            wanted.put("max_tokens", maxTokens);
        }
        String body = json.writeValueAsString(wanted);
        HttpRequest request = request("/v1/chat/completions")
                .timeout(FIRST_WORD)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() != 200) {
                String said = String.join("\n", lines.toList());
                throw new IOException(json.readTree(said).at("/error/message").asString(said));
            }
            lines.filter(line -> line.startsWith(DATA + "{"))
                    .map(line -> json.readTree(line.substring(DATA.length())))
                    .forEach(event -> print(event, verbose, out));
        }
        out.flush();
    }

    /**
     * Whether the audit log is as it was written.
     *
     * @throws IOException if the server refuses
     */
    AuditChain.Verification verifyAudit() throws IOException, InterruptedException {
        HttpRequest request =
                request("/api/audit/verification").timeout(FIRST_WORD).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(json.readTree(response.body()).path("detail").asString(response.body()));
        }
        return json.readValue(response.body(), AuditChain.Verification.class);
    }

    /**
     * What was used, summed.
     *
     * @param since the first day; null for the usual ones
     * @throws IOException if the server refuses
     */
    Sums sums(Grouping by, @Nullable LocalDate since) throws IOException, InterruptedException {
        String from = since == null ? "" : "&from=" + since;
        HttpRequest request = request("/api/ledger/sums?by=" + by.name() + from)
                .timeout(QUESTION)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(json.readTree(response.body()).path("detail").asString(response.body()));
        }
        return json.readValue(response.body(), Sums.class);
    }

    private static void print(JsonNode event, boolean verbose, PrintWriter out) {
        out.print(event.at("/choices/0/delta/content").asString(""));
        if (event.at("/usage/total_tokens").isNumber()) {
            out.println();
            JsonNode own = event.at("/usage/liaoyuan");
            if (verbose) {
                out.println(Chat.summary(
                        event.at("/usage/prompt_tokens").asInt(),
                        event.at("/usage/completion_tokens").asInt(),
                        own.path("tokens_per_second").asDouble(),
                        own.path("joules").asDouble(),
                        own.path("joules_measured").asBoolean()));
            }
        }
        out.flush();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
