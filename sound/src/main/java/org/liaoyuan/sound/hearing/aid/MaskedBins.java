package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;

/** A {@link GainMask} beside the sound: feeds it at its own rate, and brings its bands to the bins of the aid's spectra. */
final class MaskedBins {

    private final GainMask mask;
    private final Decimator decimator;
    private final float[] block;
    private final float[] gains;
    private final int[] band;
    private final float[] part;
    private int filled;
    private float floor = 1;

    /** @throws IllegalArgumentException if the mask's rate is no whole part of the aid's */
    MaskedBins(GainMask mask, int hertz, int bins) {
        int factor = hertz / mask.rate().hertz();
        if (factor < 1 || factor * mask.rate().hertz() != hertz) {
            throw new IllegalArgumentException("a mask that hears at " + mask.rate() + " beside an aid at " + hertz
                    + " Hz: the aid's rate must be a multiple of the mask's");
        }
        this.mask = mask;
        this.decimator = new Decimator(factor);
        this.block = new float[mask.blockSize()];
        this.gains = new float[mask.bands()];
        this.band = new int[bins];
        this.part = new float[bins];
        for (int k = 0; k < bins; k++) {
            double frequency = (double) hertz * k / (2 * (bins - 1));
            int above = 0;
            while (above < gains.length - 1 && mask.centre(above) < frequency) {
                above++;
            }
            int below = Math.max(0, above - 1);
            band[k] = below;
            double width = mask.centre(above) - mask.centre(below);
            part[k] = width <= 0 ? 0 : (float) Math.max(0, Math.min(1, (frequency - mask.centre(below)) / width));
        }
        Arrays.fill(gains, 1);
    }

    /** @param decibels how much is taken away at most, 0 or more */
    void depth(double decibels) {
        floor = (float) Math.pow(10, -Math.max(0, decibels) / 20);
    }

    void hear(float[] samples) {
        for (float sample : samples) {
            if (decimator.take(sample)) {
                block[filled++] = decimator.value();
                if (filled == block.length) {
                    filled = 0;
                    mask.hear(block, gains);
                }
            }
        }
    }

    /** Multiplies into the bins' factors. */
    void apply(float[] factors) {
        if (floor >= 1) {
            return;
        }
        int last = gains.length - 1;
        for (int k = 0; k < factors.length; k++) {
            float low = gains[band[k]];
            float wanted = low + part[k] * (gains[Math.min(last, band[k] + 1)] - low);
            // false for what is no number: a mask that says nothing sensible does nothing
            float let = wanted <= 1 ? Math.max(0, wanted) : 1;
            factors[k] *= floor + (1 - floor) * let;
        }
    }

    void reset() {
        filled = 0;
        Arrays.fill(gains, 1);
        mask.reset();
    }
}
