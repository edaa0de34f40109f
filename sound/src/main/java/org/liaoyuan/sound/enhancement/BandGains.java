package org.liaoyuan.sound.enhancement;

import org.liaoyuan.sound.SampleRate;

/** What is around a net that denoises: spectra in {@link Bands}, the levels of them that it hears, the gains that it says, and how far these go. */
final class BandGains {

    private final int[] edges = Bands.edges();
    private final BandLevels levels;
    private final NoiseHeard noise;
    private final Depth depth;
    private boolean cautious = true;

    final int count = edges.length - 1;
    /** Levels of the frame heard last, for the net. */
    final float[] features = new float[count];
    /** As the net says them; {@link #judge} makes gains of them. */
    final float[] gains = new float[count];

    /**
     * @param hop samples between frames
     * @param trusted as {@code all} of {@link NoiseHeard}
     */
    BandGains(int hop, Depth depth, double trusted) {
        double rate = SampleRate.HZ_16000.hertz() / (double) hop;
        this.levels = new BandLevels(count, rate);
        this.noise = new NoiseHeard(rate, trusted);
        this.depth = depth;
    }

    /** What is no number would stay in the net's memory for good. */
    static void clean(float[] block, int length) {
        for (int i = 0; i < length; i++) {
            if (!(Math.abs(block[i]) <= 1e4f)) {
                block[i] = 0;
            }
        }
    }

    void setDepth(double decibels) {
        depth.want(decibels, levels.fresh());
    }

    void cautious(boolean less) {
        cautious = less;
    }

    double upper(int band) {
        return (edges[band + 1] - 0.5) * Bands.HERTZ;
    }

    /** @param powers is given those of the frame's bands */
    void hear(float[] real, float[] imaginary, float[] powers) {
        for (int b = 0; b < count; b++) {
            float power = 0;
            for (int bin = edges[b]; bin < edges[b + 1]; bin++) {
                power += real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
            }
            powers[b] = power;
            features[b] = power;
        }
        levels.relative(features);
    }

    /** @param powers of the frame that the gains are for */
    void judge(float[] powers) {
        for (int b = 0; b < count; b++) {
            gains[b] = Gru.sigmoid(gains[b]);
        }
        if (cautious) {
            noise.lift(powers, gains);
        }
    }

    /** To the spectrum of the frame that the gains are for. Bin 0 goes with the first band. */
    void apply(float[] real, float[] imaginary) {
        float floor = depth.next();
        for (int b = 0; b < count; b++) {
            float gain = floor + (1 - floor) * gains[b];
            for (int bin = b == 0 ? 0 : edges[b]; bin < edges[b + 1]; bin++) {
                real[bin] *= gain;
                imaginary[bin] *= gain;
            }
        }
    }

    void reset() {
        levels.reset();
        noise.reset();
        depth.reset();
    }
}
