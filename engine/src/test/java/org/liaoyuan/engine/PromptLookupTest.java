package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class PromptLookupTest {

    private static final String LIST = "one apple, two pears, three plums, four figs, five nuts, six dates. ";

    /** Where a batch costs the same whatever its size, as on a large GPU. */
    private static BatchCosts flat() {
        BatchCosts costs = new BatchCosts();
        for (int i = 0; i < 200; i++) {
            for (int tokens = 1; tokens <= BatchCosts.MOST; tokens++) {
                costs.learn(tokens, 1_000_000);
            }
        }
        return costs;
    }

    private static int[] guess(PromptLookup lookup, BatchCosts costs, int... tokens) {
        return lookup.guess(new TokenSequence(tokens), 100, 1, costs);
    }

    @Test
    void whatFollowedTheSameThreeTokensBeforeIsGuessed() {
        int[] guesses = guess(new PromptLookup(), flat(), 1, 2, 3, 4, 5, 6, 9, 2, 3, 4);

        assertThat(guesses).startsWith(5, 6, 9, 2, 3, 4);
    }

    @Test
    void theLongestMatchIsTakenAndNotTheNewest() {
        int[] guesses = guess(new PromptLookup(), flat(), 7, 1, 2, 3, 10, 11, 12, 8, 1, 2, 3, 20, 21, 22, 7, 1, 2, 3);

        assertThat(guesses).startsWith(10, 11, 12);
    }

    @Test
    void whatEndsWithARepetitionGoesOnRepeating() {
        int[] guesses = guess(new PromptLookup(), flat(), 5, 6, 5, 6, 5, 6, 5);

        assertThat(guesses).startsWith(6, 5, 6, 5, 6, 5, 6);
    }

    @Test
    void withoutARepetitionNothingIsGuessed() {
        assertThat(guess(new PromptLookup(), flat(), 1, 2, 3, 4, 5)).isEmpty();
    }

    @Test
    void neverMoreIsGuessedThanIsWanted() {
        TokenSequence tokens = new TokenSequence(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3});

        assertThat(new PromptLookup().guess(tokens, 7, 1, flat())).hasSize(7);
        assertThat(new PromptLookup().guess(tokens, 2, 1, flat())).isEmpty();
    }

    @Test
    void onlyALongMatchIsGuessedFromWhereLargeBatchesCostMuch() {
        int[] short3 = {1, 2, 3, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 1, 2, 3};
        int[] long20 =
                IntStream.concat(IntStream.range(1, 40), IntStream.range(1, 21)).toArray();

        assertThat(guess(new PromptLookup(), new BatchCosts(), short3)).isEmpty();
        assertThat(guess(new PromptLookup(), new BatchCosts(), long20)).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void guessingEndsWhereItIsWrongAndBeginsAgainWhereItWouldHaveBeenRight() {
        PromptLookup lookup = new PromptLookup();
        BatchCosts costs = new BatchCosts();
        int[] phrase = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        TokenSequence tokens = new TokenSequence(phrase);
        int other = 100;
        int[] guesses = new int[] {0};
        for (int turn = 0; turn < 50 && (turn == 0 || guesses.length > 0 || turn < 3); turn++) {
            tokens.add(other++); // after the phrase comes something else each time
            for (int token : phrase) {
                tokens.add(token);
            }
            guesses = lookup.guess(tokens, 100, 1, costs);
        }
        assertThat(guesses).isEmpty();

        int known = 0;
        for (int i = 0; i < 200 && guesses.length == 0; i++) {
            tokens.add(phrase[i % phrase.length]); // now the phrase follows itself
            guesses = lookup.guess(tokens, 100, 1, costs);
            known++;
        }
        assertThat(guesses).isNotEmpty();
        assertThat(known).isLessThan(100);
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
