package org.liaoyuan.server.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** On the real Qwen2.5-Coder 0.5B, whose template knows tools. */
class ResponseToolsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOOLS = """
            "tools":[{"type":"function","name":"get_weather","description":"The weather in a city","strict":true,
             "parameters":{"type":"object","properties":{"city":{"type":"string","maxLength":30},"unit":{"enum":["celsius","fahrenheit"]}},
             "required":["city","unit"],"additionalProperties":false}},
             {"type":"function","name":"get_time","description":"The time now","parameters":null}]""";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    private static String body(String options) {
        return "{\"model\":\"%s\",\"temperature\":0,\"max_output_tokens\":120,%s,%s}"
                .formatted(TestParts.CODE_MODEL, TOOLS, options);
    }

    private static Reply respond(String options) {
        Reply reply = server.post("/v1/responses", body(options));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    @Test
    void aCallIsAnsweredByItsOutputInTheResponseThatFollows() {
        Reply called = respond("\"input\":\"What is the weather in Paris in celsius?\",\"tool_choice\":\"required\"");
        JsonNode call = called.at("/output/0");
        var answer = JSON.createObjectNode().put("type", "function_call_output");
        answer.put("call_id", call.path("call_id").asString()).put("output", "{\"celsius\": 17, \"sky\": \"cloudy\"}");

        Reply told = respond("\"tool_choice\":\"none\",\"input\":[" + answer + "],\"previous_response_id\":\""
                + called.at("/id").asString() + "\"");

        assertThat(called.at("/status").asString()).isEqualTo("completed");
        assertThat(call.path("type").asString()).isEqualTo("function_call");
        assertThat(call.path("id").asString()).startsWith("fc_");
        assertThat(call.path("name").asString()).isEqualTo("get_weather");
        assertThat(JSON.readTree(call.path("arguments").asString()).path("unit").asString())
                .isEqualTo("celsius");
        assertThat(told.at("/output/0/content/0/text").asString()).containsAnyOf("17", "cloudy");
    }

    @Test
    void aCallWithoutItsOutputCannotBeFollowed() {
        Reply called =
                respond("\"input\":\"What time is it?\",\"tool_choice\":{\"type\":\"function\",\"name\":\"get_time\"}");

        Reply next = server.post(
                "/v1/responses",
                body("\"input\":\"hello?\",\"previous_response_id\":\""
                        + called.at("/id").asString() + "\""));

        assertThat(called.at("/output/0/name").asString()).isEqualTo("get_time");
        assertThat(next.status()).isEqualTo(400);
        assertThat(next.at("/error/message").asString())
                .contains(called.at("/output/0/call_id").asString());
    }

    @Test
    void onlyAllowedToolsAreCalled() {
        Reply called = respond(
                "\"input\":\"What is the weather in Paris in celsius?\",\"tool_choice\":"
                        + "{\"type\":\"allowed_tools\",\"mode\":\"required\",\"tools\":[{\"type\":\"function\",\"name\":\"get_time\"}]}");

        assertThat(called.at("/output"))
                .allSatisfy(item -> assertThat(item.path("name").asString()).isEqualTo("get_time"));
        assertThat(called.at("/tools")).hasSize(2);
    }

    @Test
    void argumentsStreamInPiecesBetweenTheItemsEvents() {
        String asked = body(
                "\"stream\":true,\"input\":\"What is the weather in Paris in celsius?\",\"tool_choice\":{\"type\":\"function\",\"name\":\"get_weather\"}");
        try (Stream<String> lines = server.lines("/v1/responses", asked)) {
            List<JsonNode> events = lines.filter(l -> l.startsWith("data: "))
                    .map(l -> JSON.readTree(l.substring(6)))
                    .toList();

            List<String> types =
                    events.stream().map(e -> e.path("type").asString()).toList();
            assertThat(types.stream().distinct())
                    .containsExactly(
                            "response.created",
                            "response.in_progress",
                            "response.output_item.added",
                            "response.function_call_arguments.delta",
                            "response.function_call_arguments.done",
                            "response.output_item.done",
                            "response.completed");
            String joined = String.join(
                    "",
                    events.stream()
                            .filter(e -> e.path("type").asString().endsWith("arguments.delta"))
                            .map(e -> e.path("delta").asString())
                            .toList());
            assertThat(events.getLast().at("/response/output/0/arguments").asString())
                    .isEqualTo(joined);
            assertThat(JSON.readTree(joined).path("city").asString()).isNotBlank();
        }
    }

    @Test
    void anAnswerHasTheSchemasForm() {
        Reply reply = server.post("/v1/responses", """
                {"model":"%s","temperature":0,"max_output_tokens":120,"input":"Describe a person called Anna who is 31.",
                 "text":{"format":{"type":"json_schema","name":"person","strict":true,"schema":{"type":"object",
                 "properties":{"name":{"type":"string","minLength":1,"maxLength":20},"age":{"type":"integer","minimum":0,"maximum":130}},
                 "required":["name","age"],"additionalProperties":false}}}}""".formatted(TestParts.MODEL));

        JsonNode person = JSON.readTree(reply.at("/output/0/content/0/text").asString());
        assertThat(person.path("name").asString()).isNotBlank();
        assertThat(person.path("age").asInt()).isBetween(0, 130);
        assertThat(person.size()).isEqualTo(2);
    }
}
