package org.liaoyuan.sound.hearing.audiometry;

/**
 * What the answers say of somebody's speech reception threshold, digit by digit: a probability for each threshold and slope on a grid. Three
 * digits say more than whether all were right, which is what the staircase looks at.
 *
 * <p>A digit is understood with p = 1/10 + (9/10 - lapse) · logistic(k (snr - m)); m and k are such that all three are understood half of the
 * time at the threshold, with the slope there (Smits and Houtgast 2005 found 0.15 to 0.2 per dB; hearing loss makes it shallower).
 */
final class SrtPosterior {

    static final double LOWEST = -24;
    static final double HIGHEST = 16;
    private static final double STEP = 0.25;
    private static final double GUESS = 0.1;
    private static final double LAPSE = 0.015;
    private static final double[] SLOPES = {0.07, 0.11, 0.16, 0.22};
    private static final int SIZE = (int) Math.round((HIGHEST - LOWEST) / STEP) + 1;
    /** Of a digit where the triplet is at one half: its cube root. */
    private static final double DIGIT = Math.cbrt(0.5);

    private final double[][] logs = new double[SLOPES.length][SIZE];

    /** @param right how many of three digits were understood */
    void add(double snr, int right) {
        for (int s = 0; s < SLOPES.length; s++) {
            for (int i = 0; i < SIZE; i++) {
                double p = digit(snr - (LOWEST + i * STEP), SLOPES[s]);
                logs[s][i] += right * Math.log(p) + (3 - right) * Math.log(1 - p);
            }
        }
    }

    /** The probability that a digit is understood so many dB above the threshold. */
    static double digit(double above, double slope) {
        double span = 1 - GUESS - LAPSE;
        double q = (DIGIT - GUESS) / span;
        double k = slope / (3 * DIGIT * DIGIT * span * q * (1 - q));
        return GUESS + span / (1 + Math.exp(-k * above - Math.log(q / (1 - q))));
    }

    double mean() {
        return moment(0, 1);
    }

    double deviation() {
        return Math.sqrt(moment(mean(), 2));
    }

    private double moment(double about, int power) {
        double most = logs[0][0];
        for (double[] row : logs) {
            for (double log : row) {
                most = Math.max(most, log);
            }
        }
        double sum = 0;
        double weight = 0;
        for (double[] row : logs) {
            for (int i = 0; i < SIZE; i++) {
                double w = Math.exp(row[i] - most);
                weight += w;
                sum += w * Math.pow(LOWEST + i * STEP - about, power);
            }
        }
        return sum / weight;
    }
}
