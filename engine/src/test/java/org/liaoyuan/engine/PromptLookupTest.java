package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class PromptLookupTest {

    private static final String LIST = "one apple, two pears, three plums, four figs, five nuts, six dates. ";

    @Test
    void whatFollowedTheSameThreeTokensBeforeIsGuessed() {
        TokenSequence tokens = new TokenSequence(new int[] {1, 2, 3, 4, 5, 6, 9, 2, 3, 4});

        int[] guesses = new PromptLookup().guess(tokens, 8);

        assertThat(guesses).containsExactly(5, 6, 9, 2);
    }

    @Test
    void withoutARepetitionNothingIsGuessed() {
        assertThat(new PromptLookup().guess(new TokenSequence(new int[] {1, 2, 3, 4, 5}), 8))
                .isEmpty();
    }

    @Test
    void guessingPausesWhereItDoesNotPayAndIsTriedAgainLater() {
        PromptLookup lookup = new PromptLookup();
        TokenSequence tokens = new TokenSequence(new int[] {1, 2, 3, 4, 1, 2, 3});
        lookup.learn(0, 0, 100);
        for (int i = 0; i < 3; i++) {
            assertThat(lookup.guess(tokens, 8)).isNotEmpty();
            lookup.learn(4, 0, 300); // three times the time for one token
        }

        assertThat(lookup.guess(tokens, 8)).isEmpty();
        int paused = 1;
        while (lookup.guess(tokens, 8).length == 0 && paused < 1000) {
            paused++;
        }
        assertThat(paused).isBetween(10, 100);
    }

    @Test
    void guessedAnswersAreTheSameToTheLetterAndLeaveTheCacheRight() throws Exception {
        Sampling drawn = new Sampling(0.8, 0, 1, 0, 0, 0, 1, OptionalLong.of(11), Map.of());
        for (Sampling sampling : List.of(Sampling.GREEDY, drawn)) {
            Said plain = said(false, sampling);
            Said guessed = said(true, sampling);

            assertThat(guessed).isEqualTo(plain);
        }
    }

    private record Said(String first, String second, int tokens) {}

    /** Two turns: the second one finds what the first one computed, guesses and all. */
    private static Said said(boolean promptLookup, Sampling sampling) throws InterruptedException {
        ModelOptions options = TestModels.smolOptions().withPromptLookup(promptLookup);
        try (LlamaModel model = TestModels.smol(options)) {
            int[] prompt = model.tokenize(LIST.repeat(3) + "one apple,", true, false);
            Generation first = model.generate(GenerationRequest.of(prompt, 60, sampling));
            String text = first.readAll();
            int[] next = model.tokenize(LIST.repeat(3) + "one apple," + text + " And then: two", true, false);
            String second =
                    model.generate(GenerationRequest.of(next, 20, sampling)).readAll();
            return new Said(text, second, first.usage().completionTokens());
        }
    }
}
