package org.liaoyuan.sound.dsp;

/**
 * The triangular mel filters of front ends at 16 kHz, Whisper's and the speaker encoder's: FFT of 400 points (201 bins of 40 Hz),
 * Slaney's mel scale (linear to 1 kHz, then 27 steps per factor of 6.4), each triangle with an area of one. (Slaney, Auditory
 * Toolbox, 1998.)
 */
public final class MelFilters {

    public static final int BINS = 201;

    private static final double HERTZ_PER_BIN = 40;
    private static final double NYQUIST = 8000;
    private static final double LINEAR = 200.0 / 3; // Hz per mel below the break
    private static final double BREAK_HERTZ = 1000;
    private static final double BREAK_MEL = BREAK_HERTZ / LINEAR;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    private MelFilters() {}

    /** Weights of {@code bands} filters, one after the other, {@value #BINS} bins each. */
    public static float[] weights(int bands) {
        double[] edges = new double[bands + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hertz(mel(NYQUIST) * i / (bands + 1));
        }
        float[] weights = new float[bands * BINS];
        for (int band = 0; band < bands; band++) {
            double low = edges[band];
            double centre = edges[band + 1];
            double high = edges[band + 2];
            for (int bin = 0; bin < BINS; bin++) {
                double at = bin * HERTZ_PER_BIN;
                double height = Math.min((at - low) / (centre - low), (high - at) / (high - centre));
                weights[band * BINS + bin] = (float) (Math.max(0, height) * 2 / (high - low));
            }
        }
        return weights;
    }

    private static double mel(double hertz) {
        return hertz < BREAK_HERTZ ? hertz / LINEAR : BREAK_MEL + Math.log(hertz / BREAK_HERTZ) / LOG_STEP;
    }

    private static double hertz(double mel) {
        return mel < BREAK_MEL ? mel * LINEAR : BREAK_HERTZ * Math.exp((mel - BREAK_MEL) * LOG_STEP);
    }
}
