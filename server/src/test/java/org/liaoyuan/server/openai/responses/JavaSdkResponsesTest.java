package org.liaoyuan.server.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ToolChoiceOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.model.ModelService;

/** The official Java SDK, which checks each field it knows when asked to validate. */
class JavaSdkResponsesTest {

    private static OpenAIClient client;

    @BeforeAll
    static void connect() {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(TestServer.get().address() + "/v1")
                .apiKey("any")
                .timeout(Duration.ofMinutes(2))
                .build();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    private static ResponseCreateParams.Builder ask(String question) {
        return ResponseCreateParams.builder().model("default").temperature(0.0).input(question);
    }

    /** What a response is to look like. */
    public static class Person {
        public String name;
        public int age;
    }

    @Test
    void itReadsAWholeResponse() {
        var response =
                client.responses().create(ask("Say hello").maxOutputTokens(12).build());

        assertThat(response.validate()
                        .output()
                        .getFirst()
                        .asMessage()
                        .content()
                        .getFirst()
                        .asOutputText()
                        .text())
                .isNotBlank();
        assertThat(response.usage().orElseThrow().outputTokens()).isBetween(1L, 12L);
        assertThat(client.responses().retrieve(response.id()).validate().id()).isEqualTo(response.id());
    }

    @Test
    void itReadsAStream() {
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        StringBuilder text = new StringBuilder();
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses().createStreaming(ask("Say hello").build())) {
            stream.stream()
                    .peek(ResponseStreamEvent::validate)
                    .peek(accumulator::accumulate)
                    .flatMap(e -> e.outputTextDelta().stream())
                    .forEach(e -> text.append(e.delta()));
        }

        var message = accumulator.response().validate().output().getFirst().asMessage();
        assertThat(message.content().getFirst().asOutputText().text())
                .isEqualTo(text.toString())
                .isNotBlank();
    }

    @Test
    void itCallsATool() {
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("city", Map.of("type", "string", "maxLength", 30)),
                "required",
                List.of("city"),
                "additionalProperties",
                false);
        FunctionTool weather = FunctionTool.builder()
                .name("get_weather")
                .description("The weather in a city")
                .strict(true)
                .parameters(JsonValue.from(schema).convert(FunctionTool.Parameters.class))
                .build();

        var asked = client.responses()
                .create(ask("What is the weather in Paris?")
                        .model(TestParts.CODE_MODEL)
                        .addTool(weather)
                        .toolChoice(ToolChoiceOptions.REQUIRED)
                        .maxOutputTokens(100)
                        .build());
        ResponseFunctionToolCall call = asked.validate().output().getFirst().asFunctionCall();
        var told = client.responses()
                .create(ResponseCreateParams.builder()
                        .model(TestParts.CODE_MODEL)
                        .previousResponseId(asked.id())
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(call.callId())
                                        .output("{\"celsius\": 17, \"sky\": \"cloudy\"}")
                                        .build())))
                        .maxOutputTokens(60)
                        .temperature(0.0)
                        .build());

        assertThat(call.arguments()).contains("city");
        assertThat(told.validate()
                        .output()
                        .getFirst()
                        .asMessage()
                        .content()
                        .getFirst()
                        .asOutputText()
                        .text())
                .containsAnyOf("17", "cloudy");
    }

    @Test
    void itReadsAnAnswerOfAClass() {
        var response = client.responses()
                .create(ask("Anna is 31 years old.")
                        .model(TestParts.CODE_MODEL)
                        .maxOutputTokens(60)
                        .text(Person.class)
                        .build());

        Person person =
                response.output().getFirst().asMessage().content().getFirst().asOutputText();
        assertThat(person.name).isNotBlank();
    }

    @Test
    void leavingAStreamStopsTheDecoding() {
        try (StreamResponse<ResponseStreamEvent> stream = client.responses()
                .createStreaming(ask("Write a very long story about the sea.").build())) {
            assertThat(stream.stream().limit(6)).hasSize(6);
        }

        ModelService models = TestServer.get().bean(ModelService.class);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> models.load().get(TestParts.MODEL).running() == 0);
    }

    @Test
    void itsExceptionsAreThoseOfOpenAi() {
        assertThatThrownBy(() -> client.responses()
                        .create(ask("x").previousResponseId("resp_0").build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("resp_0");
    }
}
