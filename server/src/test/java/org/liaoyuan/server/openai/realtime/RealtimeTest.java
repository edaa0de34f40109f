package org.liaoyuan.server.openai.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import tools.jackson.databind.JsonNode;

class RealtimeTest {

    private static final TestServer SERVER = TestServer.get();
    private static final String MODEL = "?model=" + TestParts.MODEL;
    private static final Map<String, String> BETA = Map.of("OpenAI-Beta", "realtime=v1");

    private static final String HELLO = """
            {"type":"conversation.item.create","event_id":"e1","item":{"type":"message","role":"user","content":[
            {"type":"input_text","text":"Say hello in one short sentence"}]}}""";

    private static String code(JsonNode error) {
        return error.at("/error/code").asString("");
    }

    @Test
    void aSessionBeginsWithWhatItIs() throws InterruptedException {
        try (RealtimeClient client = new RealtimeClient(SERVER, MODEL, Map.of())) {
            JsonNode session = client.next("session.created").path("session");

            assertThat(session.path("type").asString()).isEqualTo("realtime");
            assertThat(session.path("model").asString()).isEqualTo(TestParts.MODEL);
            assertThat(session.at("/audio/input/format/rate").asInt()).isEqualTo(24_000);
            assertThat(session.at("/audio/input/turn_detection/type").asString())
                    .isEqualTo("server_vad");
            assertThat(session.at("/audio/input/transcription").isNull()).isTrue();
            assertThat(session.at("/output_modalities/0").asString()).isEqualTo("audio");
        }
    }

    @Test
    void textIsAnsweredByTextInTheEventsOfToday() throws InterruptedException {
        try (RealtimeClient client = new RealtimeClient(SERVER, MODEL, Map.of())) {
            client.send(
                    "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"output_modalities\":[\"text\"],"
                            + "\"instructions\":\"Be brief.\",\"max_output_tokens\":24}}");
            assertThat(client.next("session.updated")
                            .at("/session/instructions")
                            .asString())
                    .isEqualTo("Be brief.");
            JsonNode added = client.send(HELLO).next("conversation.item.added");
            assertThat(added.at("/item/content/0/text").asString()).startsWith("Say hello");

            JsonNode done = client.send("{\"type\":\"response.create\"}")
                    .next("response.done")
                    .path("response");

            assertThat(done.path("status").asString()).isIn("completed", "incomplete");
            String text = done.at("/output/0/content/0/text").asString();
            assertThat(text).isNotBlank();
            StringBuilder deltas = new StringBuilder();
            client.seen.stream()
                    .filter(e -> e.path("type").asString().equals("response.output_text.delta"))
                    .forEach(e -> deltas.append(e.path("delta").asString()));
            assertThat(deltas).hasToString(text);
            assertThat(done.at("/usage/output_tokens").asInt()).isBetween(1, 24);
            assertThat(client.types())
                    .containsSubsequence(
                            "response.created",
                            "response.output_item.added",
                            "conversation.item.added",
                            "response.content_part.added",
                            "response.output_text.delta",
                            "response.output_text.done",
                            "response.content_part.done",
                            "response.output_item.done",
                            "conversation.item.done",
                            "response.done");
        }
    }

    @Test
    void clientsOfBeforeGetTheEventsOfBefore() throws InterruptedException {
        try (RealtimeClient client = new RealtimeClient(SERVER, MODEL, BETA)) {
            JsonNode session = client.next("session.created").path("session");
            assertThat(session.path("input_audio_format").asString()).isEqualTo("pcm16");
            client.next("conversation.created");
            client.send("{\"type\":\"session.update\",\"session\":{\"modalities\":[\"text\"],\"turn_detection\":null,"
                    + "\"input_audio_format\":\"g711_ulaw\",\"max_response_output_tokens\":8}}");
            assertThat(client.next("session.updated")
                            .at("/session/turn_detection")
                            .isNull())
                    .isTrue();

            client.send(HELLO).send("{\"type\":\"response.create\"}").next("response.done");

            assertThat(client.types())
                    .containsSubsequence(
                            "conversation.item.created",
                            "response.created",
                            "response.text.delta",
                            "response.text.done")
                    .doesNotContain("conversation.item.added", "conversation.item.done", "error");
        }
    }

    @Test
    void aSessionOfCaptionsAnswersNothing() throws InterruptedException {
        try (RealtimeClient client = new RealtimeClient(SERVER, "?intent=transcription", Map.of())) {
            JsonNode session = client.next("session.created").path("session");
            assertThat(session.path("type").asString()).isEqualTo("transcription");
            assertThat(session.at("/audio/input/transcription/model").asString())
                    .isEqualTo("whisper-1");

            client.send("{\"type\":\"response.create\"}");

            assertThat(client.next("error").at("/error/message").asString()).contains("transcription");
        }
    }

    @Test
    void whatIsWrongIsToldAndTheSessionGoesOn() throws InterruptedException {
        try (RealtimeClient client = new RealtimeClient(SERVER, MODEL, Map.of())) {
            client.send("no json");
            assertThat(client.next("error").at("/error/message").asString()).contains("no JSON");
            client.send("[]");
            client.next("error");
            client.send("{\"type\":\"nothing\",\"event_id\":\"e7\"}");
            assertThat(client.next("error").at("/error/event_id").asString()).isEqualTo("e7");
            client.send("{\"type\":\"session.update\",\"session\":{\"tools\":[{\"type\":\"function\"}]}}");
            assertThat(client.next("error").at("/error/param").asString()).isEqualTo("session.tools");
            client.send(
                    "{\"type\":\"session.update\",\"session\":{\"audio\":{\"input\":{\"format\":{\"type\":\"audio/mp3\"}}}}}");
            assertThat(client.next("error").at("/error/param").asString()).isEqualTo("session.audio.input.format");
            client.send("{\"type\":\"input_audio_buffer.append\",\"audio\":\"!\"}");
            assertThat(client.next("error").at("/error/param").asString()).isEqualTo("audio");
            client.send("{\"type\":\"input_audio_buffer.commit\"}");
            client.next("error");
            client.send("{\"type\":\"response.cancel\"}");
            assertThat(code(client.next("error"))).isEqualTo("response_cancel_not_active");
            client.send("{\"type\":\"response.create\",\"response\":{\"audio\":{\"output\":{\"voice\":\"nobody\"}},"
                    + "\"max_output_tokens\":4}}");
            assertThat(client.next("response.done").at("/response/status").asString())
                    .isEqualTo("failed");
            client.send(
                    "{\"type\":\"conversation.item.truncate\",\"item_id\":\"x\",\"content_index\":0,\"audio_end_ms\":1}");
            client.next("error");

            client.send("{\"type\":\"input_audio_buffer.clear\"}");

            client.next("input_audio_buffer.cleared");
        }
    }

    @Test
    void anAnswerIsCancelledAndItemsAreLookedAtAndDeleted() throws InterruptedException {
        try (RealtimeClient client = new RealtimeClient(SERVER, MODEL, Map.of())) {
            client.send("{\"type\":\"session.update\",\"session\":{\"output_modalities\":[\"text\"]}}")
                    .send(
                            "{\"type\":\"conversation.item.create\",\"item\":{\"id\":\"mine\",\"type\":\"message\",\"role\":\"user\","
                                    + "\"content\":[{\"type\":\"input_text\",\"text\":\"Tell a very long story\"}]}}")
                    .send("{\"type\":\"response.create\"}")
                    .next("response.output_text.delta");
            client.send("{\"type\":\"response.create\"}");
            assertThat(code(client.next("error"))).isEqualTo("conversation_already_has_active_response");

            client.send("{\"type\":\"response.cancel\"}");

            JsonNode response = client.next("response.done").path("response");
            assertThat(response.path("status").asString()).isEqualTo("cancelled");
            assertThat(response.at("/status_details/reason").asString()).isEqualTo("client_cancelled");
            client.send("{\"type\":\"conversation.item.retrieve\",\"item_id\":\"mine\"}");
            assertThat(client.next("conversation.item.retrieved")
                            .at("/item/content/0/text")
                            .asString())
                    .isEqualTo("Tell a very long story");
            client.send("{\"type\":\"conversation.item.delete\",\"item_id\":\"mine\"}");
            assertThat(client.next("conversation.item.deleted").path("item_id").asString())
                    .isEqualTo("mine");
        }
    }

    @Test
    void aMessageBeyondTheLimitEndsTheSession() throws InterruptedException {
        try (RealtimeClient client = new RealtimeClient(SERVER, MODEL, Map.of())) {
            client.next("session.created");

            client.send("x".repeat(5 << 20));

            assertThat(client.closed()).isIn(1009, -1);
        }
    }

    @Test
    void whatCanBeRefusedIsRefusedBeforeItIsASocket() {
        assertThat(SERVER.get("/v1/realtime" + MODEL).status()).isEqualTo(426);
        for (String query : new String[] {"", "?model=gpt-99"}) {
            assertThatThrownBy(() -> new RealtimeClient(SERVER, query, Map.of()))
                    .as(query)
                    .isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void strangersAndTheirPagesAreKeptOut() throws InterruptedException {
        House house = House.get();
        String key = house.owner()
                .post("/api/keys", "{\"name\":\"talk\"}")
                .at("/secret")
                .asString();

        assertThatThrownBy(() -> new RealtimeClient(SERVER, MODEL, Map.of("Origin", "https://evil.example")))
                .isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> new RealtimeClient(house.server, MODEL, Map.of()))
                .isInstanceOf(CompletionException.class);
        try (RealtimeClient client =
                new RealtimeClient(house.server, MODEL, Map.of("Authorization", "Bearer " + key))) {
            client.next("session.created");
        }
        Visitor owner = house.owner();
        try (RealtimeClient client = new RealtimeClient(
                house.server,
                MODEL,
                Map.of("Cookie", String.valueOf(owner.headers().get("Cookie"))))) {
            client.next("session.created");
        }
    }

    @Test
    void aKeyThatIsRevokedAsksNoModelAnyMore() throws InterruptedException {
        House house = House.get();
        JsonNode made = java.util.Objects.requireNonNull(
                house.owner().post("/api/keys", "{\"name\":\"talk2\"}").body());
        try (RealtimeClient client = new RealtimeClient(
                house.server,
                MODEL,
                Map.of("Authorization", "Bearer " + made.path("secret").asString()))) {
            client.send("{\"type\":\"session.update\",\"session\":{\"output_modalities\":[\"text\"]}}")
                    .send(HELLO)
                    .next("conversation.item.done");
            String id = made.path("id").asString(made.at("/key/id").asString());
            assertThat(house.owner().send("DELETE", "/api/keys/" + id, "").status())
                    .isLessThan(300);

            client.send("{\"type\":\"response.create\"}");

            assertThat(client.next("response.done")
                            .at("/response/status_details/error/message")
                            .asString())
                    .contains("revoked");
            assertThat(client.closed()).isEqualTo(1000);
        }
    }
}
