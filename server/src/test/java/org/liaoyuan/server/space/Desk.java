package org.liaoyuan.server.space;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;
import tools.jackson.databind.JsonNode;

/** Somebody with their space. */
record Desk(Visitor who) {

    Reply upload(String name, byte[] bytes) {
        HttpRequest.Builder request = who.server()
                .request("/api/space/documents?name=" + encoded(name))
                .header("Content-Type", "application/octet-stream");
        who.headers().forEach(request::header);
        return who.server().send(request.POST(BodyPublishers.ofByteArray(bytes)));
    }

    /** Id of what was uploaded, once it was read or given up. */
    String add(String name, byte[] bytes) {
        Reply reply = upload(name, bytes);
        if (reply.status() != 200) {
            throw new AssertionError(reply.text());
        }
        String id = reply.at("/document/id").asString();
        settled(id);
        return id;
    }

    Reply document(String id) {
        return who.get("/api/space/documents/" + id);
    }

    /** A document when it is neither waiting nor being read. */
    Reply settled(String id) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> document(id),
                        reply -> List.of("INDEXED", "FAILED")
                                .contains(reply.at("/state").asString()));
    }

    List<JsonNode> search(String question) {
        List<JsonNode> found = new ArrayList<>();
        Reply reply = who.get("/api/space/search?q=" + encoded(question));
        if (reply.status() != 200 || reply.body() == null) {
            throw new AssertionError(reply.text());
        }
        reply.body().forEach(found::add);
        return found;
    }

    List<String> texts(String question) {
        return search(question).stream().map(hit -> hit.at("/text").asString()).toList();
    }

    byte[] file(String id) throws Exception {
        HttpRequest.Builder request = who.server().request("/api/space/documents/" + id + "/file");
        who.headers().forEach(request::header);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.GET().build(), BodyHandlers.ofByteArray()).body();
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
