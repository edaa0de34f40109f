package org.liaoyuan.server.model.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.RawAnswer;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnthropicProviderTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String REQUEST = """
            {"model":"claude/c","max_tokens":50,"temperature":1.5,"stop":"END","tool_choice":"required",
             "tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}],
             "messages":[{"role":"system","content":"Be kind"},
              {"role":"user","content":[{"type":"text","text":"What is this?"},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
              {"role":"assistant","content":null,"tool_calls":[{"id":"t1","type":"function",
                "function":{"name":"weather","arguments":"{\\"city\\":\\"杭州\\"}"}}]},
              {"role":"tool","tool_call_id":"t1","content":"rain"},
              {"role":"user","content":"And now?"}]STREAM}""";
    private static final FaultyServer.Behaviour STREAM = FaultyServer.events(
            "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":10,\"cache_read_input_tokens\":5}}}",
            "{\"type\":\"ping\"}",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"It rains\"}}",
            "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t2\",\"name\":\"weather\"}}",
            "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":7}}",
            "{\"type\":\"message_stop\"}");

    private static String ask(FaultyServer server, String stream) throws Exception {
        try (Deadlines deadlines = new Deadlines();
                Provider provider = Provider.of("claude", config(server), deadlines, Map.of())) {
            ChatRequest request = ChatRequest.ofWire(JSON.readTree(REQUEST.replace("STREAM", stream)), Caller.LOCAL);
            RawAnswer answer = provider.raw("c", request, failure -> {});
            StringBuilder text = new StringBuilder();
            for (Optional<byte[]> part = answer.next(); part.isPresent(); part = answer.next()) {
                text.append(new String(part.get(), StandardCharsets.UTF_8));
            }
            return text.toString();
        }
    }

    private static ProviderConfig config(FaultyServer server) {
        return new ProviderConfig(
                "",
                ProviderConfig.Kind.ANTHROPIC,
                server.address(),
                true,
                0,
                Limits.USUAL,
                Times.USUAL,
                List.of(),
                Secret.of("k"));
    }

    @Test
    void aRequestInOpenAisFormatBecomesOneOfTheMessagesApi() throws Exception {
        try (FaultyServer server = new FaultyServer(STREAM)) {
            ask(server, "");

            FaultyServer.Request sent = server.requests().getFirst();
            JsonNode body = JSON.readTree(sent.body());
            assertThat(sent.headers()).containsEntry("x-api-key", "k").containsEntry("anthropic-version", "2023-06-01");
            assertThat(body.path("system").asString()).isEqualTo("Be kind");
            assertThat(body.path("temperature").asDouble()).isEqualTo(1);
            assertThat(body.at("/stop_sequences/0").asString()).isEqualTo("END");
            assertThat(body.at("/tool_choice/type").asString()).isEqualTo("any");
            assertThat(body.path("messages")).hasSize(3);
            assertThat(body.at("/messages/0/content/1/source/media_type").asString())
                    .isEqualTo("image/png");
            assertThat(body.at("/messages/1/content/0/input/city").asString()).isEqualTo("杭州");
            assertThat(body.at("/messages/2/content/0/tool_use_id").asString()).isEqualTo("t1");
            assertThat(body.at("/messages/2/content/1/text").asString()).isEqualTo("And now?");
        }
    }

    @Test
    void itsStreamBecomesOneDocumentInOpenAisFormat() throws Exception {
        try (FaultyServer server = new FaultyServer(STREAM)) {
            JsonNode answer = JSON.readTree(ask(server, ""));

            assertThat(answer.path("model").asString()).isEqualTo("claude/c");
            assertThat(answer.at("/choices/0/message/content").asString()).isEqualTo("It rains");
            assertThat(answer.at("/choices/0/message/tool_calls/0/id").asString())
                    .isEqualTo("t2");
            assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
            assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(15);
            assertThat(answer.at("/usage/prompt_tokens_details/cached_tokens").asInt())
                    .isEqualTo(5);
            assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(7);
        }
    }

    @Test
    void orAStreamInOpenAisFormat() throws Exception {
        try (FaultyServer server = new FaultyServer(STREAM)) {
            String stream = ask(server, ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");

            assertThat(stream)
                    .contains("\"content\":\"It rains\"", "\"name\":\"weather\"", "\"completion_tokens\":7")
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void anOverloadBeforeTheFirstTokenLeavesItToAnother() {
        try (FaultyServer server = new FaultyServer(FaultyServer.events(
                "{\"type\":\"message_start\",\"message\":{}}",
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}"))) {
            RemoteException refused = catchThrowableOfType(RemoteException.class, () -> ask(server, ""));

            assertThat(refused.failure()).isInstanceOf(RemoteFailure.Unavailable.class);
        }
    }
}
