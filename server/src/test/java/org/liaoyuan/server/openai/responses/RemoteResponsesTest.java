package org.liaoyuan.server.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.model.internal.remote.FaultyServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider that speaks the chat format answers responses. */
class RemoteResponsesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HI = "{\"model\":\"far/m\",\"input\":\"hi\"}";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    @AfterEach
    void forget() {
        server.delete("/api/providers/far");
    }

    private static FaultyServer provider(FaultyServer.Behaviour... behaviours) {
        FaultyServer far = new FaultyServer(behaviours);
        Reply made = server.post(
                "/api/providers",
                "{\"id\":\"far\",\"inHouse\":true,\"retries\":0,\"baseUrl\":\"" + far.address() + "\"}");
        assertThat(made.status()).as(made.text()).isBetween(200, 299);
        return far;
    }

    private static String delta(String delta, String reason) {
        return "{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + reason + "}]}";
    }

    private static List<JsonNode> stream(String body) {
        var asked = JSON.createObjectNode().setAll((tools.jackson.databind.node.ObjectNode) JSON.readTree(body));
        try (Stream<String> lines =
                server.lines("/v1/responses", asked.put("stream", true).toString())) {
            return lines.filter(l -> l.startsWith("data: "))
                    .map(l -> JSON.readTree(l.substring(6)))
                    .toList();
        }
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(e -> e.path("type").asString()).toList();
    }

    @Test
    void whatAModelThoughtIsAnItemBeforeWhatItSaid() {
        try (FaultyServer far = provider(FaultyServer.events(
                delta("{\"reasoning_content\":\"hm\"}", "null"),
                delta("{\"reasoning_content\":\"m\"}", "null"),
                delta("{\"content\":\"hello\"}", "\"stop\""),
                "[DONE]"))) {

            List<JsonNode> events = stream(HI);

            assertThat(types(events))
                    .containsExactly(
                            "response.created",
                            "response.in_progress",
                            "response.output_item.added",
                            "response.content_part.added",
                            "response.reasoning_text.delta",
                            "response.reasoning_text.delta",
                            "response.reasoning_text.done",
                            "response.content_part.done",
                            "response.output_item.done",
                            "response.output_item.added",
                            "response.content_part.added",
                            "response.output_text.delta",
                            "response.output_text.done",
                            "response.content_part.done",
                            "response.output_item.done",
                            "response.completed");
            JsonNode output = events.getLast().at("/response/output");
            assertThat(output.at("/0/type").asString()).isEqualTo("reasoning");
            assertThat(output.at("/0/content/0/text").asString()).isEqualTo("hmm");
            assertThat(output.at("/1/content/0/text").asString()).isEqualTo("hello");
            // what was thought is not told again
            Reply next = server.post(
                    "/v1/responses",
                    "{\"model\":\"far/m\",\"input\":\"go on\",\"previous_response_id\":\""
                            + events.getLast().at("/response/id").asString() + "\"}");
            assertThat(next.status()).isEqualTo(200);
            JsonNode told = JSON.readTree(far.requests().getLast().body()).path("messages");
            assertThat(told.valueStream().map(m -> m.path("content").asString()))
                    .containsExactly("hi", "hello", "go on");
        }
    }

    @Test
    void theProviderGetsTheRequestInItsOwnFormat() {
        try (FaultyServer far = provider(FaultyServer.events(delta("{\"content\":\"x\"}", "\"stop\""), "[DONE]"))) {
            Reply reply = server.post("/v1/responses", """
                    {"model":"far/m","instructions":"Be brief","max_output_tokens":9,"reasoning":{"effort":"low"},
                     "tools":[{"type":"function","name":"f","parameters":{"type":"object","properties":{}},"strict":false}],
                     "tool_choice":{"type":"function","name":"f"},
                     "text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object"}}},
                     "input":[{"role":"user","content":[{"type":"input_text","text":"what?"},
                       {"type":"input_image","image_url":"data:image/png;base64,AA","detail":"low"}]},
                       {"type":"function_call","call_id":"c","name":"f","arguments":"{}"},
                       {"type":"function_call_output","call_id":"c","output":"done"}]}""");

            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            JsonNode sent = JSON.readTree(far.requests().getFirst().body());
            assertThat(sent.at("/messages/0/content").asString()).isEqualTo("Be brief");
            assertThat(sent.at("/messages/1/content/1/image_url/detail").asString())
                    .isEqualTo("low");
            assertThat(sent.at("/messages/2/tool_calls/0/function/name").asString())
                    .isEqualTo("f");
            assertThat(sent.at("/messages/3/tool_call_id").asString()).isEqualTo("c");
            assertThat(sent.at("/tools/0/function/strict").isBoolean()).isTrue();
            assertThat(sent.at("/tool_choice/function/name").asString()).isEqualTo("f");
            assertThat(sent.at("/response_format/json_schema/name").asString()).isEqualTo("n");
            assertThat(sent.path("reasoning_effort").asString()).isEqualTo("low");
            assertThat(sent.path("max_tokens").asInt()).isEqualTo(9);
            assertThat(sent.has("temperature")).isFalse();
        }
    }

    @Test
    void callsWhosePiecesAreMixedAreKeptApart() {
        String a =
                "{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":\"}}]}";
        String b = "{\"tool_calls\":[{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";
        String more = "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"1}\"}}]}";
        try (FaultyServer far = provider(
                FaultyServer.events(delta(a, "null"), delta(b, "null"), delta(more, "\"tool_calls\""), "[DONE]"))) {

            JsonNode output = stream(
                            "{\"model\":\"far/m\",\"input\":\"hi\",\"tools\":[{\"type\":\"function\",\"name\":\"f\"}]}")
                    .getLast()
                    .at("/response/output");

            assertThat(output.at("/0/arguments").asString()).isEqualTo("{\"x\":1}");
            assertThat(output.at("/1/arguments").asString()).isEqualTo("{}");
            assertThat(output.at("/1/call_id").asString()).isEqualTo("b");
            assertThat(far.requests()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatBreaksOffEndsAsFailed() {
        try (FaultyServer far = provider(FaultyServer.cutAfter(delta("{\"content\":\"hel\"}", "null")))) {

            List<JsonNode> events = stream(HI);

            JsonNode last = events.getLast();
            assertThat(last.path("type").asString()).isEqualTo("response.failed");
            assertThat(last.at("/response/status").asString()).isEqualTo("failed");
            assertThat(last.at("/response/error/message").asString()).contains("far");
            assertThat(last.at("/response/output/0/content/0/text").asString()).isEqualTo("hel");
            assertThat(far.requests()).hasSize(1);
        }
    }

    @Test
    void aProviderThatIsDownIsAnErrorBeforeAnyEvent() {
        try (FaultyServer far = provider(FaultyServer.reply(503, "", ""))) {
            Reply reply = server.post("/v1/responses", "{\"model\":\"far/m\",\"input\":\"hi\",\"stream\":true}");

            assertThat(reply.status()).isGreaterThanOrEqualTo(500);
            assertThat(reply.at("/error/message").asString()).isNotBlank();
            assertThat(far.requests()).isNotEmpty();
        }
    }

    @Test
    void aClientThatGoesAwayEndsTheProvidersAnswerToo() throws InterruptedException {
        try (FaultyServer far = provider(FaultyServer.endless(delta("{\"content\":\"word \"}", "null")))) {
            try (Stream<String> lines = server.lines("/v1/responses", HI.replace("}", ",\"stream\":true}"))) {
                assertThat(lines.filter(l -> l.startsWith("data: ")).limit(8)).hasSize(8);
            }

            assertThat(far.clientLeft().await(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
