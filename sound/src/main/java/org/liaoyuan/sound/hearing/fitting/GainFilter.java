package org.liaoyuan.sound.hearing.fitting;

import org.liaoyuan.sound.SampleRate;

/** A gain curve as a linear-phase FIR filter, by frequency sampling with a Hamming window. */
public final class GainFilter {

    /** Points between 0 Hz and half of the sample rate between which the wanted response is a line. */
    private static final int GRID = 512;

    private static final int MOST_ORDER = 1022;

    private GainFilter() {}

    /**
     * The taps. The steps are those of MATLAB's {@code fir2} as pyclarity 0.9.0 calls it, its rounding of places included, so that
     * responses agree.
     *
     * @param order even, from 2 to 1,022; the filter delays by half of it, in samples
     * @return {@code order + 1} taps, symmetric
     */
    public static float[] taps(GainCurve curve, SampleRate rate, int order) {
        if (order < 2 || order > MOST_ORDER || order % 2 != 0) {
            throw new IllegalArgumentException(
                    "a filter of order " + order + ": give an even one from 2 to " + MOST_ORDER);
        }
        double[] wanted = wanted(curve, rate, order);
        float[] taps = new float[order + 1];
        for (int n = 0; n <= order; n++) {
            double sum = wanted[0] + wanted[GRID] * Math.cos(Math.PI * (n - order / 2.0));
            for (int k = 1; k < GRID; k++) {
                sum += 2 * wanted[k] * Math.cos(Math.PI * k * (n - order / 2.0) / GRID);
            }
            double hamming = 0.54 - 0.46 * Math.cos(2 * Math.PI * n / order);
            taps[n] = (float) (sum / (2 * GRID) * hamming);
        }
        return taps;
    }

    /** Factors at {@code GRID + 1} frequencies, lines between {@code order + 1} places. */
    private static double[] wanted(GainCurve curve, SampleRate rate, int order) {
        double[] wanted = new double[GRID + 1];
        double highest = rate.hertz() / 2.0;
        wanted[0] = factor(curve, 0);
        int begin = 0;
        for (int i = 0; i < order; i++) {
            double from = factor(curve, highest * i / order);
            double to = factor(curve, highest * (i + 1) / order);
            int end = (int) ((double) (i + 1) / order * (GRID + 1)) - 1;
            for (int k = begin; k <= end; k++) {
                double part = begin == end ? 0 : (double) (k - begin) / (end - begin);
                wanted[k] = part * to + (1 - part) * from;
            }
            begin = end + 1;
        }
        return wanted;
    }

    private static double factor(GainCurve curve, double hertz) {
        return Math.pow(10, curve.at(hertz) / 20);
    }

    /** What a filter does to a tone, in dB. */
    public static double response(float[] taps, SampleRate rate, double hertz) {
        double re = 0;
        double im = 0;
        double step = 2 * Math.PI * hertz / rate.hertz();
        for (int n = 0; n < taps.length; n++) {
            re += taps[n] * Math.cos(step * n);
            im -= taps[n] * Math.sin(step * n);
        }
        return 10 * Math.log10(re * re + im * im);
    }
}
