package org.liaoyuan.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The owner of a server that was just started, who set a password by the one-time link that it printed. */
final class SignedIn {

    private static final Pattern LINK = Pattern.compile("/welcome#([\\w-]+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final String cookie;
    private final String token;

    SignedIn(MeasuredServer server) throws IOException, InterruptedException {
        Matcher link = LINK.matcher(server.said());
        if (!link.find()) {
            throw new IOException("the server printed no one-time link: " + server.said());
        }
        this.port = server.port();
        HttpResponse<String> reply = send(request("POST", "/api/account/welcome")
                .method(
                        "POST",
                        HttpRequest.BodyPublishers.ofString(
                                "{\"token\":\"" + link.group(1) + "\",\"password\":\"a spark can start a fire\"}")));
        this.cookie = reply.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IOException("nobody was signed in: " + reply.body()))
                .replaceFirst(";.*", "");
        this.token = JSON.readTree(reply.body()).path("csrfToken").asString("");
    }

    /** Of a request, each with its line's end. */
    String headers() {
        return "Cookie: " + cookie + "\r\nX-CSRF-Token: " + token + "\r\n";
    }

    /** @throws IOException if it is not answered by 2xx */
    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return answer(request("POST", path).method("POST", HttpRequest.BodyPublishers.ofString(body)));
    }

    /** @throws IOException if it is not answered by 2xx */
    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request("GET", path));
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> reply = send(request.header("Cookie", cookie).header("X-CSRF-Token", token));
        if (reply.statusCode() / 100 != 2) {
            throw new IOException("it answered " + reply.statusCode() + ": " + reply.body());
        }
        return JSON.readTree(reply.body());
    }

    private HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.noBody());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
