package org.liaoyuan.server.account;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;

/** Somebody in front of a server: a browser with its cookie and token, or a program with its key. */
public record Visitor(TestServer server, Map<String, String> headers) {

    public static Visitor stranger(TestServer server) {
        return new Visitor(server, Map.of());
    }

    public static Visitor withKey(TestServer server, String key) {
        return new Visitor(server, Map.of("Authorization", "Bearer " + key));
    }

    /** Who signed in or used a link, by what the server answered. */
    public static Visitor signedIn(TestServer server, Reply reply) {
        if (reply.status() != 200) {
            throw new AssertionError("nobody signed in: " + reply.text());
        }
        return new Visitor(
                server,
                Map.of(
                        "Cookie",
                        cookie(reply),
                        AccessFilter.CSRF_HEADER,
                        reply.at("/csrfToken").asString()));
    }

    public static String cookie(Reply reply) {
        return reply.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    public static Visitor byPassword(TestServer server, String name, String password) {
        return signedIn(server, signIn(server, name, password));
    }

    public static Reply signIn(TestServer server, String name, String password) {
        return stranger(server)
                .send("POST", "/api/session", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }

    public static Visitor byLink(TestServer server, String token, String password) {
        return signedIn(server, useLink(server, token, password));
    }

    public static Reply useLink(TestServer server, String token, String password) {
        return stranger(server)
                .send(
                        "POST",
                        "/api/account/welcome",
                        "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}");
    }

    public Visitor without(String header) {
        return new Visitor(
                server,
                headers.entrySet().stream()
                        .filter(e -> !e.getKey().equals(header))
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public Visitor with(String header, String value) {
        Map<String, String> more = new java.util.HashMap<>(headers);
        more.put(header, value);
        return new Visitor(server, Map.copyOf(more));
    }

    public Reply get(String path) {
        return send("GET", path, "");
    }

    public Reply post(String path, String body) {
        return send("POST", path, body);
    }

    public Reply send(String method, String path, String body) {
        HttpRequest.Builder request = server.request(path).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return server.send(
                request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }
}
