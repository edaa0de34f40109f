package org.liaoyuan.server.model.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.RawAnswer;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;
import org.liaoyuan.server.model.Reranking;
import tools.jackson.databind.json.JsonMapper;

class OpenAiProviderTest {

    static final String HELLO = chunk("{\"role\":\"assistant\",\"content\":\"Hel\"}", "null");
    static final String LO = chunk("{\"content\":\"lo\"}", "\"stop\"");
    static final String USAGE = "{\"id\":\"x\",\"model\":\"m-2025\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,"
            + "\"completion_tokens\":2,\"prompt_tokens_details\":{\"cached_tokens\":4}}}";
    private static final String WHOLE = "{\"id\":\"x\",\"model\":\"m-2025\",\"choices\":[{\"index\":0,\"message\":"
            + "{\"role\":\"assistant\",\"content\":\"the \\\"model\\\":\\\"a\\\" is here\"},\"finish_reason\":\"length\"}],"
            + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3}}";

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<Optional<RemoteFailure>> returned = new ArrayList<>();

    private static String chunk(String delta, String reason) {
        return "{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"model\":\"m-2025\",\"choices\":[{\"index\":0,\"delta\":"
                + delta + ",\"finish_reason\":" + reason + "}],\"usage\":null}";
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private Provider provider(FaultyServer server) {
        opened.add(server);
        Deadlines deadlines = new Deadlines();
        opened.add(deadlines);
        Times times =
                new Times(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(300), Duration.ofSeconds(1));
        ProviderConfig config = new ProviderConfig(
                "", null, server.address(), true, 0, Limits.USUAL, times, List.of(), Secret.of("${TEST_KEY}"));
        Provider provider = Provider.of("far", config, deadlines, Map.of("TEST_KEY", "sk-secret"));
        opened.add(provider);
        return provider;
    }

    static ChatRequest wire(String options) {
        return ChatRequest.ofWire(
                new JsonMapper()
                        .readTree("{\"model\":\"far/m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + options
                                + "}"),
                Caller.LOCAL);
    }

    private RawAnswer raw(FaultyServer server, String options) {
        return provider(server).raw("m", wire(options), returned::add);
    }

    private static String all(RawAnswer answer) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Optional<byte[]> part = answer.next(); part.isPresent(); part = answer.next()) {
            text.append(new String(part.get(), StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    private RemoteFailure failure(FaultyServer server, String options) {
        return catchThrowableOfType(RemoteException.class, () -> raw(server, options))
                .failure();
    }

    @Test
    void aStreamComesThroughWithOurNameOfTheModelAndWithoutTheUsageNobodyAskedFor() throws Exception {
        FaultyServer server = new FaultyServer(FaultyServer.events(HELLO, LO, USAGE, "[DONE]"));

        RawAnswer answer = raw(server, ",\"stream\":true");
        String text = all(answer);

        assertThat(text)
                .isEqualTo("data: " + HELLO.replace("m-2025", "far/m") + "\n\ndata: " + LO.replace("m-2025", "far/m")
                        + "\n\ndata: [DONE]\n\n");
        assertThat(answer.finishReason()).contains(FinishReason.STOP);
        assertThat(answer.cost().usage().promptTokens()).isEqualTo(9);
        assertThat(answer.cost().usage().cachedTokens()).isEqualTo(4);
        assertThat(answer.cost().usage().completionTokens()).isEqualTo(2);
        assertThat(returned).containsExactly(Optional.empty());
        assertThat(server.requests().getFirst().headers()).containsEntry("authorization", "Bearer sk-secret");
        assertThat(server.requests().getFirst().body()).contains("\"model\":\"m\"", "\"include_usage\":true");
    }

    @Test
    void whoAsksForTheUsageOfAStreamGetsIt() throws Exception {
        FaultyServer server = new FaultyServer(FaultyServer.events(HELLO, LO, USAGE, "[DONE]"));

        String text = all(raw(server, ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

        assertThat(text).contains("\"prompt_tokens\":9");
    }

    @Test
    void aWholeAnswerComesThroughWithItsTextUntouched() throws Exception {
        RawAnswer answer = raw(new FaultyServer(FaultyServer.document(WHOLE)), "");

        assertThat(all(answer)).isEqualTo(WHOLE.replace("m-2025", "far/m"));
        assertThat(answer.finishReason()).contains(FinishReason.LENGTH);
        assertThat(answer.cost().usage().completionTokens()).isEqualTo(3);
    }

    @Test
    void imagesAndParametersNobodyHereKnowsReachTheProvider() {
        FaultyServer server = new FaultyServer(FaultyServer.document(WHOLE));
        String image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}";

        provider(server)
                .raw(
                        "m",
                        ChatRequest.ofWire(
                                new JsonMapper()
                                        .readTree(
                                                "{\"model\":\"far/m\",\"new_thing\":7,\"messages\":[{\"role\":\"user\",\"content\":["
                                                        + image + "]}]}"),
                                Caller.LOCAL),
                        returned::add);

        assertThat(server.requests().getFirst().body()).contains(image, "\"new_thing\":7");
    }

    @Test
    void aStreamCutInTheMiddleIsReportedAfterWhatCameOfIt() throws Exception {
        RawAnswer answer = raw(new FaultyServer(FaultyServer.cutAfter(HELLO)), ",\"stream\":true");

        String first = new String(answer.next().orElseThrow(), StandardCharsets.UTF_8);
        RemoteException broken = catchThrowableOfType(RemoteException.class, answer::next);

        assertThat(first).contains("Hel");
        assertThat(broken.failure()).isInstanceOf(RemoteFailure.Broken.class);
        assertThat(answer.finishReason()).contains(FinishReason.ERROR);
        assertThat(returned).hasSize(1);
        assertThat(returned.getFirst()).isPresent();
    }

    @Test
    void aStreamThatEndsWithoutSayingWhyIsBroken() throws Exception {
        RawAnswer answer = raw(new FaultyServer(FaultyServer.events(HELLO)), ",\"stream\":true");

        answer.next();

        assertThat(catchThrowableOfType(RemoteException.class, answer::next).failure())
                .isInstanceOf(RemoteFailure.Broken.class);
    }

    @Test
    void anErrorInsideAStreamIsReported() throws Exception {
        RawAnswer answer = raw(
                new FaultyServer(FaultyServer.events(HELLO, "{\"error\":{\"message\":\"out of memory\"}}")),
                ",\"stream\":true");

        RemoteException broken = catchThrowableOfType(RemoteException.class, () -> all(answer));

        assertThat(broken).hasMessageContaining("out of memory");
    }

    @Test
    void aStreamThatGoesQuietIsGivenUp() throws Exception {
        FaultyServer[] server = new FaultyServer[1];
        server[0] =
                new FaultyServer((request, out) -> server[0].silentAfter(HELLO).answer(request, out));
        RawAnswer answer = raw(server[0], ",\"stream\":true");
        answer.next();

        RemoteException broken = catchThrowableOfType(RemoteException.class, answer::next);

        assertThat(broken.failure()).isInstanceOf(RemoteFailure.Broken.class);
        assertThat(broken).hasMessageContaining("quiet for longer than PT0.3S");
    }

    @Test
    void aProviderThatNeverBeginsIsATimeout() {
        FaultyServer[] server = new FaultyServer[1];
        server[0] = new FaultyServer((request, out) -> server[0].silent().answer(request, out));

        assertThat(failure(server[0], ",\"stream\":true")).isInstanceOf(RemoteFailure.TimedOut.class);
    }

    @Test
    void cancellingLetsTheProviderGo() throws Exception {
        FaultyServer server = new FaultyServer(FaultyServer.endless(HELLO));
        RawAnswer answer = raw(server, ",\"stream\":true");
        answer.next();

        answer.close();

        assertThat(server.clientLeft().await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(answer.finishReason()).contains(FinishReason.CANCELLED);
        assertThat(answer.next()).isEmpty();
        assertThat(returned).containsExactly(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | {\"error\":{\"message\":\"slow down\"}} | RateLimited",
                "500 | oops | Unavailable",
                "529 | {\"error\":{\"message\":\"overloaded\"}} | Unavailable",
                "401 | {\"error\":{\"message\":\"bad key sk-secret\"}} | Denied",
                "404 | {\"error\":{\"message\":\"no such model\"}} | Denied",
                "422 | {\"detail\":\"x\"} | Refused",
                "302 |  | Unavailable",
                "400 | {\"error\":{\"message\":\"This model's maximum context length is 8 tokens\"}} | ContextOverflow",
                "400 | {\"error\":{\"message\":\"x\",\"code\":\"context_length_exceeded\"}} | ContextOverflow"
            })
    void eachRefusalIsOneKindOfFailureAndNoneShowsTheKey(int status, String body, String kind) {
        String text = body == null ? "" : body;
        RemoteFailure failure = failure(new FaultyServer(FaultyServer.reply(status, "Retry-After: 7\r\n", text)), "");

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.message()).contains("far", "" + status).doesNotContain("sk-secret");
        if (failure instanceof RemoteFailure.RateLimited limited) {
            assertThat(limited.retryAfter()).contains(Duration.ofSeconds(7));
        }
    }

    @Test
    void whatIsNoAnswerIsGarbage() {
        assertThat(failure(new FaultyServer(FaultyServer.document("<html>")), ""))
                .isInstanceOf(RemoteFailure.Garbage.class);
        assertThat(failure(new FaultyServer(FaultyServer.document(WHOLE)), ",\"stream\":true"))
                .isInstanceOf(RemoteFailure.Garbage.class);
        assertThat(failure(new FaultyServer(FaultyServer.stream("<html>\n\n")), ",\"stream\":true"))
                .isInstanceOf(RemoteFailure.Garbage.class);
        assertThat(failure(new FaultyServer(FaultyServer.noHttp()), "")
                        .reaction()
                        .other())
                .isTrue();
        assertThat(failure(new FaultyServer(FaultyServer.document("{\"error\":{\"message\":\"busy\"}}")), ""))
                .isInstanceOf(RemoteFailure.Unavailable.class);
    }

    @Test
    void aConnectionIsUsedAgain() throws Exception {
        List<Thread> connections = new java.util.concurrent.CopyOnWriteArrayList<>();
        FaultyServer server = new FaultyServer((request, out) -> {
            connections.add(Thread.currentThread());
            return (request.body().contains("\"stream\":true")
                            ? FaultyServer.events(HELLO, LO, "[DONE]")
                            : FaultyServer.document(WHOLE))
                    .answer(request, out);
        });
        Provider provider = provider(server);

        for (int i = 0; i < 3; i++) {
            all(provider.raw("m", wire(""), returned::add));
            all(provider.raw("m", wire(",\"stream\":true"), returned::add));
        }

        assertThat(connections).hasSize(6);
        assertThat(connections.stream().distinct()).hasSize(1);
    }

    @Test
    void ourOwnRequestsAreWrittenAndTheirAnswersRead() throws Exception {
        String call =
                "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";
        FaultyServer server = new FaultyServer(FaultyServer.events(
                chunk("{\"reasoning_content\":\"hm\"}", "null"), HELLO, chunk(call, "\"tool_calls\""), "[DONE]"));
        ChatRequest request =
                new ChatRequest("far/m", List.of(ChatMessage.user("hi")), Sampling.CHAT, 5, List.of("x"), -1);

        List<AnswerPart> parts = new ArrayList<>();
        try (Answer answer = provider(server).chat("m", request, returned::add)) {
            for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                parts.add(part.get());
            }
            assertThat(answer.finishReason()).contains(FinishReason.TOOL_CALLS);
            assertThat(answer.model()).isEqualTo("far/m");
        }

        assertThat(parts)
                .containsExactly(
                        new AnswerPart.Reasoning("hm"),
                        new AnswerPart.Text("Hel", List.of()),
                        new AnswerPart.ToolCallDelta(0, "c1", "f", "{}"));
        assertThat(server.requests().getFirst().body()).contains("\"max_tokens\":5", "\"stop\":[\"x\"]");
    }

    @Test
    void documentsAreJudgedInAnyOrderOfTheAnswer() throws Exception {
        FaultyServer server =
                new FaultyServer(FaultyServer.document("{\"results\":[{\"index\":1,\"relevance_score\":0.9},"
                        + "{\"index\":0,\"relevance_score\":-2.5}],\"usage\":{\"total_tokens\":12}}"));

        Reranking ranked = provider(server).rerank("bge", "what?", List.of("a", "b"));

        assertThat(ranked).isEqualTo(new Reranking("far/bge", List.of(-2.5, 0.9), 12));
        assertThat(server.requests().getLast().line()).contains("/v1/rerank");
        assertThat(new JsonMapper().readTree(server.requests().getLast().body()).path("documents"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"results\":[{\"index\":0,\"relevance_score\":1}]} | left 1 of 2",
                "{\"results\":[{\"index\":2,\"relevance_score\":1}]} | 0 to 1",
                "{\"results\":[{\"index\":0,\"relevance_score\":\"high\"}]} | high",
                "{\"data\":[]} | left 2 of 2"
            })
    void scoresThatAreMissingOrOfNothingAreAFailureOfTheProvider(String answer, String why) throws Exception {
        FaultyServer server = new FaultyServer(FaultyServer.document(answer));

        RemoteException failure = catchThrowableOfType(
                RemoteException.class, () -> provider(server).rerank("bge", "what?", List.of("a", "b")));

        assertThat(failure.failure()).isInstanceOf(RemoteFailure.Garbage.class);
        assertThat(failure).hasMessageContaining(why);
    }
}
