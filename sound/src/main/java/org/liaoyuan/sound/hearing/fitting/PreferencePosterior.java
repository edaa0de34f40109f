package org.liaoyuan.sound.hearing.fitting;

/**
 * What is believed of a person after their answers: where their best setting lies, how sharply they judge, and how readily they find no difference.
 *
 * <p>A setting is the worse the further it is from the best (an ideal point, Coombs 1950); two are compared by Bradley and Terry's model
 * with ties as Rao and Kupper (1967) have them; some answers are given at random. All combinations on a grid are weighed by Bayes's rule.
 */
final class PreferencePosterior {

    /** How much worse a setting is at these distances from the best: one unit. */
    private static final double GAIN_UNIT = 6;

    private static final double COMPRESSION_UNIT = 0.5;
    private static final double[] SHARPNESS = {1, 3, 8};
    private static final double[] TIES = {0.3, 1};
    private static final int KINDS = SHARPNESS.length * TIES.length;
    private static final double LAPSES = 0.08;

    /** What is known beforehand: most people end within some dB of a rule. */
    private static final double GAIN_SPREAD = 4.5;

    private static final double COMPRESSION_SPREAD = 0.35;

    private final TrimGrid grid;
    private final double[] weights;

    PreferencePosterior(TrimGrid grid) {
        this.grid = grid;
        weights = new double[grid.size() * KINDS];
        for (int i = 0; i < weights.length; i++) {
            Trims best = grid.at(i / KINDS);
            weights[i] = Math.exp(-0.5 * squared(best, Trims.NONE, GAIN_SPREAD, COMPRESSION_SPREAD));
        }
        normalise();
    }

    private static double squared(Trims a, Trims b, double gain, double compression) {
        double low = (a.low() - b.low()) / gain;
        double high = (a.high() - b.high()) / gain;
        double ratio = (a.compression() - b.compression()) / compression;
        return low * low + high * high + ratio * ratio;
    }

    private void normalise() {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
    }

    /** How likely the first of two is said to be better, by a person of this kind. */
    private static double prefers(double better, int kind) {
        double chosen = 1 / (1 + Math.exp(TIES[kind % TIES.length] - SHARPNESS[kind / TIES.length] * better));
        return (1 - LAPSES) * chosen + LAPSES / 3;
    }

    /** How much better the first is for whoever likes {@code best} best, in units. */
    private static double better(Trims first, Trims second, Trims best) {
        return squared(second, best, GAIN_UNIT, COMPRESSION_UNIT) - squared(first, best, GAIN_UNIT, COMPRESSION_UNIT);
    }

    void learn(Trims first, Trims second, Preference said) {
        for (int i = 0; i < weights.length; i++) {
            double better = better(first, second, grid.at(i / KINDS));
            int kind = i % KINDS;
            weights[i] *= switch (said) {
                case FIRST -> prefers(better, kind);
                case SECOND -> prefers(-better, kind);
                case NEITHER -> 1 - prefers(better, kind) - prefers(-better, kind);
            };
        }
        normalise();
    }

    /** What an answer about two settings is expected to tell of the person, in nats (Lindley 1956). */
    double information(Trims first, Trims second) {
        double toFirst = 0;
        double toSecond = 0;
        double known = 0;
        for (int i = 0; i < weights.length; i++) {
            double better = better(first, second, grid.at(i / KINDS));
            double a = prefers(better, i % KINDS);
            double b = prefers(-better, i % KINDS);
            toFirst += weights[i] * a;
            toSecond += weights[i] * b;
            known += weights[i] * entropy(a, b);
        }
        return entropy(toFirst, toSecond) - known;
    }

    private static double entropy(double a, double b) {
        double rest = Math.max(1e-12, 1 - a - b);
        return -a * Math.log(a) - b * Math.log(b) - rest * Math.log(rest);
    }

    /** How likely the first is said to be better, of the answers that find a difference. */
    double preferred(Trims first, Trims second) {
        double toFirst = 0;
        double toSecond = 0;
        for (int i = 0; i < weights.length; i++) {
            double better = better(first, second, grid.at(i / KINDS));
            toFirst += weights[i] * prefers(better, i % KINDS);
            toSecond += weights[i] * prefers(-better, i % KINDS);
        }
        return toFirst / (toFirst + toSecond);
    }

    /** The best setting in the mean. */
    Trims mean() {
        double low = 0;
        double high = 0;
        double compression = 0;
        for (int i = 0; i < weights.length; i++) {
            Trims best = grid.at(i / KINDS);
            low += weights[i] * best.low();
            high += weights[i] * best.high();
            compression += weights[i] * best.compression();
        }
        return new Trims(low, high, compression);
    }

    /** How far the best setting may be from the mean, as a root of the mean square in units of all three together. */
    double doubt() {
        Trims mean = mean();
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * squared(grid.at(i / KINDS), mean, GAIN_UNIT, COMPRESSION_UNIT);
        }
        return Math.sqrt(sum);
    }

    /** A setting drawn in proportion to how likely it is the best one. @param at 0 to 1 */
    int drawn(double at) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            if (sum > at) {
                return i / KINDS;
            }
        }
        return grid.size() - 1;
    }
}
