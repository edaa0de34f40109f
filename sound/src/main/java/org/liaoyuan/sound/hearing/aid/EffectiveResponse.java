package org.liaoyuan.sound.hearing.aid;

import org.liaoyuan.sound.dsp.RealFft;

/**
 * What factors on the bins of a {@link ShortTimeSpectrum} do to a tone. Short windows smear them over frequency: the response that
 * comes out is that of the factors' impulse response, weighted by how analysis and synthesis window agree at each lag.
 * Where gain rises by 10 dB within an octave, at low frequencies, this is more than a decibel; who knows it can correct it.
 */
final class EffectiveResponse {

    private final RealFft fft;
    /** Over lags, those below 0 at the end. */
    private final float[] agreement;

    private final float[] zeros;
    private final float[] impulse;
    private final float[] real;
    private final float[] imaginary;

    EffectiveResponse(float[] analysis, float[] synthesis, int hop) {
        int size = analysis.length;
        this.fft = new RealFft(size);
        this.agreement = new float[size];
        this.zeros = new float[fft.bins()];
        this.impulse = new float[size];
        this.real = new float[fft.bins()];
        this.imaginary = new float[fft.bins()];
        for (int lag = -size / 2; lag < size / 2; lag++) {
            double sum = 0;
            // the synthesis window is 0 before
            for (int m = Math.max(size - 2 * hop, lag); m < Math.min(size, size + lag); m++) {
                sum += (double) synthesis[m] * analysis[m - lag];
            }
            agreement[lag < 0 ? lag + size : lag] = (float) (sum / hop);
        }
    }

    /** Takes the factors that {@link #at} is asked about. */
    void of(float[] factors) {
        fft.inverse(factors, zeros, impulse);
        for (int i = 0; i < impulse.length; i++) {
            impulse[i] *= agreement[i];
        }
        fft.forward(impulse, real, imaginary);
    }

    /**
     * In dB.
     *
     * @param frequency as a part of the sample rate, below one half
     */
    double at(double frequency) {
        double place = frequency * impulse.length;
        int below = Math.min((int) place, real.length - 2);
        double part = place - below;
        double re = real[below] + part * (real[below + 1] - real[below]);
        double im = imaginary[below] + part * (imaginary[below + 1] - imaginary[below]);
        return 10 * Math.log10(re * re + im * im + 1e-20);
    }
}
