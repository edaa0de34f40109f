package org.liaoyuan.sound.hearing.audiometry;

import java.util.Arrays;

/**
 * One threshold by ISO 8253-1:2010, 6.2.3 (ascending method, after Carhart and Jerger 1959): 10 dB down after an answer, 5 dB up after none, until
 * a level was heard in two ascents of at most three. Until the first answer it goes up by 10 dB. All answers are kept for {@link ThresholdPosterior}.
 */
final class HughsonWestlake {

    static final int LOWEST = -10;
    static final int STEP = 5;
    private static final int DOWN = 10;
    /** After which it is given up; an ordinary threshold takes 6 to 10. */
    static final int MOST_PRESENTATIONS = 24;

    /** From which on it may end before two ascents agree, where all answers together leave little doubt. */
    private static final int ENOUGH_PRESENTATIONS = 7;

    /** Of the posterior's deviation, in dB. */
    private static final double LITTLE_DOUBT = 3.5;

    private final int maximum;
    private final int[] heardAscending;
    private final int[] ascending;
    private final int[] levels = new int[MOST_PRESENTATIONS];
    private final boolean[] answers = new boolean[MOST_PRESENTATIONS];
    private int presented;
    private int level;
    private boolean ascends;
    private boolean everHeard;
    private int atLowest;
    private int missedAtMaximum;
    private int threshold;
    private boolean finished;
    private boolean agreed;
    private boolean beyond;

    /**
     * @param start where it begins, in dB HL, a multiple of 5
     * @param maximum no tone is louder
     */
    HughsonWestlake(int start, int maximum) {
        this.maximum = maximum;
        level = Math.max(LOWEST, Math.min(maximum, start));
        heardAscending = new int[(maximum - LOWEST) / STEP + 1];
        ascending = new int[heardAscending.length];
    }

    int level() {
        return level;
    }

    /** @param falseAlarms how often this person answers silence, as far as that is known */
    void answer(boolean heard, double falseAlarms) {
        levels[presented] = level;
        answers[presented] = heard;
        presented++;
        int at = (level - LOWEST) / STEP;
        if (ascends) {
            ascending[at]++;
            heardAscending[at] += heard ? 1 : 0;
        }
        if (heard) {
            heard(at);
        } else {
            missed();
        }
        if (!finished && presented == MOST_PRESENTATIONS) {
            giveUp();
        } else if (!finished && presented >= ENOUGH_PRESENTATIONS && everHeard && sure(falseAlarms)) {
            giveUp();
            agreed = true;
        }
    }

    private void heard(int at) {
        everHeard = true;
        // two of four is half, too: what psychophysics calls the threshold
        if (ascends && heardAscending[at] >= 2 && 2 * heardAscending[at] >= ascending[at]) {
            finish(level, true);
        } else if (level == LOWEST) {
            atLowest++;
            if (atLowest == 2) {
                finish(LOWEST, true);
            }
        } else {
            level = Math.max(LOWEST, level - DOWN);
            ascends = false;
        }
    }

    private void missed() {
        if (level == maximum) {
            missedAtMaximum++;
            if (missedAtMaximum == 2 && heardAscending[heardAscending.length - 1] == 0) {
                beyond = true;
                finish(maximum, true);
            }
            return;
        }
        level = Math.min(maximum, level + (everHeard ? STEP : DOWN));
        ascends = everHeard;
    }

    private void finish(int found, boolean clear) {
        threshold = found;
        agreed = clear;
        finished = true;
    }

    private boolean sure(double falseAlarms) {
        return new ThresholdPosterior(levels(), answers(), falseAlarms).deviation() <= LITTLE_DOUBT;
    }

    /** The lowest level that was heard in half of its ascents; beyond the maximum where there is none. */
    private void giveUp() {
        for (int i = 0; i < ascending.length; i++) {
            if (heardAscending[i] > 0 && 2 * heardAscending[i] >= ascending[i]) {
                finish(LOWEST + i * STEP, false);
                return;
            }
        }
        beyond = !everHeard;
        finish(everHeard ? level : maximum, false);
    }

    boolean finished() {
        return finished;
    }

    /** In dB HL, once it is finished. */
    int threshold() {
        return threshold;
    }

    boolean agreed() {
        return agreed;
    }

    boolean beyond() {
        return beyond;
    }

    int[] levels() {
        return Arrays.copyOf(levels, presented);
    }

    boolean[] answers() {
        return Arrays.copyOf(answers, presented);
    }
}
