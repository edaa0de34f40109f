package org.liaoyuan.server.model.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;

class SpansTest {

    private static final String PARENT = "00f067aa0ba902b7";

    private static TestServer server;
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void start() {
        server = TestServer.get();
    }

    private Reply post(String path, String body) {
        return server.send(server.request(path)
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + trace + "-" + PARENT + "-01")
                .POST(BodyPublishers.ofString(body)));
    }

    /** The request's own span ends a moment after its answer has been read. */
    private List<SpanData> spans(int expected) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        List<SpanData> spans;
        do {
            spans = server.bean(InMemorySpanExporter.class).getFinishedSpanItems().stream()
                    .filter(span -> span.getTraceId().equals(trace))
                    .toList();
            Thread.onSpinWait();
        } while (spans.size() < expected && System.nanoTime() < deadline);
        return spans;
    }

    @Test
    void aChatLeavesASpanInTheCallersTraceThatSaysWhatItTookAndNotWhatWasSaid() {
        Reply reply = post(
                "/v1/chat/completions",
                "{\"model\":\"default\",\"max_tokens\":4,\"temperature\":0,\"seed\":7,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Tell me about xylophones\"}]}");

        List<SpanData> spans = spans(2);
        SpanData request = spans.stream()
                .filter(s -> s.getKind() == SpanKind.SERVER)
                .findFirst()
                .orElseThrow();
        SpanData chat = spans.stream()
                .filter(s -> s.getName().equals("chat default"))
                .findFirst()
                .orElseThrow();
        assertThat(request.getParentSpanId()).isEqualTo(PARENT);
        assertThat(chat.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(chat.getAttributes().asMap())
                .containsEntry(GenAi.OPERATION, "chat")
                .containsEntry(GenAi.PROVIDER, "liaoyuan")
                .containsEntry(GenAi.REQUEST_MODEL, "default")
                .containsEntry(GenAi.RESPONSE_MODEL, TestParts.MODEL)
                .containsEntry(GenAi.SERVER_ADDRESS, "localhost")
                .containsEntry(GenAi.MAX_TOKENS, 4L)
                .containsEntry(GenAi.TEMPERATURE, 0.0)
                .containsEntry(GenAi.SEED, 7L)
                .containsEntry(GenAi.FINISH_REASONS, List.of("length"))
                .containsEntry(
                        GenAi.INPUT_TOKENS, reply.at("/usage/prompt_tokens").asLong())
                .containsEntry(GenAi.OUTPUT_TOKENS, 4L)
                .containsKey(GenAi.JOULES);
        String answer = reply.at("/choices/0/message/content").asString().strip();
        assertThat(spans.toString()).doesNotContain("xylophones").doesNotContain(answer);
    }

    @Test
    void aRefusedCallSaysTheTypeOfItsErrorAndNoNameThatTheCallerMadeUp() {
        post(
                "/v1/chat/completions",
                "{\"model\":\"xylophone-9b\",\"messages\":[{\"role\":\"user\",\"content\":\"zither\"}]}");

        List<SpanData> spans = spans(2);
        SpanData chat = spans.stream()
                .filter(s -> s.getName().equals("chat"))
                .findFirst()
                .orElseThrow();
        assertThat(chat.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(chat.getAttributes().get(GenAi.ERROR_TYPE)).endsWith("UnknownModelException");
        assertThat(spans.toString()).doesNotContain("xylophone").doesNotContain("zither");
    }

    @Test
    void anEmbeddingCountsItsTokens() {
        post("/v1/embeddings", "{\"model\":\"bge-small-zh\",\"input\":\"辽原\"}");

        SpanData embedding = spans(2).stream()
                .filter(s -> s.getName().equals("embeddings bge-small-zh"))
                .findFirst()
                .orElseThrow();
        assertThat(embedding.getAttributes().get(GenAi.INPUT_TOKENS)).isPositive();
    }
}
