package org.liaoyuan.sound.recognition.whisper;

/** Sums over scores that are logarithms without a common offset, as a network gives them. */
final class Scores {

    /** What is so much less probable than the best adds nothing to a sum. */
    private static final float NEGLIGIBLE = 20;

    private Scores() {}

    /** The best token of {@code from} … {@code to}, by its score. */
    static int best(float[] scores, int from, int to) {
        int best = from;
        for (int i = from + 1; i < to; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }

    /** The {@code count} best tokens, the best first. */
    static int[] best(float[] scores, int count) {
        int[] best = new int[count];
        int found = 0;
        for (int i = 0; i < scores.length; i++) {
            if (found == count && scores[i] <= scores[best[count - 1]]) {
                continue;
            }
            int at = found == count ? count - 1 : found++;
            while (at > 0 && scores[i] > scores[best[at - 1]]) {
                best[at] = best[at - 1];
                at--;
            }
            best[at] = i;
        }
        return best;
    }

    /** The logarithm of the sum of what {@code from} … {@code to} are logarithms of; minus infinity if there are none. */
    static double logSum(float[] scores, int from, int to) {
        if (to <= from) {
            return Double.NEGATIVE_INFINITY;
        }
        float most = scores[best(scores, from, to)];
        if (most == Float.NEGATIVE_INFINITY) {
            return most;
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            float below = most - scores[i];
            if (below < NEGLIGIBLE) {
                sum += Math.exp(-below);
            }
        }
        return most + Math.log(sum);
    }

    /**
     * Draws a token.
     *
     * @param temperature by which scores are divided
     * @param chance from 0 to 1, the same for the same draw
     */
    static int draw(float[] scores, double temperature, double chance) {
        float most = scores[best(scores, 0, scores.length)];
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp((score - most) / temperature);
        }
        double left = chance * sum;
        for (int i = 0; i < scores.length; i++) {
            left -= Math.exp((scores[i] - most) / temperature);
            if (left <= 0 && scores[i] > Float.NEGATIVE_INFINITY) {
                return i;
            }
        }
        return best(scores, 0, scores.length);
    }
}
