package org.liaoyuan.server.openai;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.server.openai.Guests.Said;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Chats that {@link Guests} answer, as a whole or as a stream: what they do meanwhile is told as reasoning, the answer as one text. */
@Component
class GuestAnswers {

    /** What would change an answer and can't change theirs. */
    private static final List<String> NOT_THEIRS =
            List.of("tools", "functions", "response_format", "audio", "logprobs");

    private final Guests guests;
    private final JsonMapper json;
    private final Duration mostTime;

    GuestAnswers(Guests guests, JsonMapper json, OpenAiSettings settings) {
        this.guests = guests;
        this.json = json;
        this.mostTime = settings.mostTime();
    }

    boolean isFor(RequestBody body) {
        return guests.owns(body.text("model"));
    }

    /** The answer, or null if it has been streamed. */
    Wire.@Nullable ChatCompletion answer(RequestBody body, HttpServletResponse response) throws IOException {
        for (String name : NOT_THEIRS) {
            boolean asksForNothing =
                    body.get(name).isContainer() && body.get(name).isEmpty()
                            || body.get(name).isBoolean() && !body.get(name).booleanValue()
                            || body.get(name).path("type").asString("").equals("text");
            if (body.has(name) && !asksForNothing) {
                throw ApiException.unsupported(
                        name, "'" + name + "' can't be asked of an agent: its definition says what it does");
            }
        }
        body.integer("n", 1, 1, 1);
        String model = body.text("model");
        Guests.Visit visit = begun(model, body);
        Head head = Head.of("chatcmpl-", model);
        if (!body.flag("stream")) {
            Said said = await(() -> visit.await(line -> {}, () -> true, mostTime));
            return new Wire.ChatCompletion(
                    head.id(),
                    "chat.completion",
                    head.created(),
                    head.model(),
                    List.of(new Wire.ChatChoice(
                            0, new Wire.Message("assistant", said.text(), null, null, null), null, "stop")),
                    usage(said),
                    Head.FINGERPRINT);
        }
        AtomicBoolean gone = new AtomicBoolean();
        try (EventStream events = new EventStream(response, json, () -> gone.set(true))) {
            stream(visit, head, body.includeUsage(), events, gone);
        }
        return null;
    }

    private Guests.Visit begun(String model, RequestBody body) {
        try {
            return guests.begin(model, ChatMessages.read(body));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("messages", String.valueOf(e.getMessage()));
        }
    }

    private void stream(Guests.Visit visit, Head head, boolean includeUsage, EventStream events, AtomicBoolean gone) {
        try {
            events.send(chunk(head, Wire.Delta.opening(), null));
            Said said = await(() -> visit.await(
                    line -> events.send(chunk(head, Wire.Delta.reasoning(line + "\n"), null)),
                    () -> !gone.get(),
                    mostTime));
            events.send(chunk(head, Wire.Delta.text(said.text()), null));
            events.send(chunk(head, Wire.Delta.NOTHING, "stop"));
            if (includeUsage) {
                events.send(head.chunk(List.of(), usage(said)));
            }
            events.sendRaw("[DONE]");
        } catch (RuntimeException e) {
            events.send(ErrorBody.of(Errors.translate(e)));
        }
    }

    private interface Waiting {
        Said said() throws InterruptedException;
    }

    private static Said await(Waiting waiting) {
        try {
            return waiting.said();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("the request was interrupted", e);
        }
    }

    private static Wire.ChatChunk chunk(Head head, Wire.Delta delta, @Nullable String finishReason) {
        return head.chunk(List.of(new Wire.ChunkChoice(0, delta, null, finishReason)), null);
    }

    private static Wire.Usage usage(Said said) {
        return new Wire.Usage(
                said.promptTokens(),
                said.completionTokens(),
                said.promptTokens() + said.completionTokens(),
                new Wire.PromptDetails(0),
                new Wire.Extension(said.joules(), said.joules() > 0, said.yuan(), 0, 0, List.of()));
    }
}
