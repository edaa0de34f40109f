package org.liaoyuan.server.openai;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.AnswerPart;

/** {@code chat.completion} and its chunks. */
final class ChatFormat implements Format<Wire.ChatCompletion> {

    @Override
    public String idPrefix() {
        return "chatcmpl-";
    }

    @Override
    public Wire.ChatCompletion whole(Head head, List<WholeChoice> choices, Wire.Usage usage) {
        List<Wire.ChatChoice> all = choices.stream()
                .map(choice -> new Wire.ChatChoice(
                        choice.index(),
                        message(choice),
                        Translation.chatLogprobs(choice.logprobs()),
                        choice.finishReason()))
                .toList();
        return new Wire.ChatCompletion(
                head.id(), "chat.completion", head.created(), head.model(), all, usage, Head.FINGERPRINT);
    }

    @Override
    public Optional<Object> opening(Head head, int index) {
        return Optional.of(chunk(head, index, Wire.Delta.opening(), null, null));
    }

    @Override
    public Optional<Object> part(Head head, Part.Said said) {
        return switch (said.part()) {
            case AnswerPart.Text(String text, var logprobs)
            when text.isEmpty() && logprobs.isEmpty() -> Optional.empty();
            case AnswerPart.Text(String text, var logprobs) ->
                Optional.of(chunk(head, said.index(), Wire.Delta.text(text), Translation.chatLogprobs(logprobs), null));
            case AnswerPart.Reasoning(String text) ->
                Optional.of(chunk(head, said.index(), Wire.Delta.reasoning(text), null, null));
            case AnswerPart.ToolCallDelta call ->
                Optional.of(chunk(head, said.index(), Wire.Delta.call(Translation.toolCall(call)), null, null));
        };
    }

    private static Wire.Message message(WholeChoice choice) {
        List<Wire.ToolCall> calls = choice.toolCalls().stream()
                .map(call -> new Wire.ToolCall(
                        null, call.id(), "function", new Wire.FunctionCall(call.name(), call.arguments())))
                .toList();
        return new Wire.Message(
                "assistant",
                choice.text().isEmpty() && !calls.isEmpty() ? null : choice.text(),
                choice.reasoning().isEmpty() ? null : choice.reasoning(),
                calls.isEmpty() ? null : calls,
                null);
    }

    @Override
    public Object ending(Head head, int index, String finishReason) {
        return chunk(head, index, Wire.Delta.NOTHING, null, finishReason);
    }

    @Override
    public Object usage(Head head, Wire.Usage usage) {
        return head.chunk(List.of(), usage);
    }

    private static Wire.ChatChunk chunk(
            Head head,
            int index,
            Wire.Delta delta,
            Wire.@Nullable ChatLogprobs logprobs,
            @Nullable String finishReason) {
        return head.chunk(List.of(new Wire.ChunkChoice(index, delta, logprobs, finishReason)), null);
    }
}
