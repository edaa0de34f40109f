package org.liaoyuan.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * Guesses the next tokens of an answer from what stands in its own prompt and text: where its last three tokens occurred before,
 * the same may follow again. Right for edits of a file and for answers that quote; elsewhere it rarely guesses at all.
 *
 * <p>How far a guess reaches follows how the last ones went, and guessing pauses while it does not pay: the time a token takes
 * with guesses is compared with the time without. Source: prompt lookup decoding (Saxena 2023), a form of speculative
 * decoding (Leviathan et al. 2023). Not thread-safe.
 */
final class PromptLookup {

    static final int MOST_GUESSES = 16;

    private static final int FEWEST_GUESSES = 2;
    private static final int TOKEN_BITS = 21;
    private static final int PAUSE_TOKENS = 48;
    private static final int TRIALS = 3;
    private static final double PAYS = 0.95;
    private static final double WEIGHT = 0.2;

    private final Map<Long, Integer> followers = new HashMap<>();
    private int indexed;
    private int reach = 4;
    private int pause;
    private int trials;
    private double plainNanos;
    private double guessedNanos;

    /**
     * @param tokens prompt and answer so far
     * @param most the most tokens wanted
     * @return guesses for the tokens that follow; none if it has none, or guessing does not pay now
     */
    int[] guess(TokenSequence tokens, int most) {
        int length = tokens.length();
        for (int end = Math.max(3, indexed); end < length; end++) {
            followers.put(key(tokens, end), end);
        }
        indexed = length;
        if (pause > 0) {
            pause--;
            return new int[0];
        }
        Integer from = length < 4 ? null : followers.get(key(tokens, length));
        if (from == null) {
            return new int[0];
        }
        int[] guesses = new int[Math.min(Math.min(reach, most), length - from)];
        for (int i = 0; i < guesses.length; i++) {
            guesses[i] = tokens.get(from + i);
        }
        return guesses;
    }

    /** The three tokens before a position. */
    private static long key(TokenSequence tokens, int end) {
        return (long) tokens.get(end - 3) << 2 * TOKEN_BITS
                | (long) tokens.get(end - 2) << TOKEN_BITS
                | tokens.get(end - 1);
    }

    /**
     * Learns from a batch.
     *
     * @param guessed how many tokens were guessed, 0 for none
     * @param right how many of them the model would have said
     * @param nanos what the batch took
     */
    void learn(int guessed, int right, long nanos) {
        if (guessed == 0) {
            plainNanos = plainNanos == 0 ? nanos : plainNanos + WEIGHT * (nanos - plainNanos);
            return;
        }
        reach = right == guessed
                ? Math.min(MOST_GUESSES, reach * 2)
                : Math.max(FEWEST_GUESSES, Math.min(reach, right + 2));
        double perToken = (double) nanos / (right + 1);
        guessedNanos = guessedNanos == 0 ? perToken : guessedNanos + WEIGHT * (perToken - guessedNanos);
        trials++;
        if (trials >= TRIALS && plainNanos > 0 && guessedNanos > PAYS * plainNanos) {
            pause = PAUSE_TOKENS;
            trials = 0;
            guessedNanos = 0;
        }
    }
}
