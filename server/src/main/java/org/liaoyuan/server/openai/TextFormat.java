package org.liaoyuan.server.openai;

import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.model.AnswerPart;

/** {@code text_completion}; its chunks have the same shape. */
final class TextFormat implements Format<Wire.Completion> {

    @Override
    public String idPrefix() {
        return "cmpl-";
    }

    @Override
    public Wire.Completion whole(Head head, List<WholeChoice> choices, Wire.Usage usage) {
        List<Wire.TextChoice> all = choices.stream()
                .map(choice -> new Wire.TextChoice(
                        choice.index(),
                        choice.text(),
                        Translation.textLogprobs(choice.logprobs(), 0),
                        choice.finishReason()))
                .toList();
        return head.completion(all, usage);
    }

    @Override
    public Optional<Object> opening(Head head, int index) {
        return Optional.empty();
    }

    @Override
    public Optional<Object> part(Head head, Part.Said said) {
        if (!(said.part() instanceof AnswerPart.Text piece)) {
            return Optional.empty();
        }
        var logprobs = Translation.textLogprobs(piece.logprobs(), said.offset());
        return Optional.of(
                head.completion(List.of(new Wire.TextChoice(said.index(), piece.text(), logprobs, null)), null));
    }

    @Override
    public Object ending(Head head, int index, String finishReason) {
        return head.completion(List.of(new Wire.TextChoice(index, "", null, finishReason)), null);
    }

    @Override
    public Object usage(Head head, Wire.Usage usage) {
        return head.completion(List.of(), usage);
    }
}
