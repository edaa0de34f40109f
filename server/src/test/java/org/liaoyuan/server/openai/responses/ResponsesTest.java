package org.liaoyuan.server.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.openai.Choices;
import org.liaoyuan.server.openai.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResponsesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    private static Reply respond(String options) {
        return server.post(
                "/v1/responses",
                "{\"model\":\"default\",\"temperature\":0,\"input\":\"Count from one to twenty\"" + options + "}");
    }

    private static List<JsonNode> stream(String options) {
        String body = "{\"model\":\"default\",\"temperature\":0,\"stream\":true,\"input\":\"Count from one to twenty\""
                + options + "}";
        try (Stream<String> lines = server.lines("/v1/responses", body)) {
            return lines.filter(l -> l.startsWith("data: "))
                    .map(l -> JSON.readTree(l.substring("data: ".length())))
                    .toList();
        }
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(e -> e.path("type").asString()).toList();
    }

    @Test
    void aWholeResponseHasTheFieldsThatClientsRead() {
        Reply reply = respond(
                ",\"max_output_tokens\":8,\"instructions\":\"Be brief\",\"metadata\":{\"a\":\"b\"},\"user\":\"me\"");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.at("/id").asString()).startsWith("resp_");
        assertThat(reply.at("/object").asString()).isEqualTo("response");
        assertThat(reply.at("/status").asString()).isEqualTo("incomplete");
        assertThat(reply.at("/incomplete_details/reason").asString()).isEqualTo("max_output_tokens");
        assertThat(reply.at("/model").asString()).isEqualTo(TestParts.MODEL);
        assertThat(reply.at("/output/0/type").asString()).isEqualTo("message");
        assertThat(reply.at("/output/0/id").asString()).startsWith("msg_");
        assertThat(reply.at("/output/0/status").asString()).isEqualTo("incomplete");
        assertThat(reply.at("/output/0/content/0/type").asString()).isEqualTo("output_text");
        assertThat(reply.at("/output/0/content/0/text").asString()).isNotBlank();
        assertThat(reply.at("/output/0/content/0/annotations").isArray()).isTrue();
        assertThat(reply.at("/usage/output_tokens").asInt()).isEqualTo(8);
        assertThat(reply.at("/usage/total_tokens").asInt())
                .isEqualTo(8 + reply.at("/usage/input_tokens").asInt());
        assertThat(reply.at("/usage/input_tokens_details/cached_tokens").isInt())
                .isTrue();
        assertThat(reply.at("/usage/liaoyuan/joules").asDouble()).isPositive();
        assertThat(reply.at("/instructions").asString()).isEqualTo("Be brief");
        assertThat(reply.at("/metadata/a").asString()).isEqualTo("b");
        assertThat(reply.at("/text/format/type").asString()).isEqualTo("text");
        assertThat(reply.at("/tools").isArray()).isTrue();
        assertThat(reply.at("/error").isNull()).isTrue();
    }

    @Test
    void theEventsComeInTheirOrderAndJoinToTheResponse() {
        List<JsonNode> events = stream(",\"max_output_tokens\":12");

        List<String> types = types(events);
        assertThat(types)
                .startsWith(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta")
                .endsWith(
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.incomplete");
        assertThat(events.stream().map(e -> e.path("sequence_number").asInt()))
                .containsExactlyElementsOf(
                        IntStream.range(0, events.size()).boxed().toList());
        String joined = String.join(
                "",
                events.stream()
                        .filter(e -> e.path("type").asString().equals("response.output_text.delta"))
                        .map(e -> e.path("delta").asString())
                        .toList());
        JsonNode last = events.getLast().path("response");
        assertThat(last.at("/output/0/content/0/text").asString())
                .isEqualTo(joined)
                .isNotBlank();
        assertThat(last.path("id")).isEqualTo(events.getFirst().at("/response/id"));
        assertThat(events.get(2).at("/item/id")).isEqualTo(last.at("/output/0/id"));
    }

    @Test
    void aClientThatGoesAwayStopsTheDecodingAndNothingIsKept() {
        String body =
                "{\"model\":\"default\",\"stream\":true,\"logit_bias\":{\"2\":-100},\"input\":\"Write a very long story\"}";

        String id;
        try (Stream<String> lines = server.lines("/v1/responses", body)) {
            List<String> first =
                    lines.filter(l -> l.startsWith("data: ")).limit(8).toList();
            id = JSON.readTree(first.getFirst().substring(6)).at("/response/id").asString();
        }

        ModelService models = server.bean(ModelService.class);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> models.load().get(TestParts.MODEL).running() == 0);
        assertThat(id).startsWith("resp_");
        assertThat(server.get("/v1/responses/" + id).status()).isEqualTo(404);
    }

    @Test
    void anErrorOfTheModelIsSaidByTheNamesOfThisDoor() {
        Reply tooLong =
                server.post("/v1/responses", "{\"model\":\"default\",\"input\":\"" + "word ".repeat(5000) + "\"}");
        Reply schema = respond(
                ",\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"n\",\"schema\":{\"$ref\":\"https://example.org/x\"}}}");

        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.at("/error/param").asString()).isEqualTo("input");
        assertThat(tooLong.at("/error/code").asString()).isEqualTo("context_length_exceeded");
        assertThat(schema.status()).isEqualTo(400);
        assertThat(schema.at("/error/param").asString()).isEqualTo("text.format.schema");
    }

    @Test
    void withTruncationTheOldestTurnsAreLeftOut() {
        String old = "{\"role\":\"user\",\"content\":\"" + "word ".repeat(1500) + "\"},"
                + "{\"role\":\"assistant\",\"content\":\"I see.\"},";
        String input = "[" + old + old + "{\"role\":\"user\",\"content\":\"Say hello\"}]";

        Reply refused = server.post("/v1/responses", "{\"model\":\"default\",\"input\":" + input + "}");
        Reply answered = server.post(
                "/v1/responses",
                "{\"model\":\"default\",\"max_output_tokens\":4,\"truncation\":\"auto\",\"input\":" + input + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        assertThat(answered.at("/truncation").asString()).isEqualTo("auto");
        assertThat(answered.at("/usage/input_tokens").asInt()).isLessThan(1600);
    }

    @Test
    void anAnswerThatTakesTooLongIsIncompleteAndSaysSo() {
        ResponseRequest request = ResponseRequest.read(
                new RequestBody(
                        JSON.readTree(
                                "{\"model\":\"default\",\"logit_bias\":{\"2\":-100,\"0\":-100},\"input\":\"Write a very long story\"}")));
        ChatRequest chat = new ChatRequest(
                "default", List.of(ChatMessage.user("Write a very long story")), request.sampling(), 0, List.of(), -1);
        ModelService models = server.bean(ModelService.class);

        try (Choices choices =
                Choices.start(1, request.sampling(), Duration.ofMillis(500), s -> models.chat(chat.withSampling(s)))) {
            Response response = new ResponseRun(choices, Response.begun(request, choices.model()), r -> r).whole();

            assertThat(response.status()).isEqualTo("incomplete");
            assertThat(response.incompleteDetails()).isEqualTo(Response.TIME);
        }
    }

    @Test
    void logprobsComeWhereTheyAreIncluded() {
        Reply reply =
                respond(",\"max_output_tokens\":3,\"top_logprobs\":2,\"include\":[\"message.output_text.logprobs\"]");

        JsonNode logprobs = reply.at("/output/0/content/0/logprobs");
        assertThat(logprobs).hasSize(3);
        assertThat(logprobs.get(0).path("top_logprobs")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature | 3 | temperature",
                "max_output_tokens | 0 | max_output_tokens",
                "background | true | background",
                "prompt | {\"id\":\"p\"} | prompt",
                "conversation | \"c\" | conversation",
                "include | \"x\" | include",
                "truncation | \"maybe\" | truncation",
                "metadata | {\"a\":1} | metadata.a",
                "text | {\"format\":{\"type\":\"xml\"}} | text.format.type",
                "tools | [{\"type\":\"web_search\"}] | tools[0].type",
                "tools | [{\"type\":\"function\",\"name\":\"bad name\"}] | tools[0]",
                "tool_choice | \"required\" | tool_choice",
                "tool_choice | {\"type\":\"file_search\"} | tool_choice",
                "input | [] | input",
                "input | 5 | input",
                "input | [{\"role\":\"boss\",\"content\":\"x\"}] | input[0].role",
                "input | [{\"role\":\"user\",\"content\":[{\"type\":\"input_file\"}]}] | input[0].content[0].type",
                "input | [{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"a\"},{\"type\":\"input_image\",\"image_url\":\"data:,\"}]}] | input[0].content[1]",
                "input | [{\"type\":\"computer_call\"}] | input[0].type",
                "input | [{\"type\":\"item_reference\",\"id\":\"msg_0\"}] | input[0].id",
                "input | [{\"type\":\"function_call\",\"name\":\"f\",\"arguments\":\"{}\"}] | input[0].call_id",
                "input | [{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"x\"}] | input[0].arguments",
                "input | [{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"}] | input",
                "input | [{\"type\":\"function_call_output\",\"call_id\":\"c\",\"output\":\"x\"}] | input",
                "previous_response_id | \"resp_0\" | previous_response_id"
            })
    void aWrongValueIsRefusedByItsPlace(String name, String value, String param) {
        var body = JSON.createObjectNode().put("model", "default").put("input", "x");
        body.set(name, JSON.readTree(value));

        Reply reply = server.post("/v1/responses", body.toString());

        assertThat(reply.status()).as(reply.text()).isBetween(400, 404);
        assertThat(reply.at("/error/param").asString()).isEqualTo(param);
        assertThat(reply.at("/error/type").asString()).isEqualTo("invalid_request_error");
        assertThat(reply.at("/error/message").asString()).isNotBlank();
    }

    @Test
    void aMissingModelAnUnknownOneAndAWrongMethodAreTold() {
        assertThat(server.post("/v1/responses", "{\"input\":\"x\"}")
                        .at("/error/code")
                        .asString())
                .isEqualTo("missing_required_parameter");
        assertThat(server.post("/v1/responses", "{\"model\":\"gpt-99\",\"input\":\"x\"}")
                        .at("/error/code")
                        .asString())
                .isEqualTo("model_not_found");
        assertThat(server.get("/v1/responses").status()).isEqualTo(405);
    }

    @Property(tries = 150)
    void noRequestMakesTheServerFail(@ForAll("bodies") String body) {
        Reply reply = TestServer.get().post("/v1/responses", body);

        assertThat(reply.status()).as(body).isBetween(200, 499);
    }

    @Provide
    Arbitrary<String> bodies() {
        var value = Arbitraries.of(
                "null",
                "true",
                "-1",
                "1e400",
                "99999999999999999999",
                "\"\"",
                "\"x\"",
                "\"\\ud800 \\u0000\"",
                "[]",
                "[null]",
                "{}",
                "{\"format\":{}}",
                "{\"a\":\"\\ud800\"}",
                "[{\"role\":\"user\"}]",
                "[{\"role\":\"user\",\"content\":\"hi\"}]",
                "[{\"type\":\"reasoning\"}]",
                "[{\"type\":\"function_call\"}]",
                "[{\"type\":\"function\",\"name\":\"f\"}]",
                "[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\"}]}]");
        var name = Arbitraries.of(
                "input",
                "instructions",
                "previous_response_id",
                "temperature",
                "top_p",
                "include",
                "top_logprobs",
                "tools",
                "tool_choice",
                "parallel_tool_calls",
                "text",
                "reasoning",
                "metadata",
                "truncation",
                "store",
                "max_output_tokens");
        return Arbitraries.maps(name, value).ofMaxSize(6).map(fields -> {
            StringBuilder json = new StringBuilder("{\"model\":\"default\"");
            if (!fields.containsKey("max_output_tokens")) {
                json.append(",\"max_output_tokens\":1");
            }
            fields.forEach((n, v) -> json.append(",\"").append(n).append("\":").append(v));
            return json.append('}').toString();
        });
    }
}
