package org.liaoyuan.sound.hearing.audiometry;

import java.util.ArrayList;
import java.util.List;

/**
 * The digits-in-noise test (Smits, Kapteyn and Houtgast 2004): three digits in noise of their own long-term spectrum, softer after a right
 * answer and louder after a wrong one, 25 times. It needs no calibration, since only the ratio of digits to noise counts.
 *
 * <p>It opens as their staircase does, with steps of 4 dB until the first turn, then of 2 dB; from the sixth trial on it asks at the threshold that
 * is most likely after all answers so far, in whole dB. The result is the mean of that posterior, in which each digit counts: its variance is less
 * than two thirds of the plain staircase's, see docs/hearing.md. No digit comes twice in a triplet, and each about equally often at each place.
 *
 * <p>Not safe for use by several threads.
 */
public final class DigitsInNoise {

    /** How many times it asks. */
    public static final int TRIALS = 25;

    private static final double START = 0;
    private static final double FIRST_STEP = 4;
    private static final double STEP = 2;
    /** After so many answers each trial is put where the threshold is most likely, instead of a step away. */
    private static final int OPENING = 5;

    /** From where the plain rule takes the mean: Smits et al. leave out the first four. */
    private static final int LEFT_OUT = 4;
    /** Beyond this a result is not used; four standard errors of a good one. */
    private static final double POOR_ERROR = 2;

    private static final double DOUBTFUL_ERROR = 1.2;
    private static final String FORMAT = "din1";

    private final int seed;
    private final Chance chance;
    private final List<int[]> answers = new ArrayList<>();
    private final SrtPosterior posterior = new SrtPosterior();
    private final int[][] bags = new int[3][];
    private final int[] left = new int[3];
    private double levels;
    private boolean turned;
    private int last;
    private int understood;
    private DigitTrial next;

    /** @param seed decides the digits */
    public DigitsInNoise(int seed) {
        this.seed = seed;
        chance = new Chance(seed);
        next = draw(START);
    }

    /**
     * Takes a test up where it was written down.
     *
     * @throws IllegalArgumentException where that is no test that {@link #save} wrote
     */
    public static DigitsInNoise restore(String saved) {
        String[] parts = Saved.parts(saved, FORMAT);
        DigitsInNoise test = new DigitsInNoise(Saved.number(parts[1], Integer.MIN_VALUE, Integer.MAX_VALUE));
        for (int i = 2; i < parts.length; i++) {
            if (test.finished() || parts[i].length() != 3) {
                throw new IllegalArgumentException(
                        "answer " + (i - 1) + " is not three characters within " + TRIALS + " trials");
            }
            test.answer(digit(parts[i].charAt(0)), digit(parts[i].charAt(1)), digit(parts[i].charAt(2)));
        }
        return test;
    }

    private static int digit(char character) {
        return character == '-' ? -1 : character - '0';
    }

    /** The seed and the answers, in at most 120 characters of ASCII. */
    public String save() {
        StringBuilder out = new StringBuilder(FORMAT).append(' ').append(seed);
        for (int[] answer : answers) {
            out.append(' ');
            for (int digit : answer) {
                out.append(digit < 0 ? "-" : Integer.toString(digit));
            }
        }
        return out.toString();
    }

    /**
     * What to play.
     *
     * @throws IllegalStateException when it is over
     */
    public DigitTrial next() {
        if (finished()) {
            throw new IllegalStateException("all " + TRIALS + " trials are answered; look at the result");
        }
        return next;
    }

    /**
     * What the person answered.
     *
     * @param first 0 to 9, or -1 for a digit that they did not understand; the others likewise
     */
    public void answer(int first, int second, int third) {
        DigitTrial asked = next();
        check(first);
        check(second);
        check(third);
        int right = asked.right(first, second, third);
        answers.add(new int[] {first, second, third});
        posterior.add(asked.snr(), right);
        understood += right;
        if (answers.size() > LEFT_OUT) {
            levels += asked.snr();
        }
        next = draw(following(asked.snr(), right == 3));
    }

    private static void check(int digit) {
        if (digit < -1 || digit > 9) {
            throw new IllegalArgumentException("digit " + digit + " is not within 0 to 9, nor -1 for none");
        }
    }

    private double following(double snr, boolean understood) {
        int direction = understood ? -1 : 1;
        turned |= last == -direction;
        last = direction;
        double wanted = turned && answers.size() >= OPENING
                ? Math.round(posterior.mean())
                : snr + direction * (turned ? STEP : FIRST_STEP);
        return Math.max(SrtPosterior.LOWEST, Math.min(SrtPosterior.HIGHEST, wanted));
    }

    /** Each place has a bag of the ten digits that is filled again when it is empty. */
    private DigitTrial draw(double snr) {
        int first = take(0, -1, -1);
        int second = take(1, first, -1);
        return new DigitTrial(first, second, take(2, first, second), snr);
    }

    private int take(int place, int not, int norThis) {
        if (left[place] == 0) {
            bags[place] = new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
            left[place] = 10;
        }
        int[] bag = bags[place];
        int begin = chance.below(left[place]);
        for (int i = 0; i < left[place]; i++) {
            int at = (begin + i) % left[place];
            if (bag[at] != not && bag[at] != norThis) {
                int digit = bag[at];
                bag[at] = bag[--left[place]];
                return digit;
            }
        }
        // nothing in the bag but what the triplet has already
        int digit = chance.below(10);
        while (digit == not || digit == norThis) {
            digit = (digit + 1) % 10;
        }
        return digit;
    }

    /** How many were answered. */
    public int answered() {
        return answers.size();
    }

    public boolean finished() {
        return answers.size() == TRIALS;
    }

    /**
     * What came of it.
     *
     * @throws IllegalStateException before it is over
     */
    public SrtEstimate result() {
        if (!finished()) {
            throw new IllegalStateException(answers.size() + " of " + TRIALS + " trials are answered");
        }
        double error = posterior.deviation();
        double meanSnr = (levels + next.snr()) / (TRIALS - LEFT_OUT + 1);
        return new SrtEstimate(
                posterior.mean(), error, meanSnr, TRIALS, reliability(error, Math.abs(meanSnr - posterior.mean())));
    }

    /** Near the threshold four of five digits are understood; who answers at random has one of ten, wherever they are asked. */
    private Reliability reliability(double error, double apart) {
        double share = understood / (3.0 * TRIALS);
        if (error > POOR_ERROR || apart > 3 || share < 0.5) {
            return Reliability.POOR;
        }
        return error > DOUBTFUL_ERROR || apart > 1.8 || share < 0.6 ? Reliability.DOUBTFUL : Reliability.GOOD;
    }
}
