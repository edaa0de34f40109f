package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

/**
 * The beginning of a greedy answer in which every token is well ahead of the next best: batches of another size, and other
 * places in the cache, round differently, and must not decide whether a test passes.
 *
 * @param text the whole answer
 * @param sure how many characters of it rounding can't change
 */
record Sure(String text, int sure) {

    /** In natural logarithms of probability; rounding moves a logit by less than a hundredth. */
    private static final double MARGIN = 0.7;

    static Sure read(Generation answer) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        int sure = -1;
        for (Optional<Piece> piece = answer.next(); piece.isPresent(); piece = answer.next()) {
            for (TokenLogprob token : piece.get().logprobs()) {
                double margin = token.alternatives().get(0).logprob()
                        - token.alternatives().get(1).logprob();
                if (margin < MARGIN && sure < 0) {
                    sure = text.length();
                }
            }
            text.append(piece.get().text());
        }
        return new Sure(text.toString(), sure < 0 ? text.length() : sure);
    }

    /** Asks for what this test can compare. */
    static GenerationRequest request(int[] prompt, int tokens) {
        return new GenerationRequest(prompt, tokens, Sampling.GREEDY, java.util.List.of(), 2);
    }

    String prefix() {
        return text.substring(0, sure);
    }

    void isSaidBy(Sure other) {
        assertThat(sure).as("what can be compared of '%s'", text).isGreaterThanOrEqualTo(8);
        assertThat(other.text).startsWith(prefix());
    }

    void isNotSaidBy(Sure other) {
        assertThat(sure).as("what can be compared of '%s'", text).isGreaterThanOrEqualTo(8);
        assertThat(other.text).doesNotStartWith(prefix());
    }
}
