package org.liaoyuan.server.openai;

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

/** On the real Qwen2.5-Coder 0.5B, whose template knows tools, and on SmolLM2, whose does not. */
class ToolsAndFormatsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String WEATHER = """
            {"type":"function","function":{"name":"get_weather","description":"The weather in a city",
             "parameters":{"type":"object","properties":{"city":{"type":"string","maxLength":30},"unit":{"enum":["celsius","fahrenheit"]}},
             "required":["city","unit"],"additionalProperties":false}}}""";
    private static final String CLOCK = """
            {"type":"function","function":{"name":"get_time","description":"The time now","parameters":{"type":"object","properties":{}}}}""";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    private static String body(String model, String question, String options) {
        return "{\"model\":\"%s\",\"temperature\":0,\"max_tokens\":120,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
                .formatted(model, question, options);
    }

    private static JsonNode chat(String model, String question, String options) {
        Reply reply = server.post("/v1/chat/completions", body(model, question, options));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply.body();
    }

    private static void assertIsWeatherCall(JsonNode call) {
        assertThat(call.at("/type").asString()).isEqualTo("function");
        assertThat(call.at("/id").asString()).isNotBlank();
        assertThat(call.at("/function/name").asString()).isEqualTo("get_weather");
        JsonNode arguments = JSON.readTree(call.at("/function/arguments").asString());
        assertThat(arguments.path("city").asString()).isNotBlank();
        assertThat(arguments.path("unit").asString()).isIn("celsius", "fahrenheit");
        assertThat(arguments.size()).isEqualTo(2);
    }

    @Test
    void aModelThatKnowsToolsCallsTheRightOne() {
        JsonNode answer = chat(
                TestParts.CODE_MODEL,
                "What is the weather in Paris in celsius?",
                ",\"tools\":[" + CLOCK + "," + WEATHER + "],\"tool_choice\":\"required\"");

        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
        assertThat(answer.at("/choices/0/message/content").isNull()).isTrue();
        assertIsWeatherCall(answer.at("/choices/0/message/tool_calls/0"));
    }

    @Test
    void aModelThatKnowsNoToolsCanBeMadeToCallOneToo() {
        JsonNode answer = chat(
                TestParts.MODEL,
                "What is the weather in Paris?",
                ",\"tools\":[" + WEATHER
                        + "],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}}");

        assertIsWeatherCall(answer.at("/choices/0/message/tool_calls/0"));
    }

    @Test
    void withToolChoiceNoneItTalks() {
        JsonNode answer =
                chat(TestParts.CODE_MODEL, "Say hello.", ",\"tools\":[" + WEATHER + "],\"tool_choice\":\"none\"");

        assertThat(answer.at("/choices/0/message/content").asString()).isNotBlank();
        assertThat(answer.at("/choices/0/message").has("tool_calls")).isFalse();
    }

    @Test
    void argumentsStreamInPiecesThatJoinToJson() {
        String body = body(
                TestParts.CODE_MODEL,
                "What is the weather in Paris in celsius?",
                ",\"stream\":true,\"tools\":[" + WEATHER + "],\"tool_choice\":\"required\"");
        try (Stream<String> lines = server.lines("/v1/chat/completions", body)) {
            List<JsonNode> chunks = lines.filter(l -> l.startsWith("data: {"))
                    .map(l -> JSON.readTree(l.substring(6)))
                    .toList();
            List<JsonNode> calls = chunks.stream()
                    .map(c -> c.at("/choices/0/delta/tool_calls/0"))
                    .filter(c -> !c.isMissingNode())
                    .toList();

            assertThat(calls.getFirst().at("/function/name").asString()).isEqualTo("get_weather");
            assertThat(calls.getFirst().at("/id").asString()).isNotBlank();
            assertThat(calls).hasSizeGreaterThan(3);
            String arguments = String.join(
                    "",
                    calls.stream()
                            .map(c -> c.at("/function/arguments").asString(""))
                            .toList());
            assertThat(JSON.readTree(arguments).path("unit").asString()).isIn("celsius", "fahrenheit");
            assertThat(chunks.getLast().at("/choices/0/finish_reason").asString())
                    .isEqualTo("tool_calls");
        }
    }

    @Test
    void aToolsResultIsRead() {
        String messages = """
                {"model":"%s","temperature":0,"max_tokens":60,"messages":[
                {"role":"user","content":"What is the weather in Paris?"},
                {"role":"assistant","content":null,"tool_calls":[{"id":"a1b2c3d4e","type":"function","function":{"name":"get_weather","arguments":"{\\"city\\":\\"Paris\\",\\"unit\\":\\"celsius\\"}"}}]},
                {"role":"tool","tool_call_id":"a1b2c3d4e","content":"{\\"celsius\\": 17, \\"sky\\": \\"cloudy\\"}"}]}""".formatted(TestParts.CODE_MODEL);

        Reply reply = server.post("/v1/chat/completions", messages);

        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        assertThat(reply.body().at("/choices/0/message/content").asString()).containsAnyOf("17", "cloudy");
    }

    @Test
    void anAnswerHasTheSchemasForm() {
        String format = """
                ,"response_format":{"type":"json_schema","json_schema":{"name":"people","strict":true,"schema":{
                "type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":20},
                "age":{"type":"integer","minimum":0,"maximum":130},"tags":{"type":"array","items":{"enum":["x","y"]},"maxItems":2}},
                "required":["name","age","tags"],"additionalProperties":false}}}""";

        for (String model : List.of(TestParts.MODEL, TestParts.CODE_MODEL)) {
            JsonNode answer = chat(model, "Describe a person called Anna who is 31.", format);

            JsonNode person =
                    JSON.readTree(answer.at("/choices/0/message/content").asString());
            assertThat(person.path("name").asString()).isNotBlank();
            assertThat(person.path("age").asInt()).isBetween(0, 130);
            assertThat(person.path("tags").isArray()).isTrue();
            assertThat(person.size()).isEqualTo(3);
            assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        }
    }

    @Test
    void jsonModeGivesAnObject() {
        JsonNode answer = chat(
                TestParts.CODE_MODEL,
                "Give me JSON with a key named colour and a short value.",
                ",\"response_format\":{\"type\":\"json_object\"}");

        assertThat(JSON.readTree(answer.at("/choices/0/message/content").asString())
                        .isObject())
                .isTrue();
    }

    @Test
    void aSchemaThatCannotBePromisedIsRefusedWithItsPlace() {
        Reply reply = server.post(
                "/v1/chat/completions",
                body(
                        TestParts.MODEL,
                        "x",
                        ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":"
                                + "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"https://example.org/elsewhere\"}},\"required\":[\"a\"]}}}"));

        assertThat(reply.status()).isEqualTo(400);
        JsonNode error = reply.body().path("error");
        assertThat(error.path("param").asString()).isEqualTo("response_format");
        assertThat(error.path("message").asString()).contains("#/properties/a");
    }

    @Test
    void malformedToolsAreRefusedByTheirPlace() {
        Reply reply = server.post(
                "/v1/chat/completions",
                body(
                        TestParts.MODEL,
                        "x",
                        ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"bad name\"}}]"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().at("/error/param").asString()).isEqualTo("tools[0].function");
    }
}
