package org.liaoyuan.server.model.internal.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.RawAnswer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer of a provider that speaks another format, as one document in OpenAI's. */
final class RewrittenDocument implements RawAnswer {

    private final Answer answer;
    private boolean done;

    RewrittenDocument(Answer answer) {
        this.answer = answer;
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
        return false;
    }

    /** One tool call, put together. */
    private record Call(String id, String name, StringBuilder arguments) {}

    @Override
    public Optional<byte[]> next() throws InterruptedException {
        if (done) {
            return Optional.empty();
        }
        done = true;
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<Call> calls = new ArrayList<>();
        for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
            switch (part.get()) {
                case AnswerPart.Text piece -> text.append(piece.text());
                case AnswerPart.Reasoning piece -> reasoning.append(piece.text());
                case AnswerPart.ToolCallDelta call -> {
                    if (call.index() == calls.size()) {
                        calls.add(new Call(call.id(), call.name(), new StringBuilder()));
                    }
                    calls.getLast().arguments().append(call.arguments());
                }
            }
        }
        return Optional.of(Chunks.JSON.writeValueAsBytes(document(text.toString(), reasoning.toString(), calls)));
    }

    private ObjectNode document(String text, String reasoning, List<Call> calls) {
        ObjectNode document = new Chunks(answer.model()).head("chat.completion");
        ObjectNode choice = document.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", text.isEmpty() && !calls.isEmpty() ? null : text);
        if (!reasoning.isEmpty()) {
            message.put("reasoning_content", reasoning);
        }
        if (!calls.isEmpty()) {
            ArrayNode all = message.putArray("tool_calls");
            for (Call call : calls) {
                all.addObject()
                        .put("id", call.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", call.name())
                        .put(
                                "arguments",
                                call.arguments().isEmpty()
                                        ? "{}"
                                        : call.arguments().toString());
            }
        }
        choice.put("finish_reason", Chunks.reason(answer.finishReason()));
        document.set("usage", Chunks.usage(answer.cost().usage()));
        return document;
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
