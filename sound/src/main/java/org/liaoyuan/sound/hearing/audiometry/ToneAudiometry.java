package org.liaoyuan.sound.hearing.audiometry;

import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.sound.hearing.fitting.Ear;

/**
 * Pure-tone audiometry by air conduction, both ears: 1, 2, 4, 8 kHz, 1 kHz again for the first ear, 500, 250 Hz, each by {@link HughsonWestlake}.
 * Now and then nothing is played (a catch trial); gaps are drawn, so that tones can't be foretold. No tone is ever louder than the maximum.
 *
 * <p>Thresholds are the posterior means over all answers at a frequency, beside what the staircase of the standard says: see docs/hearing.md.
 * Not safe for use by several threads.
 */
public final class ToneAudiometry {

    /** In the order in which they are measured. */
    static final int[] ORDER = {1000, 2000, 4000, 8000, 1000, 500, 250};

    private static final int RETEST = 4;
    private static final int[] RISING = {250, 500, 1000, 2000, 4000, 8000};

    /** No procedure may be made with a louder one, in dB HL. */
    public static final int HARD_MAXIMUM = 100;

    /** How long a tone may be answered, from its beginning, in milliseconds. */
    public static final int RESPONSE = 1600;

    /** How long it lasts. An answer ends the wait, not the tone. */
    private static final int TONE = 1125;

    private static final int SHORTEST_GAP = 600;
    private static final int LONGEST_GAP = 1800;
    private static final int START = 40;
    private static final int ABOVE_LAST = 10;
    private static final int MOST_STRAYS = 200;
    private static final String FORMAT = "tone1";

    private final int seed;
    private final Ear first;
    private final int maximum;
    private final Chance chance;
    private final List<HughsonWestlake> runs = new ArrayList<>();
    private final StringBuilder said = new StringBuilder();
    private int untilCatch;
    private int catches;
    private int falseAlarms;
    private int strays;
    private int repeats;
    private long millis;
    private TonePresentation next;

    /**
     * @param seed decides gaps and catch trials
     * @param first the ear to begin with: the better one
     * @param maximum the loudest tone in dB HL, from 40 to {@value #HARD_MAXIMUM}, a multiple of 5
     */
    public ToneAudiometry(int seed, Ear first, int maximum) {
        if (maximum < START || maximum > HARD_MAXIMUM || maximum % HughsonWestlake.STEP != 0) {
            throw new IllegalArgumentException(
                    "a maximum of " + maximum + " dB HL is not a multiple of 5 from " + START + " to " + HARD_MAXIMUM);
        }
        this.seed = seed;
        this.first = first;
        this.maximum = maximum;
        chance = new Chance(seed);
        untilCatch = pause();
        runs.add(new HughsonWestlake(START, maximum));
        next = draw();
    }

    /**
     * Takes a test up where it was written down.
     *
     * @throws IllegalArgumentException where that is no test that {@link #save} wrote
     */
    public static ToneAudiometry restore(String saved) {
        String[] parts = Saved.parts(saved, FORMAT);
        if (parts.length != 5 || parts[2].length() != 1 || "RL".indexOf(parts[2]) < 0) {
            throw new IllegalArgumentException("a saved test has a seed, R or L, a maximum and answers");
        }
        ToneAudiometry test = new ToneAudiometry(
                Saved.number(parts[1], Integer.MIN_VALUE, Integer.MAX_VALUE),
                parts[2].equals("R") ? Ear.RIGHT : Ear.LEFT,
                Saved.number(parts[3], START, HARD_MAXIMUM));
        for (int i = 0; i < parts[4].length(); i++) {
            char letter = parts[4].charAt(i);
            if (test.finished() || "ynsu".indexOf(letter) < 0) {
                throw new IllegalArgumentException("answer " + (i + 1) + " is none, or is one too many");
            }
            switch (letter) {
                case 's' -> test.stray();
                case 'y' -> test.answer(true);
                case 'n' -> test.answer(false);
                default -> test.repeat();
            }
        }
        return test;
    }

    /** The seed and the answers, in some hundred characters of ASCII. */
    public String save() {
        return FORMAT + ' ' + seed + ' ' + (first == Ear.RIGHT ? 'R' : 'L') + ' ' + maximum + ' ' + said;
    }

    /**
     * What to play.
     *
     * @throws IllegalStateException when it is over
     */
    public TonePresentation next() {
        if (finished()) {
            throw new IllegalStateException("both ears are measured; look at the result");
        }
        return next;
    }

    /** Whether the person answered within {@link #RESPONSE} of the beginning. */
    public void answer(boolean heard) {
        TonePresentation asked = next();
        said.append(heard ? 'y' : 'n');
        millis += asked.gap() + (heard ? TONE : RESPONSE);
        if (asked.silent()) {
            catches++;
            falseAlarms += heard ? 1 : 0;
            untilCatch = pause();
        } else {
            untilCatch--;
            HughsonWestlake run = runs.get(runs.size() - 1);
            run.answer(heard, falseAlarmRate());
            if (run.finished() && runs.size() < 2 * ORDER.length - 1) {
                runs.add(new HughsonWestlake(start(runs.size()), maximum));
            }
        }
        if (!finished()) {
            next = draw();
        }
    }

    /** The person pressed while nothing was to be heard. Beyond {@value #MOST_STRAYS} they are not counted any more. */
    public void stray() {
        if (strays < MOST_STRAYS && !finished()) {
            strays++;
            said.append('s');
        }
    }

    /** The same once more after another gap, for one that a noise from outside spoiled; at most {@value #MOST_STRAYS} times. */
    public void repeat() {
        if (repeats < MOST_STRAYS && !finished()) {
            said.append('u');
            repeats++;
            next = new TonePresentation(next.ear(), next.hertz(), next.level(), next.silent(), gap());
        }
    }

    private int pause() {
        return 5 + chance.below(6);
    }

    private int gap() {
        return SHORTEST_GAP + chance.below(LONGEST_GAP - SHORTEST_GAP);
    }

    private TonePresentation draw() {
        int at = runs.size() - 1;
        return new TonePresentation(ear(at), hertz(at), runs.get(at).level(), untilCatch == 0, gap());
    }

    /** The second ear has no retest. */
    private static int hertz(int run) {
        int inEar = run < ORDER.length ? run : run - ORDER.length;
        return ORDER[run >= ORDER.length && inEar >= RETEST ? inEar + 1 : inEar];
    }

    private Ear ear(int run) {
        return (run < ORDER.length) == (first == Ear.RIGHT) ? Ear.RIGHT : Ear.LEFT;
    }

    /** A little above what the nearest frequency had that was measured in this ear, else in the other. */
    private int start(int run) {
        HughsonWestlake nearest = runs.get(0);
        double least = Double.MAX_VALUE;
        for (int i = 0; i < run; i++) {
            double distance = Math.abs(Math.log((double) hertz(i) / hertz(run))) + (ear(i) == ear(run) ? 0 : 10);
            if (distance <= least) {
                least = distance;
                nearest = runs.get(i);
            }
        }
        return Math.max(0, nearest.threshold() + ABOVE_LAST);
    }

    public boolean finished() {
        return runs.size() == 2 * ORDER.length - 1 && runs.get(runs.size() - 1).finished();
    }

    /** How much of it is done, from 0 to 1. */
    public double progress() {
        int done = runs.size() - (runs.get(runs.size() - 1).finished() ? 0 : 1);
        return (double) done / (2 * ORDER.length - 1);
    }

    /** How long gaps and tones took, in milliseconds. */
    public long elapsed() {
        return millis;
    }

    /**
     * What came of it.
     *
     * @throws IllegalStateException before it is over
     */
    public ToneResult result() {
        if (!finished()) {
            throw new IllegalStateException(
                    runs.size() + " of " + (2 * ORDER.length - 1) + " thresholds are being measured");
        }
        List<MeasuredThreshold> thresholds = new ArrayList<>();
        boolean agreed = true;
        for (Ear ear : new Ear[] {Ear.RIGHT, Ear.LEFT}) {
            for (int hertz : RISING) {
                MeasuredThreshold found = threshold(ear, hertz);
                thresholds.add(found);
                agreed &= found.agreed();
            }
        }
        HughsonWestlake before = runs.get(0);
        HughsonWestlake after = runs.get(RETEST);
        double retest = before.beyond() || after.beyond() ? Double.NaN : after.threshold() - before.threshold();
        return new ToneResult(
                List.copyOf(thresholds), catches, falseAlarms, strays, retest, reliability(retest, agreed));
    }

    /** A frequency that was measured twice has the answers of both. */
    private MeasuredThreshold threshold(Ear ear, int hertz) {
        int[] levels = new int[0];
        boolean[] answers = new boolean[0];
        int staircase = Integer.MAX_VALUE;
        boolean beyond = true;
        boolean agreed = true;
        for (int i = 0; i < runs.size(); i++) {
            if (ear(i) == ear && hertz(i) == hertz) {
                HughsonWestlake run = runs.get(i);
                levels = Joined.of(levels, run.levels());
                answers = Joined.of(answers, run.answers());
                staircase = Math.min(staircase, run.threshold());
                beyond &= run.beyond();
                agreed &= run.agreed();
            }
        }
        ThresholdPosterior posterior = new ThresholdPosterior(levels, answers, falseAlarmRate());
        double level = beyond ? maximum : Math.max(HughsonWestlake.LOWEST, Math.min(maximum, posterior.mean()));
        return new MeasuredThreshold(ear, hertz, level, posterior.deviation(), staircase, beyond, agreed);
    }

    /** Few catch trials say little: as if of ten others every second listener had answered one. */
    private double falseAlarmRate() {
        return Math.min(0.5, (0.5 + falseAlarms) / (10 + catches));
    }

    private Reliability reliability(double retest, boolean agreed) {
        double rate = catches == 0 ? 0 : (double) falseAlarms / catches;
        double apart = Double.isNaN(retest) ? 0 : Math.abs(retest);
        if (falseAlarms >= 3 && rate > 0.5 || apart > 15) {
            return Reliability.POOR;
        }
        return falseAlarms >= 2 && rate > 0.25 || apart > 5 || !agreed || strays > 20
                ? Reliability.DOUBTFUL
                : Reliability.GOOD;
    }
}
