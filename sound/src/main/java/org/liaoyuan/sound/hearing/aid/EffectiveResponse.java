package org.liaoyuan.sound.hearing.aid;

import org.liaoyuan.sound.dsp.RealFft;

/**
 * What factors on the bins of a {@link ShortTimeSpectrum} do to a tone. Short windows smear them over frequency: the response that
 * comes out is that of the factors' impulse response, weighted by how analysis and synthesis window agree at each lag.
 * Where gain rises by 10 dB within an octave, at low frequencies, this is more than a decibel; who knows it can correct it.
 */
final class EffectiveResponse {

    private final RealFft fft;
    /** Over lags from {@code -size/2} on. */
    private final float[] agreement;

    private final float[] zeros;
    private final float[] impulse;

    EffectiveResponse(float[] analysis, float[] synthesis, int hop) {
        int size = analysis.length;
        this.fft = new RealFft(size);
        this.agreement = new float[size];
        this.zeros = new float[fft.bins()];
        this.impulse = new float[size];
        for (int lag = -size / 2; lag < size / 2; lag++) {
            double sum = 0;
            for (int m = Math.max(0, lag); m < Math.min(size, size + lag); m++) {
                sum += (double) synthesis[m] * analysis[m - lag];
            }
            agreement[lag + size / 2] = (float) (sum / hop);
        }
    }

    /** Takes the factors that {@link #at} is asked about. */
    void of(float[] factors) {
        fft.inverse(factors, zeros, impulse);
    }

    /**
     * In dB.
     *
     * @param frequency as a part of the sample rate
     */
    double at(double frequency) {
        int size = impulse.length;
        double re = 0;
        double im = 0;
        for (int lag = -size / 2; lag < size / 2; lag++) {
            double weight = impulse[lag < 0 ? lag + size : lag] * agreement[lag + size / 2];
            re += weight * Math.cos(2 * Math.PI * frequency * lag);
            im -= weight * Math.sin(2 * Math.PI * frequency * lag);
        }
        return 10 * Math.log10(re * re + im * im + 1e-20);
    }
}
