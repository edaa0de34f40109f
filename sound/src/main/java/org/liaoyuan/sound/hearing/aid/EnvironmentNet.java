package org.liaoyuan.sound.hearing.aid;

/** One hidden layer (tanh) and a softmax over {@link Environment}s. */
final class EnvironmentNet {

    static final int HIDDEN = 14;
    private static final int IN = EnvironmentFeatures.COUNT;
    private static final int OUT = Environment.values().length;
    /** Means and deviations of the features, then rows of both layers, each with its bias first. */
    static final int WEIGHTS = 2 * IN + HIDDEN * (IN + 1) + OUT * (HIDDEN + 1);

    private final float[] weights;
    private final float[] hidden = new float[HIDDEN];

    /** @param weights {@link #WEIGHTS} of them */
    EnvironmentNet(float[] weights) {
        if (weights.length != WEIGHTS) {
            throw new IllegalArgumentException(weights.length + " weights of a net of environments: it has " + WEIGHTS);
        }
        this.weights = weights;
    }

    void probabilities(float[] features, float[] out) {
        int at = 2 * IN;
        for (int h = 0; h < HIDDEN; h++) {
            float sum = weights[at++];
            for (int i = 0; i < IN; i++) {
                sum += weights[at++] * (features[i] - weights[i]) / weights[IN + i];
            }
            hidden[h] = (float) Math.tanh(sum);
        }
        float largest = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < OUT; c++) {
            float sum = weights[at++];
            for (int h = 0; h < HIDDEN; h++) {
                sum += weights[at++] * hidden[h];
            }
            out[c] = sum;
            largest = Math.max(largest, sum);
        }
        float whole = 0;
        for (int c = 0; c < OUT; c++) {
            out[c] = (float) Math.exp(out[c] - largest);
            whole += out[c];
        }
        for (int c = 0; c < OUT; c++) {
            out[c] /= whole;
        }
    }
}
