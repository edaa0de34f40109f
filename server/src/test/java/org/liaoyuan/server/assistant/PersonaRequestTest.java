package org.liaoyuan.server.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.model.internal.remote.FaultyServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a model is asked with a persona and without: only the way of speaking is another, after all that the assistant is told. */
class PersonaRequestTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static Visitor owner;
    private static FaultyServer provider;

    @BeforeAll
    static void addAModel() {
        owner = House.get().owner();
        provider = new FaultyServer(FaultyServer.events(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Yes.\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "[DONE]"));
        assertThat(owner.post(
                                "/api/providers",
                                "{\"id\":\"spoken\",\"baseUrl\":\"" + provider.address()
                                        + "\",\"inHouse\":true,\"models\":[{\"name\":\"m\"}]}")
                        .status())
                .isLessThan(300);
    }

    @AfterAll
    static void close() {
        owner.send("DELETE", "/api/providers/spoken", "");
        provider.close();
    }

    /** What the model was asked by the assistant that does the most with rules: study. */
    private static JsonNode asked(Map<String, String> persona) {
        ObjectNode conversation =
                JSON.createObjectNode().put("assistant", "study").put("language", "en");
        persona.forEach(conversation::put);
        String id = owner.post("/api/conversations", conversation.toString())
                .at("/id")
                .asString();
        owner.post("/api/conversations/" + id + "/messages", "{\"content\":\"Is it?\",\"model\":\"spoken/m\"}");
        return JSON.readTree(provider.requests().getLast().body());
    }

    @Test
    void noPersonaTouchesAnythingButTheWayOfSpeaking() {
        JsonNode plain = asked(Map.of());
        String task = plain.at("/messages/0/content").asString();
        assertThat(task).isNotEmpty();
        List<String> ids = new ArrayList<>();
        owner.get("/api/personas")
                .at("/personas")
                .forEach(each -> ids.add(each.path("id").asString()));
        assertThat(ids).hasSizeGreaterThanOrEqualTo(16);

        for (String persona : ids) {
            JsonNode with = asked(Map.of("persona", persona));

            String told = with.at("/messages/0/content").asString();
            assertThat(told).as(persona).startsWith(task + "\n\nWay of speaking: ");
            ((ObjectNode) with.at("/messages/0")).put("content", task);
            assertThat(with).as(persona).isEqualTo(plain);
        }
    }
}
