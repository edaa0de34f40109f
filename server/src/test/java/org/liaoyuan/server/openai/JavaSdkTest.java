package org.liaoyuan.server.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.model.ModelService;

class JavaSdkTest {

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

    private static ChatCompletionCreateParams.Builder ask(String question) {
        return ChatCompletionCreateParams.builder().model("default").addUserMessage(question);
    }

    @Test
    void itReadsAWholeAnswer() {
        var completion = client.chat()
                .completions()
                .create(ask("Say hello").maxCompletionTokens(12).build());

        assertThat(completion.choices().getFirst().message().content().orElseThrow())
                .isNotBlank();
        assertThat(completion.usage().orElseThrow().completionTokens()).isBetween(1L, 12L);
    }

    @Test
    void itReadsAStream() {
        StringBuilder text = new StringBuilder();
        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(ask("Say hello").maxCompletionTokens(12).build())) {
            stream.stream()
                    .flatMap(c -> c.choices().stream())
                    .flatMap(c -> c.delta().content().stream())
                    .forEach(text::append);
        }

        assertThat(text.toString()).isNotBlank();
    }

    @Test
    void leavingAStreamStopsTheDecoding() {
        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(ask("Write a very long story about the sea.")
                        .maxCompletionTokens(1500)
                        .build())) {
            assertThat(stream.stream().limit(3)).hasSize(3);
        }

        ModelService models = TestServer.get().bean(ModelService.class);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> models.load().get(TestParts.MODEL).running() == 0);
    }

    @Test
    void itsExceptionsAreThoseOfOpenAi() {
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(ChatCompletionCreateParams.builder()
                                .model("gpt-99")
                                .addUserMessage("x")
                                .build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("gpt-99");
    }

    @Test
    void itReadsEmbeddings() {
        var embeddings = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("bge-small-zh")
                        .input("燎原")
                        .build());

        assertThat(embeddings.data().getFirst().embedding()).hasSize(512);
    }
}
