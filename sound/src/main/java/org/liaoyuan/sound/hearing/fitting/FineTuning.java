package org.liaoyuan.sound.hearing.fitting;

import java.util.ArrayList;
import java.util.List;

/**
 * Fine tuning by comparing pairs: which two settings are offered next, and what follows from the answers. Of many pairs, drawn from where the best setting may
 * lie, the one whose answer tells most is asked (in the manner of Nielsen, Nielsen and Larsen 2015). Eight to fifteen comparisons; it ends earlier than fifteen
 * where little is left to be learnt.
 *
 * <p>It can be written down between two comparisons. The same seed and answers make the same comparisons.
 */
public final class FineTuning {

    public static final int LEAST = 8;
    public static final int MOST = 15;

    /** Units of {@link PreferencePosterior#doubt} below which it ends. */
    private static final double SURE = 0.42;

    private static final int CANDIDATES = 120;
    private static final String FORMAT = "tune1";
    private static final int MOST_CHARACTERS = 400;
    /** Seed, whether compressed, three of the start. */
    private static final int HEAD = 6;

    private final int seed;
    private final boolean compressed;
    private final Trims start;
    private final TrimGrid grid;
    private final PreferencePosterior posterior;
    private final List<Answered> answers = new ArrayList<>();
    private int[] offered;

    private record Answered(int first, int second, Preference said) {}

    /**
     * @param compressed whether there is compression to be trimmed
     * @param start what the person has now: the result is compared with it
     */
    public FineTuning(int seed, boolean compressed, Trims start) {
        this.seed = seed;
        this.compressed = compressed;
        this.start = start;
        this.grid = new TrimGrid(compressed);
        this.posterior = new PreferencePosterior(grid);
        this.offered = new int[0];
    }

    public int answered() {
        return answers.size();
    }

    public boolean finished() {
        return answers.size() >= MOST || answers.size() >= LEAST && posterior.doubt() < SURE;
    }

    /** The settings to compare now: the same until they are answered. */
    public TrimPair next() {
        if (finished()) {
            throw new IllegalStateException("this fine tuning is over: ask for its result");
        }
        if (offered.length == 0) {
            offered = mostTelling();
        }
        return new TrimPair(grid.at(offered[0]), grid.at(offered[1]));
    }

    private int[] mostTelling() {
        int[] best = {0, grid.size() - 1};
        double most = -1;
        int draw = 0;
        for (int i = 0; i < CANDIDATES; i++) {
            int first = posterior.drawn(unit(draw++));
            int second = posterior.drawn(unit(draw++));
            double told = first == second ? -1 : posterior.information(grid.at(first), grid.at(second));
            if (told > most) {
                most = told;
                best = new int[] {first, second};
            }
        }
        return best;
    }

    /** From 0 up to 1: a mixture of the seed, the comparison and the draw (the finaliser of MurmurHash3). */
    private double unit(int draw) {
        int h = seed + answers.size() * 0x9E3779B1 + draw * 0x7F4A7C15;
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return (h >>> 1 ^ h >>> 17) / 2147483648.0;
    }

    /** What the person said of {@link #next}. */
    public void answer(Preference said) {
        next();
        learn(new Answered(offered[0], offered[1], said));
    }

    private void learn(Answered answered) {
        posterior.learn(grid.at(answered.first), grid.at(answered.second), answered.said);
        answers.add(answered);
        offered = new int[0];
    }

    /** What is best as far as it is known, at any time. */
    public TuningResult result() {
        Trims mean = posterior.mean();
        Trims found = new Trims(Math.rint(mean.low()), Math.rint(mean.high()), Math.rint(mean.compression() * 20) / 20);
        return new TuningResult(found, posterior.preferred(found, start), answers.size());
    }

    /** As text, for {@link #restore}. */
    public String save() {
        StringBuilder out =
                new StringBuilder(FORMAT).append(' ').append(seed).append(' ').append(compressed ? 1 : 0);
        for (double value : new double[] {start.low() * 10, start.high() * 10, start.compression() * 100}) {
            out.append(' ').append((int) Math.rint(value));
        }
        for (Answered each : answers) {
            out.append(' ')
                    .append(each.first)
                    .append(' ')
                    .append(each.second)
                    .append(' ')
                    .append(each.said.ordinal());
        }
        return out.toString();
    }

    /** @throws IllegalArgumentException if the text is no saved fine tuning */
    public static FineTuning restore(String saved) {
        List<String> parts = parts(saved);
        int count = (parts.size() - HEAD) / 3;
        if (parts.size() < HEAD || !parts.get(0).equals(FORMAT) || parts.size() != HEAD + 3 * count || count > MOST) {
            throw new IllegalArgumentException("this is not a saved fine tuning of the format " + FORMAT);
        }
        Trims start = new Trims(
                number(parts.get(3), -240, 240) / 10.0,
                number(parts.get(4), -240, 240) / 10.0,
                number(parts.get(5), 0, 200) / 100.0);
        FineTuning tuning = new FineTuning(
                number(parts.get(1), Integer.MIN_VALUE, Integer.MAX_VALUE), number(parts.get(2), 0, 1) == 1, start);
        int last = tuning.grid.size() - 1;
        for (int i = HEAD; i < parts.size(); i += 3) {
            tuning.learn(new Answered(
                    number(parts.get(i), 0, last),
                    number(parts.get(i + 1), 0, last),
                    Preference.values()[number(parts.get(i + 2), 0, 2)]));
        }
        return tuning;
    }

    /** Between single spaces. */
    private static List<String> parts(String saved) {
        if (saved.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a saved fine tuning has at most " + MOST_CHARACTERS + " characters, this has " + saved.length());
        }
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= saved.length(); i++) {
            if (i == saved.length() || saved.charAt(i) == ' ') {
                parts.add(saved.substring(begin, i));
                begin = i + 1;
            }
        }
        return parts;
    }

    private static int number(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as of one that is out of range
        }
        throw new IllegalArgumentException(
                "a number from " + least + " to " + most + " is missing in a saved fine tuning");
    }
}
