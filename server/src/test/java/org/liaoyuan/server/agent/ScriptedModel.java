package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.model.internal.remote.FaultyServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider that answers as its script says: by the first part of the prompt that fits. */
final class ScriptedModel implements AutoCloseable {

    static final String MODEL = "scripted/m";

    private static final JsonMapper JSON = new JsonMapper();

    private final FaultyServer server = new FaultyServer(this::answer);
    private volatile JsonNode script = JSON.createArrayNode();

    ScriptedModel() {
        Reply made = Agency.HOUSE
                .owner()
                .post(
                        "/api/providers",
                        "{\"id\":\"scripted\",\"baseUrl\":\"" + server.address()
                                + "\",\"inHouse\":true,\"models\":[{\"name\":\"m\"}]}");
        assertThat(made.status()).as(made.text()).isLessThan(300);
    }

    /** @param script pairs of a part of the prompt and the answer */
    void plays(JsonNode script) {
        this.script = script;
    }

    /** What it was asked so far, the last at the end. */
    List<JsonNode> asked() {
        return server.requests().stream()
                .filter(request -> request.line().startsWith("POST"))
                .map(request -> JSON.readTree(request.body()))
                .toList();
    }

    private boolean answer(FaultyServer.Request request, java.io.OutputStream out)
            throws java.io.IOException, InterruptedException {
        JsonNode asked = JSON.readTree(request.body());
        String prompt = asked.path("messages")
                .path(asked.path("messages").size() - 1)
                .path("content")
                .asString("");
        String text = script.valueStream()
                .filter(pair -> prompt.contains(pair.path(0).asString()))
                .map(pair -> pair.path(1).asString())
                .findFirst()
                .orElse("NO");
        var choice = Map.of("index", 0, "delta", Map.of("content", text), "finish_reason", "stop");
        return FaultyServer.events(
                        JSON.writeValueAsString(Map.of(
                                "model", "m",
                                "choices", List.of(choice),
                                "usage", Map.of("prompt_tokens", 10, "completion_tokens", 2, "total_tokens", 12))),
                        "[DONE]")
                .answer(request, out);
    }

    @Override
    public void close() {
        Agency.HOUSE.owner().send("DELETE", "/api/providers/scripted", "");
        server.close();
    }
}
