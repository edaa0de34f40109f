package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;
import org.liaoyuan.sound.dsp.RealFft;
import org.liaoyuan.sound.dsp.Windows;

/**
 * Numbers that tell surroundings apart, over the last second of sound at 16 kHz: how loud, how much and how fast that changes, how
 * much of a voice or a chord is in it, and how the spectrum moves. Frames of 32 ms, each 16 ms.
 */
final class EnvironmentFeatures {

    static final int HERTZ = 16_000;
    static final int COUNT = 16;
    /** Frames that are looked at together: one second. */
    static final int FRAMES = 62;

    private static final int FRAME = 512;
    private static final int HOP = 256;
    private static final int BANDS = 18;
    /** Lags of voices, 75 to 400 Hz. */
    private static final int SHORTEST = HERTZ / 400;

    private static final int LONGEST = HERTZ / 75;
    private static final float FLOOR = 1e-12f;

    private final RealFft fft = new RealFft(2 * FRAME);
    private final float[] window = Windows.hann(FRAME);
    private final float[] past = new float[FRAME];
    private final float[] frame = new float[2 * FRAME];
    private final float[] real = new float[fft.bins()];
    private final float[] imaginary = new float[fft.bins()];
    private final float[] windowLags = new float[LONGEST + 1];
    private final int[] edges = new int[BANDS + 1];
    private final float[] bands = new float[BANDS];
    private final float[] bandsBefore = new float[BANDS];
    private int filled;
    private int frames;
    /** Rings over {@link #FRAMES}. */
    private final float[] levels = new float[FRAMES];

    private final float[] lows = new float[FRAMES];
    private final float[] highs = new float[FRAMES];
    private final float[] voices = new float[FRAMES];
    private final float[] centroids = new float[FRAMES];
    private final float[] flatness = new float[FRAMES];
    private final float[] fluxes = new float[FRAMES];
    private final float[] peaks = new float[FRAMES];
    private final float[] sorted = new float[FRAMES];

    EnvironmentFeatures() {
        for (int b = 0; b <= BANDS; b++) {
            // 100 Hz to 7.5 kHz, even steps of the logarithm
            edges[b] = (int) Math.round(100 * Math.pow(75, (double) b / BANDS) * 2 * FRAME / HERTZ);
        }
        for (int lag = 0; lag <= LONGEST; lag++) {
            for (int i = 0; i + lag < FRAME; i++) {
                windowLags[lag] += window[i] * window[i + lag];
            }
        }
    }

    /** Takes a sample; whether another frame is there. */
    boolean take(float sample) {
        past[FRAME - HOP + filled] = sample;
        filled++;
        if (filled < HOP) {
            return false;
        }
        look();
        System.arraycopy(past, HOP, past, 0, FRAME - HOP);
        filled = 0;
        return true;
    }

    /** Frames since the beginning; there are features when they are {@link #FRAMES}. */
    int frames() {
        return frames;
    }

    private void look() {
        int at = frames % FRAMES;
        Arrays.fill(frame, FRAME, 2 * FRAME, 0);
        for (int i = 0; i < FRAME; i++) {
            frame[i] = past[i] * window[i];
        }
        fft.forward(frame, real, imaginary);
        for (int k = 0; k < real.length; k++) {
            real[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
            imaginary[k] = 0;
        }
        describe(at);
        voices[at] = voice();
        frames++;
    }

    /** Of the power spectrum in {@link #real}. */
    private void describe(int at) {
        float sum = FLOOR;
        float weighted = 0;
        float logs = 0;
        float low = FLOOR;
        float highest = 0;
        for (int b = 0; b < BANDS; b++) {
            float power = FLOOR;
            for (int k = edges[b]; k < edges[b + 1]; k++) {
                power += real[k];
                highest = Math.max(highest, real[k]);
            }
            sum += power;
            weighted += power * b;
            if (b < BANDS / 2) {
                low += power;
            }
            float decibels = (float) (10 * Math.log10(power));
            logs += decibels;
            bands[b] = decibels;
        }
        float total = (float) (10 * Math.log10(sum));
        levels[at] = total;
        lows[at] = (float) (10 * Math.log10(low));
        highs[at] = (float) (10 * Math.log10(sum - low + FLOOR));
        centroids[at] = weighted / sum;
        flatness[at] = logs / BANDS - total;
        peaks[at] = (float) (10 * Math.log10(highest / sum + 1e-6f));
        float flux = 0;
        for (int b = 0; b < BANDS; b++) {
            float change = bands[b] - bandsBefore[b];
            flux += change * change;
            bandsBefore[b] = bands[b];
        }
        fluxes[at] = (float) Math.sqrt(flux / BANDS);
    }

    /** How periodic the frame is, 0 to 1: the largest autocorrelation at the lags of voices. */
    private float voice() {
        // below 80 Hz rooms and cars are periodic too
        for (int k = 0; k < edges[0]; k++) {
            real[k] = 0;
        }
        fft.inverse(real, imaginary, frame);
        float whole = frame[0] / windowLags[0];
        if (whole <= FLOOR) {
            return 0;
        }
        float best = 0;
        for (int lag = SHORTEST; lag <= LONGEST; lag++) {
            best = Math.max(best, frame[lag] / windowLags[lag]);
        }
        return Math.min(1, best / whole);
    }

    /**
     * @param fullScale dB SPL of a mean square of 1
     * @param features {@link #COUNT} values, written
     */
    void read(double fullScale, float[] features) {
        float scale = (float) (10 * Math.log10(FRAME * windowLags[0] / 2));
        float mean = loudness();
        features[0] = mean - scale + (float) fullScale;
        sort(levels);
        features[1] = quantile(0.9f) - quantile(0.1f);
        features[2] = mean - quantile(0.5f);
        features[3] = mean - quantile(0.05f);
        features[4] = modulation(lows);
        features[5] = modulation(highs);
        sort(voices);
        features[6] = quantile(0.9f);
        features[7] = quantile(0.5f);
        features[8] = quantile(0.1f);
        features[9] = mean(centroids);
        features[10] = deviation(centroids);
        features[11] = mean(flatness);
        features[12] = deviation(flatness);
        sort(fluxes);
        features[13] = quantile(0.5f);
        features[14] = quantile(0.9f) - quantile(0.1f);
        features[15] = mean(peaks);
    }

    /** dB of the mean power. */
    private float loudness() {
        double sum = 0;
        for (float level : levels) {
            sum += Math.pow(10, level / 10);
        }
        return (float) (10 * Math.log10(sum / FRAMES));
    }

    /** dB of changes between frames 48 ms apart: those of syllables, and none slower. */
    private float modulation(float[] ring) {
        float sum = 0;
        for (int i = 3; i < FRAMES; i++) {
            float change = ring[(frames + i) % FRAMES] - ring[(frames + i - 3) % FRAMES];
            sum += change * change;
        }
        return (float) Math.sqrt(sum / (FRAMES - 3));
    }

    private void sort(float[] ring) {
        System.arraycopy(ring, 0, sorted, 0, FRAMES);
        Arrays.sort(sorted);
    }

    private float quantile(float part) {
        return sorted[Math.round(part * (FRAMES - 1))];
    }

    private static float mean(float[] ring) {
        float sum = 0;
        for (float value : ring) {
            sum += value;
        }
        return sum / FRAMES;
    }

    private static float deviation(float[] ring) {
        float mean = mean(ring);
        float sum = 0;
        for (float value : ring) {
            sum += (value - mean) * (value - mean);
        }
        return (float) Math.sqrt(sum / FRAMES);
    }

    void reset() {
        Arrays.fill(past, 0);
        filled = 0;
        frames = 0;
    }
}
