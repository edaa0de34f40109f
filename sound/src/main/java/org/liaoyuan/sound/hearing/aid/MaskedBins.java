package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;

/**
 * A {@link GainMask} beside the sound: feeds it at its own rate, and brings its bands to the bins of the aid's spectra.
 *
 * <p>Its gains are for a sound that was heard some time before it said them. How long the sound has to wait so that it meets the gains
 * that are its own is {@link #exact}; between two times that the mask spoke of, gains are lines over time.
 */
final class MaskedBins {

    private final GainMask mask;
    private final Decimator decimator;
    private final float[] block;
    /** What it said last, and before. */
    private final float[] said;

    private final float[] before;
    private final float[] gains;
    /** The band in which a bin ends. */
    private final int[] band;
    /** How much of that band lies below the bin's end; as all widths, in bins. */
    private final float[] beyond;

    private final float[] widths;
    /** What the gains of all bands below one come to, times their widths. */
    private final float[] sums;
    /** Samples of the aid from one word of the mask to the next. */
    private final int every;
    /** Samples of the aid from the sound that gains are for to when they are there. */
    private final int lag;

    private final int hop;
    private final int exact;
    private int filled;
    private int since;
    private float floor = 1;

    /**
     * @param hop of the aid's spectra
     * @throws IllegalArgumentException if the mask's rate is no whole part of the aid's
     */
    MaskedBins(GainMask mask, int hertz, int hop, int bins) {
        int factor = hertz / mask.rate().hertz();
        if (factor < 1 || factor * mask.rate().hertz() != hertz) {
            throw new IllegalArgumentException("a mask that hears at " + mask.rate() + " beside an aid at " + hertz
                    + " Hz: the aid's rate must be a multiple of the mask's");
        }
        this.mask = mask;
        this.hop = hop;
        this.decimator = Decimator.steep(factor);
        this.block = new float[mask.blockSize()];
        this.every = factor * block.length;
        this.lag = factor * mask.lag() + decimator.delay();
        // it speaks at the ends of its own blocks, which come up to this long before those of the aid
        int latest = every - greatestCommonDivisor(every, hop);
        this.exact = Math.max(0, lag + latest - hop);
        this.said = new float[mask.bands()];
        this.before = new float[mask.bands()];
        this.gains = new float[mask.bands()];
        this.band = new int[bins];
        this.beyond = new float[bins];
        this.widths = new float[mask.bands()];
        this.sums = new float[mask.bands()];
        double width = (double) hertz / (2 * (bins - 1));
        int of = 0;
        for (int k = 0; k < bins; k++) {
            double end = k + 0.5;
            while (of < gains.length - 1 && mask.upper(of) / width <= end) {
                of++;
            }
            band[k] = of;
            beyond[k] = (float) (end - (of == 0 ? 0 : mask.upper(of - 1) / width));
        }
        for (int b = 0; b < gains.length - 1; b++) {
            widths[b] = (float) ((mask.upper(b) - (b == 0 ? 0 : mask.upper(b - 1))) / width);
        }
        forget();
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** Samples that sound waits for the gains that are its own, before its spectrum is made. */
    int exact() {
        return exact;
    }

    /** @param decibels how much is taken away at most, 0 or more */
    void depth(double decibels) {
        floor = (float) Math.pow(10, -Math.max(0, decibels) / 20);
    }

    /** The least factor that it multiplies by. */
    float floor() {
        return floor;
    }

    /** @param rumble of the same samples, which the mask hears with them */
    void hear(float[] samples, float[] rumble) {
        boolean idle = true;
        for (int i = 0; i < samples.length; i++) {
            since++;
            if (decimator.take(samples[i] + rumble[i])) {
                block[filled++] = decimator.value();
                if (filled == block.length) {
                    filled = 0;
                    since = 0;
                    System.arraycopy(said, 0, before, 0, said.length);
                    mask.hear(block, said);
                    idle = false;
                }
            }
        }
        if (idle) {
            mask.idle();
        }
    }

    /**
     * Multiplies into the bins' factors.
     *
     * @param waited samples that the sound of this spectrum has waited
     */
    void apply(float[] factors, int waited) {
        if (floor >= 1) {
            return;
        }
        // the middle of what is put together lies one hop before the end; after what was said last, that stays
        float now = (float) (since - waited - hop + lag) / every;
        float share = Math.max(0, Math.min(1, 1 + now));
        for (int b = 0; b < gains.length; b++) {
            float let = clean(before[b]) + share * (clean(said[b]) - clean(before[b]));
            gains[b] = floor + (1 - floor) * let;
        }
        for (int b = 1; b < gains.length; b++) {
            sums[b] = sums[b - 1] + widths[b - 1] * gains[b - 1];
        }
        // a bin gets the mean of the bands that it spans; the first one is half a bin wide
        float below = 0;
        for (int k = 0; k < factors.length; k++) {
            float upTo = sums[band[k]] + beyond[k] * gains[band[k]];
            factors[k] *= k == 0 ? 2 * upTo : upTo - below;
            below = upTo;
        }
    }

    /** The comparison is false for what is no number: a mask that says nothing sensible does nothing. */
    private static float clean(float gain) {
        return gain <= 1 ? Math.max(0, gain) : 1;
    }

    private void forget() {
        filled = 0;
        since = 0;
        Arrays.fill(said, 1);
        Arrays.fill(before, 1);
    }

    void reset() {
        forget();
        decimator.reset();
        mask.reset();
    }
}
