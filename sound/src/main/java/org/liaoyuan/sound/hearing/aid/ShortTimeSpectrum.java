package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;
import org.liaoyuan.sound.dsp.RealFft;

/**
 * Spectra of blocks and sound of spectra, with a long window to look through and a short one to put together (Mauler and Martin 2007,
 * "A low delay, variable resolution, perfect reconstruction spectral analysis-synthesis system for speech enhancement").
 *
 * <p>A spectrum is of a long while, so low frequencies are told apart; with blocks of M samples what comes out is one block later than
 * what went in, as if the window had 2 M. The product of both windows is a Hann window of 2 M, which adds up to 1: spectra that are
 * not changed give the sound that went in.
 */
final class ShortTimeSpectrum {

    private final int hop;
    private final int size;
    private final RealFft fft;
    private final float[] analysis;
    private final float[] synthesis;
    private final float[] past;
    private final float[] frame;
    private final float[] tail;
    private final float power;

    /** @param size samples that a spectrum is of: a power of two, 4 blocks at least */
    ShortTimeSpectrum(int hop, int size) {
        this.hop = hop;
        this.size = size;
        this.fft = new RealFft(size);
        this.analysis = new float[size];
        this.synthesis = new float[size];
        this.past = new float[size];
        this.frame = new float[size];
        this.tail = new float[hop];
        double sum = 0;
        for (int n = 0; n < size; n++) {
            double rising = Math.sin(Math.PI * n / (2.0 * (size - hop)));
            double falling = n < size - 2 * hop ? 0 : Math.sin(Math.PI * (n - size + 2.0 * hop) / (2.0 * hop));
            boolean last = n >= size - hop;
            analysis[n] = (float) (last ? falling : rising);
            synthesis[n] = (float) (last ? falling : rising == 0 ? 0 : falling * falling / rising);
            sum += (double) analysis[n] * analysis[n];
        }
        this.power = (float) (2 / (size * sum));
    }

    int bins() {
        return fft.bins();
    }

    /** The factor that makes of a sum of squared magnitudes the mean square of the sound in those bins. */
    float power() {
        return power;
    }

    EffectiveResponse response() {
        return new EffectiveResponse(analysis, synthesis, hop);
    }

    void analyse(float[] block, float[] real, float[] imaginary) {
        System.arraycopy(past, hop, past, 0, size - hop);
        System.arraycopy(block, 0, past, size - hop, hop);
        for (int n = 0; n < size; n++) {
            frame[n] = past[n] * analysis[n];
        }
        fft.forward(frame, real, imaginary);
    }

    void synthesise(float[] real, float[] imaginary, float[] block) {
        fft.inverse(real, imaginary, frame);
        int begin = size - 2 * hop;
        for (int i = 0; i < hop; i++) {
            block[i] = tail[i] + frame[begin + i] * synthesis[begin + i];
            tail[i] = frame[begin + hop + i] * synthesis[begin + hop + i];
        }
    }

    void reset() {
        Arrays.fill(past, 0);
        Arrays.fill(tail, 0);
    }
}
