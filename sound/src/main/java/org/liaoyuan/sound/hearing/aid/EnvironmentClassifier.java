package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;

/**
 * Says what is around, from features of the last second and a small net that ends in a softmax; what it thinks is averaged over about
 * 2 s, and it changes its mind only when something else is clearly likelier, so that programs do not flutter. It costs two transforms each 16 ms.
 */
public final class EnvironmentClassifier {

    private static final Environment[] ALL = Environment.values();
    private static final int CLASSES = ALL.length;
    /** Frames from one look to the next: a quarter of a second. */
    private static final int EVERY = 16;

    private static final float SMOOTHING = 0.12f;
    private static final float CLEARLY = 0.15f;

    private final EnvironmentFeatures features = new EnvironmentFeatures();
    private final Decimator decimator;
    private final EnvironmentNet net;
    private final double fullScale;
    private final float[] values = new float[EnvironmentFeatures.COUNT];
    private final float[] now = new float[CLASSES];
    private final float[] smoothed = new float[CLASSES];
    private int environment;
    private boolean knows;

    /**
     * @param rate of what it hears: about a multiple of 16 kHz
     * @param reference what pressure full scale stands for
     */
    public EnvironmentClassifier(SampleRate rate, Level.Reference reference) {
        this.decimator = Decimator.quick(Math.max(1, Math.round((float) rate.hertz() / EnvironmentFeatures.HERTZ)));
        this.fullScale = reference.fullScale();
        this.net = new EnvironmentNet(EnvironmentWeights.VALUES);
    }

    /** Hears a block of any length, and does not change it. */
    public void hear(float[] block) {
        for (float sample : block) {
            // what is no number would stay in what it thinks
            if (decimator.take(sample >= -2 && sample <= 2 ? sample : 0)) {
                hear(decimator.value());
            }
        }
    }

    private void hear(float sample) {
        if (features.take(sample)
                && features.frames() >= EnvironmentFeatures.FRAMES
                && features.frames() % EVERY == 0) {
            think();
        }
    }

    private void think() {
        features.read(fullScale, values);
        net.probabilities(values, now);
        for (int c = 0; c < CLASSES; c++) {
            smoothed[c] = knows ? smoothed[c] + SMOOTHING * (now[c] - smoothed[c]) : now[c];
        }
        int likeliest = 0;
        for (int c = 1; c < CLASSES; c++) {
            likeliest = smoothed[c] > smoothed[likeliest] ? c : likeliest;
        }
        if (!knows || smoothed[likeliest] > smoothed[environment] + CLEARLY) {
            environment = likeliest;
        }
        knows = true;
    }

    /** Quiet until a second was heard. */
    public Environment environment() {
        return ALL[environment];
    }

    /** How sure it is of {@link #environment}, 0 to 1. */
    public double certainty() {
        return smoothed[environment];
    }

    public void reset() {
        features.reset();
        Arrays.fill(smoothed, 0);
        environment = 0;
        knows = false;
    }
}
