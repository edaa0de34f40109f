package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;
import org.liaoyuan.sound.dsp.RealFft;

/** Every n-th sample behind a low pass, for what listens at 16 kHz beside the way to the ear. */
final class Decimator {

    /** Transform in which the steep filter is made. */
    private static final int SIZE = 4096;

    private final int factor;
    private final float[] taps;
    private final float[] past;
    private final int delay;
    private int at;
    private int until;

    private Decimator(int factor, float[] taps, int delay) {
        this.factor = factor;
        this.taps = taps;
        this.past = new float[taps.length];
        this.delay = delay;
        this.until = factor;
    }

    /**
     * A short one, 0.25 ms late at 48 kHz: 3 dB down at 6 kHz, and what lies above 8 kHz folds back by 11 dB and more below. That is enough
     * to look at levels.
     *
     * @param factor 1 passes all on
     */
    static Decimator quick(int factor) {
        if (factor == 1) {
            return new Decimator(1, new float[] {1}, 0);
        }
        float[] taps = sinc(8 * factor + 1, 0.88 / factor);
        return new Decimator(factor, taps, taps.length / 2);
    }

    /**
     * A steep one: flat within 0.5 dB up to 0.92 of the new half rate, 50 dB down from 1.08 of it on. For a net that was trained
     * on sound of that rate: what is missing up there, or has folded back, it takes for something else. Of minimum phase, since levels alone are looked
     * at and nothing should be late.
     *
     * @param factor 1 passes all on
     */
    static Decimator steep(int factor) {
        if (factor == 1) {
            return new Decimator(1, new float[] {1}, 0);
        }
        float[] taps = minimumPhase(sinc(48 * factor + 1, 1.0 / factor));
        double weights = 0;
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            sum += taps[i];
            weights += i * taps[i];
        }
        return new Decimator(factor, taps, (int) Math.round(weights / sum));
    }

    private static float[] sinc(int count, double cutoff) {
        float[] taps = new float[count];
        double sum = 0;
        int middle = count / 2;
        for (int i = 0; i < count; i++) {
            double x = Math.PI * (i - middle) * cutoff;
            double window = 0.42
                    + 0.5 * Math.cos(Math.PI * (i - middle) / (middle + 1.0))
                    + 0.08 * Math.cos(2 * Math.PI * (i - middle) / (middle + 1.0));
            taps[i] = (float) ((i == middle ? 1 : Math.sin(x) / x) * window);
            sum += taps[i];
        }
        for (int i = 0; i < count; i++) {
            taps[i] /= (float) sum;
        }
        return taps;
    }

    /** A filter of the same magnitudes that responds as soon as can be, by folding the cepstrum (Oppenheim and Schafer, section 13.5). */
    private static float[] minimumPhase(float[] linear) {
        RealFft fft = new RealFft(SIZE);
        float[] frame = Arrays.copyOf(linear, SIZE);
        float[] real = new float[fft.bins()];
        float[] imaginary = new float[fft.bins()];
        fft.forward(frame, real, imaginary);
        for (int k = 0; k < real.length; k++) {
            real[k] = (float) (0.5 * Math.log(real[k] * real[k] + imaginary[k] * imaginary[k] + 1e-8));
            imaginary[k] = 0;
        }
        fft.inverse(real, imaginary, frame);
        for (int i = 1; i < SIZE / 2; i++) {
            frame[i] *= 2;
            frame[SIZE - i] = 0;
        }
        fft.forward(frame, real, imaginary);
        for (int k = 0; k < real.length; k++) {
            double magnitude = Math.exp(real[k]);
            real[k] = (float) (magnitude * Math.cos(imaginary[k]));
            imaginary[k] = (float) (magnitude * Math.sin(imaginary[k]));
        }
        fft.inverse(real, imaginary, frame);
        return Arrays.copyOf(frame, linear.length);
    }

    /** Takes a sample; whether {@link #value} is there. */
    boolean take(float sample) {
        past[at] = sample;
        at = at + 1 == past.length ? 0 : at + 1;
        until--;
        if (until > 0) {
            return false;
        }
        until = factor;
        return true;
    }

    float value() {
        float sum = 0;
        // the newest sample meets the first tap
        int place = at;
        for (float tap : taps) {
            place = place == 0 ? past.length - 1 : place - 1;
            sum += tap * past[place];
        }
        return sum;
    }

    /** Samples of what goes in, by which low frequencies are later. */
    int delay() {
        return delay;
    }

    void reset() {
        Arrays.fill(past, 0);
        at = 0;
        until = factor;
    }
}
