package org.liaoyuan.server.model.internal.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands before a provider and writes down what is asked and answered, or plays it back without the provider. No header of a
 * request is kept: there the key is.
 */
public final class Tape {

    private static final JsonMapper JSON = new JsonMapper();

    /** One exchange. */
    public record Take(String line, String asked, int status, String type, String answered) {}

    /** All of them, in order. */
    public record Takes(List<Take> takes) {}

    private final Path file;
    private final List<Take> takes = new ArrayList<>();

    public Tape(Path file) {
        this.file = file;
    }

    /** Hands on to the provider, and writes the tape anew after each answer. */
    public FaultyServer.Behaviour recording(String address) {
        HttpClient http = HttpClient.newHttpClient();
        return (request, out) -> {
            String path = request.line().split(" ")[1].substring("/v1".length());
            HttpRequest.Builder onward = HttpRequest.newBuilder(URI.create(address + path))
                    .header("Content-Type", "application/json")
                    .header("Authorization", request.headers().getOrDefault("authorization", "none"));
            HttpResponse<String> response = http.send(
                    onward.POST(HttpRequest.BodyPublishers.ofString(request.body()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            Take take = new Take(
                    request.line(),
                    request.body(),
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
            keep(take);
            return play(take, out);
        };
    }

    private synchronized void keep(Take take) throws IOException {
        takes.add(take);
        Files.write(file, JSON.writeValueAsBytes(new Takes(takes)));
    }

    /** Answers what was asked before as it was answered then; anything else with status 501. */
    public FaultyServer.Behaviour playing() throws IOException {
        Takes known = JSON.readValue(Files.readAllBytes(file), Takes.class);
        return (request, out) -> {
            for (Take take : known.takes()) {
                if (take.line().equals(request.line())
                        && JSON.readTree(take.asked()).equals(JSON.readTree(request.body()))) {
                    return play(take, out);
                }
            }
            return play(
                    new Take("", "", 501, "application/json", "{\"error\":{\"message\":\"not on the tape\"}}"), out);
        };
    }

    private static boolean play(Take take, OutputStream out) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] body = take.answered().getBytes(StandardCharsets.UTF_8);
        all.writeBytes(("HTTP/1.1 " + take.status() + " x\r\nContent-Type: " + take.type() + "\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        all.writeBytes(body);
        out.write(all.toByteArray());
        out.flush();
        return true;
    }
}
