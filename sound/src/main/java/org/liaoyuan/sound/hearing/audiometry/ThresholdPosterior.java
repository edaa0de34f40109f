package org.liaoyuan.sound.hearing.audiometry;

/**
 * What all answers at one frequency say of the threshold: mean and deviation of a posterior with a flat prior. The level that the staircase stops
 * at lies above the threshold by a step or so, depending on how the listener's certainty grows; this does not.
 *
 * <p>A tone is answered with p = f + (1 - f - lapse) · logistic(4 s (level - threshold)), where s is the slope at the threshold per dB and f how
 * often this person answers silence.
 */
final class ThresholdPosterior {

    private static final int LOWEST = -25;
    private static final int HIGHEST = 125;
    private static final double LAPSE = 0.03;
    private static final double[] SLOPES = {0.05, 0.1, 0.2};

    private final double mean;
    private final double deviation;

    /**
     * @param levels in dB HL
     * @param answers whether each was answered
     * @param falseAlarms from 0 to 0.5
     */
    ThresholdPosterior(int[] levels, boolean[] answers, double falseAlarms) {
        int size = HIGHEST - LOWEST + 1;
        double[] weights = new double[size];
        for (double slope : SLOPES) {
            for (int i = 0; i < size; i++) {
                weights[i] += likelihood(levels, answers, LOWEST + i, slope, falseAlarms);
            }
        }
        double sum = 0;
        double first = 0;
        for (int i = 0; i < size; i++) {
            sum += weights[i];
            first += weights[i] * (LOWEST + i);
        }
        mean = first / sum;
        double second = 0;
        for (int i = 0; i < size; i++) {
            second += weights[i] * (LOWEST + i - mean) * (LOWEST + i - mean);
        }
        deviation = Math.sqrt(second / sum);
    }

    /** At least (lapse or false alarm) to the power of some dozens: far from what a double can't hold. */
    private static double likelihood(int[] levels, boolean[] answers, int threshold, double slope, double falseAlarms) {
        double product = 1;
        for (int i = 0; i < levels.length; i++) {
            double p = falseAlarms + (1 - falseAlarms - LAPSE) / (1 + Math.exp(-4 * slope * (levels[i] - threshold)));
            product *= answers[i] ? p : 1 - p;
        }
        return product;
    }

    double mean() {
        return mean;
    }

    double deviation() {
        return deviation;
    }
}
