package org.liaoyuan.sound.dsp;

/** Windows over a block of samples. */
public final class Windows {

    private Windows() {}

    /** Periodic Hann: shifted by half or a quarter of its length, it adds up to a constant. */
    public static float[] hann(int size) {
        float[] window = new float[size];
        for (int i = 0; i < size; i++) {
            window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
        }
        return window;
    }

    /** The square root of {@link #hann}: for analysis and synthesis both, shifted by half of its length. */
    public static float[] rootHann(int size) {
        float[] window = new float[size];
        for (int i = 0; i < size; i++) {
            window[i] = (float) Math.sin(Math.PI * i / size);
        }
        return window;
    }

    /**
     * Kaiser's window.
     *
     * @param beta the larger, the lower the side lobes and the wider the main one
     */
    public static double[] kaiser(int size, double beta) {
        double[] window = new double[size];
        for (int i = 0; i < size; i++) {
            double x = size == 1 ? 0 : 2.0 * i / (size - 1) - 1;
            window[i] = bessel(beta * Math.sqrt(1 - x * x)) / bessel(beta);
        }
        return window;
    }

    /** The modified Bessel function of the first kind, order 0, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < 60 && term > sum * 1e-16; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
