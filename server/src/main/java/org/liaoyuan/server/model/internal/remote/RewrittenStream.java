package org.liaoyuan.server.model.internal.remote;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.RawAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer of a provider that speaks another format, as a stream in OpenAI's. */
final class RewrittenStream implements RawAnswer {

    private final Answer answer;
    private final boolean wantsUsage;
    private final Chunks chunks;
    private boolean first = true;
    private boolean done;

    RewrittenStream(Answer answer, boolean wantsUsage) {
        this.answer = answer;
        this.wantsUsage = wantsUsage;
        this.chunks = new Chunks(answer.model());
    }

    @Override
    public String model() {
        return answer.model();
    }

    @Override
    public String provider() {
        return answer.provider();
    }

    @Override
    public boolean isStream() {
        return true;
    }

    @Override
    public Optional<byte[]> next() throws InterruptedException {
        if (done) {
            return Optional.empty();
        }
        Optional<AnswerPart> part = answer.next();
        if (part.isPresent()) {
            ObjectNode delta = Chunks.delta(part.get());
            if (first) {
                first = false;
                delta.put("role", "assistant");
            }
            return Optional.of(bytes(event(delta, null)));
        }
        done = true;
        if (answer.finishReason().orElse(FinishReason.ERROR) == FinishReason.CANCELLED) {
            return Optional.empty();
        }
        String last = event(Chunks.JSON.createObjectNode(), Chunks.reason(answer.finishReason()));
        String usage = wantsUsage ? usage() : "";
        return Optional.of(bytes(last + usage + "data: [DONE]\n\n"));
    }

    private String event(ObjectNode delta, @Nullable String reason) {
        ObjectNode chunk = chunks.head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", reason);
        return line(chunk);
    }

    private String usage() {
        ObjectNode chunk = chunks.head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", Chunks.usage(answer.cost().usage()));
        return line(chunk);
    }

    private static String line(JsonNode chunk) {
        return "data: " + Chunks.JSON.writeValueAsString(chunk) + "\n\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void cancel() {
        answer.cancel();
    }

    @Override
    public Optional<FinishReason> finishReason() {
        return answer.finishReason();
    }

    @Override
    public Cost cost() {
        return answer.cost();
    }
}
