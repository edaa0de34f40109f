package org.liaoyuan.server.openai;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code chat.completion} and its chunks. */
final class ChatFormat implements Format<Wire.ChatCompletion> {

    @Override
    public String idPrefix() {
        return "chatcmpl-";
    }

    @Override
    public Wire.ChatCompletion whole(Head head, List<Whole> choices, Wire.Usage usage) {
        List<Wire.ChatChoice> all = choices.stream()
                .map(choice -> new Wire.ChatChoice(
                        choice.index(),
                        new Wire.Message("assistant", choice.text(), null),
                        Translation.chatLogprobs(choice.logprobs()),
                        choice.finishReason()))
                .toList();
        return new Wire.ChatCompletion(
                head.id(), "chat.completion", head.created(), head.model(), all, usage, Head.FINGERPRINT);
    }

    @Override
    public Optional<Object> opening(Head head, int index) {
        return Optional.of(chunk(head, index, new Wire.Delta("assistant", ""), null, null));
    }

    @Override
    public Optional<Object> piece(Head head, Part.Said said) {
        var piece = said.piece();
        return piece.text().isEmpty() && piece.logprobs().isEmpty()
                ? Optional.empty()
                : Optional.of(chunk(
                        head,
                        said.index(),
                        new Wire.Delta(null, piece.text()),
                        Translation.chatLogprobs(piece.logprobs()),
                        null));
    }

    @Override
    public Object ending(Head head, int index, String finishReason) {
        return chunk(head, index, new Wire.Delta(null, null), null, finishReason);
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
