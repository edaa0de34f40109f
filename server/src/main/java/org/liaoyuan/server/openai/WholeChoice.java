package org.liaoyuan.server.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.TokenLogprob;
import org.liaoyuan.engine.ToolCall;
import org.liaoyuan.server.model.AnswerPart;

/** One of several choices, put together from its parts. */
final class WholeChoice {

    private final int index;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private final List<ToolCall> toolCalls = new ArrayList<>();
    private Optional<FinishReason> reason = Optional.empty();

    WholeChoice(int index) {
        this.index = index;
    }

    void add(AnswerPart part) {
        switch (part) {
            case AnswerPart.Text said -> {
                text.append(said.text());
                logprobs.addAll(said.logprobs());
            }
            case AnswerPart.Reasoning thought -> reasoning.append(thought.text());
            case AnswerPart.ToolCallDelta delta -> add(delta);
        }
    }

    private void add(AnswerPart.ToolCallDelta delta) {
        if (delta.index() == toolCalls.size()) {
            toolCalls.add(new ToolCall(delta.id(), delta.name(), delta.arguments()));
        } else {
            ToolCall begun = toolCalls.get(delta.index());
            toolCalls.set(delta.index(), new ToolCall(begun.id(), begun.name(), begun.arguments() + delta.arguments()));
        }
    }

    void end(Optional<FinishReason> why) {
        reason = why;
    }

    int index() {
        return index;
    }

    String text() {
        return text.toString();
    }

    String reasoning() {
        return reasoning.toString();
    }

    List<TokenLogprob> logprobs() {
        return logprobs;
    }

    List<ToolCall> toolCalls() {
        return toolCalls;
    }

    /** In OpenAI's words. */
    String finishReason() {
        return Translation.finishReason(reason);
    }
}
