package org.liaoyuan.sound.hearing.audiometry;

import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;

/**
 * Levels in thirds of an octave about the audiometric frequencies: two band passes of second order one after the other for each, whose noise
 * bandwidth is that of the third of an octave. Feeds {@link AmbientNoise}. Not safe for use by several threads.
 */
public final class NoiseMeter {

    private static final int[] FREQUENCIES = {250, 500, 1000, 2000, 4000, 8000};
    /** Of one of two equal band passes: their product then lets through as much white noise as a third of an octave (0.2316 f). */
    private static final double QUALITY = Math.PI / 4 / 0.2316;

    private final double[] b0 = new double[FREQUENCIES.length];
    private final double[] a1 = new double[FREQUENCIES.length];
    private final double[] a2 = new double[FREQUENCIES.length];
    private final double[][] state = new double[FREQUENCIES.length][4];
    private final double[] energy = new double[FREQUENCIES.length];
    private long counted;
    private long skipped;
    private final int settle;

    /** @param rate of the microphone, at least 20,000 Hz */
    public NoiseMeter(SampleRate rate) {
        if (rate.hertz() < 20_000) {
            throw new IllegalArgumentException(
                    "noise at 8 kHz can't be measured at " + rate + ": give 20000 Hz or more");
        }
        settle = rate.samples(0.1);
        for (int i = 0; i < FREQUENCIES.length; i++) {
            double w = 2 * Math.PI * FREQUENCIES[i] / rate.hertz();
            double alpha = Math.sin(w) / (2 * QUALITY);
            b0[i] = alpha / (1 + alpha);
            a1[i] = -2 * Math.cos(w) / (1 + alpha);
            a2[i] = (1 - alpha) / (1 + alpha);
        }
    }

    /** Takes any number of samples. */
    public void add(float[] samples) {
        for (float sample : samples) {
            boolean counts = skipped >= settle;
            for (int i = 0; i < FREQUENCIES.length; i++) {
                double out = pass(i, 2, pass(i, 0, sample));
                if (counts) {
                    energy[i] += out * out;
                }
            }
            skipped++;
            counted += counts ? 1 : 0;
        }
    }

    /** Transposed direct form II of b0 (1 - z^-2). */
    private double pass(int band, int at, double in) {
        double[] s = state[band];
        double out = b0[band] * in + s[at];
        s[at] = -a1[band] * out + s[at + 1];
        s[at + 1] = -b0[band] * in - a2[band] * out;
        return out;
    }

    /** dB SPL about 250, 500, 1000, 2000, 4000 and 8000 Hz. */
    public double[] spl(Level.Reference reference) {
        double[] levels = new double[FREQUENCIES.length];
        for (int i = 0; i < levels.length; i++) {
            double rms = counted == 0 ? 0 : Math.sqrt(energy[i] / counted);
            levels[i] = reference.spl(Level.decibels(rms));
        }
        return levels;
    }
}
