package org.liaoyuan.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Guesses the next tokens of an answer from what stands in its own prompt and text: where its last tokens occurred before, the
 * same may follow again. Right for edits of a file and for answers that quote; elsewhere it rarely guesses at all.
 *
 * <p>Of the places where the last three tokens stood before, that with the most tokens in common is taken: the longer the match,
 * the surer the guess. How sure is learnt with every token, also where nothing was guessed, and as many tokens are guessed as make
 * the most tokens a second by what a batch costs on this machine; often that is none. Source: prompt lookup decoding (Saxena
 * 2023), a form of speculative decoding (Leviathan et al. 2023). Not thread-safe.
 */
final class PromptLookup {

    private static final int MOST_GUESSES = 15;

    /** With the newest token batches of 4, 8 and 16: llama.cpp's kernels take tokens four at a time, fully from 16 on. */
    private static final int[] GUESSES = {3, 7, MOST_GUESSES};

    private static final int TOKEN_BITS = 21;
    private static final int SHORTEST_MATCH = 3;
    private static final int LONGEST_MATCH = 32;

    /** Places that are looked at, the newest first. */
    private static final int MOST_PLACES = 8;

    /**
     * Guessing must promise so many times the tokens: a batch of another size rounds otherwise in the last bits, which may tip two
     * tokens that are nearly equally likely, and for a small gain that is not worth it.
     */
    private static final double PAYS = 1.15;

    /** The longest match of each class, and how often the next token is right before anything is known. */
    private static final int[] LENGTHS = {4, 8, 16, Integer.MAX_VALUE};

    private static final double[] FIRST_BELIEF = {0.3, 0.5, 0.8, 0.95};
    private static final double BELIEF_WEIGHT = 4;
    private static final double MOST_WEIGHT = 30;

    /** The place after the newest occurrence of three tokens, and from each place the one before. */
    private final Map<Long, Integer> newest = new HashMap<>();

    private int[] older = new int[256];
    private int indexed = SHORTEST_MATCH;

    private final double[] right = new double[LENGTHS.length];
    private final double[] seen = new double[LENGTHS.length];

    /** The last look: where the match stood, how long it was, what was known then, and how much was guessed. */
    private int place;

    private int match;
    private int known;
    private int guessed;

    PromptLookup() {
        Arrays.fill(seen, BELIEF_WEIGHT);
        Arrays.setAll(right, i -> BELIEF_WEIGHT * FIRST_BELIEF[i]);
    }

    /**
     * @param tokens prompt and answer so far
     * @param most the most tokens wanted
     * @param beside tokens that are in the batch already, the newest of these among them
     * @return guesses for the tokens that follow; none if it has none, or guessing would not pay
     */
    int[] guess(TokenSequence tokens, int most, int beside, BatchCosts costs) {
        learn(tokens);
        index(tokens);
        find(tokens);
        guessed = match == 0 ? 0 : count(most, beside, costs);
        known = tokens.length();
        int period = known - place; // what ends with a repetition goes on repeating
        int[] guesses = new int[guessed];
        Arrays.setAll(guesses, i -> tokens.get(place + i % period));
        return guesses;
    }

    /** Were the tokens that came the ones at the place? The first is known even if nothing was guessed. */
    private void learn(TokenSequence tokens) {
        int came = Math.min(Math.max(1, guessed), tokens.length() - known);
        boolean same = match > 0;
        for (int i = 0; i < came && same; i++) {
            same = tokens.get(place + i) == tokens.get(known + i);
            int length = lengthClass(match + i);
            right[length] += same ? 1 : 0;
            seen[length]++;
            if (seen[length] > MOST_WEIGHT) {
                right[length] *= MOST_WEIGHT / seen[length];
                seen[length] = MOST_WEIGHT;
            }
        }
    }

    private void index(TokenSequence tokens) {
        int length = tokens.length();
        if (older.length < length) {
            older = Arrays.copyOf(older, length * 2);
        }
        for (; indexed < length; indexed++) {
            Integer before = newest.put(key(tokens, indexed), indexed);
            older[indexed] = before == null ? 0 : before;
        }
    }

    /** The three tokens before a position. */
    private static long key(TokenSequence tokens, int end) {
        return (long) tokens.get(end - 3) << 2 * TOKEN_BITS
                | (long) tokens.get(end - 2) << TOKEN_BITS
                | tokens.get(end - 1);
    }

    private void find(TokenSequence tokens) {
        match = 0;
        int length = tokens.length();
        int candidate = length <= SHORTEST_MATCH ? 0 : newest.getOrDefault(key(tokens, length), 0);
        for (int looked = 0; candidate > 0 && looked < MOST_PLACES; looked++) {
            int common = SHORTEST_MATCH;
            while (common < Math.min(LONGEST_MATCH, candidate)
                    && tokens.get(candidate - 1 - common) == tokens.get(length - 1 - common)) {
                common++;
            }
            if (common > match) {
                match = common;
                place = candidate;
            }
            candidate = older[candidate];
        }
    }

    /** As many as promise the most tokens for the time of the batch. */
    private int count(int most, int beside, BatchCosts costs) {
        double best = PAYS * beside / costs.of(beside);
        int count = 0;
        for (int guesses : GUESSES) {
            double rate = (beside + expectedRight(guesses)) / costs.of(beside + guesses);
            if (guesses <= most && rate > best) {
                best = rate;
                count = guesses;
            }
        }
        return count;
    }

    private double expectedRight(int guesses) {
        double sum = 0;
        double all = 1;
        for (int i = 0; i < guesses; i++) {
            int length = lengthClass(match + i);
            all *= right[length] / seen[length];
            sum += all;
        }
        return sum;
    }

    private static int lengthClass(int match) {
        int i = 0;
        while (match > LENGTHS[i]) {
            i++;
        }
        return i;
    }
}
