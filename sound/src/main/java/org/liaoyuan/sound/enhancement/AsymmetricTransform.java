package org.liaoyuan.sound.enhancement;

import java.util.Arrays;
import org.liaoyuan.sound.dsp.RealFft;

/**
 * Short-time spectra whose frames are long to look at and short to come back: 32 ms are analysed, the last 8 ms synthesised, every 4 ms.
 *
 * <p>The product of the two windows is a Hann window of 8 ms, so unchanged spectra give the sound back exactly, one hop late
 * (Mauler and Martin, "A low delay, variable resolution, perfect reconstruction spectral analysis-synthesis system for speech
 * enhancement", EUSIPCO 2007).
 */
final class AsymmetricTransform {

    static final int SIZE = 512;
    static final int HOP = 64;
    static final int BINS = SIZE / 2 + 1;

    private final RealFft fft = new RealFft(SIZE);
    private final float[] analysis = new float[SIZE];
    private final float[] synthesis = new float[2 * HOP];
    private final float[] past = new float[SIZE];
    private final float[] frame = new float[SIZE];
    private final float[] tail = new float[HOP];
    final float[] real = new float[BINS];
    final float[] imaginary = new float[BINS];

    AsymmetricTransform() {
        int rise = SIZE - HOP;
        for (int i = 0; i < rise; i++) {
            analysis[i] = (float) Math.sin(Math.PI * (i + 0.5) / (2 * rise));
        }
        for (int i = 0; i < HOP; i++) {
            analysis[rise + i] = (float) Math.cos(Math.PI * (i + 0.5) / (2 * HOP));
        }
        for (int i = 0; i < 2 * HOP; i++) {
            double hann = Math.sin(Math.PI * (i + 0.5) / (2 * HOP));
            synthesis[i] = (float) (hann * hann / analysis[SIZE - 2 * HOP + i]);
        }
    }

    /** Takes a hop; the spectrum of the frame that ends with it is then in {@link #real} and {@link #imaginary}. */
    void analyse(float[] hop) {
        System.arraycopy(past, HOP, past, 0, SIZE - HOP);
        System.arraycopy(hop, 0, past, SIZE - HOP, HOP);
        for (int i = 0; i < SIZE; i++) {
            frame[i] = past[i] * analysis[i];
        }
        fft.forward(frame, real, imaginary);
    }

    /** The hop before the one last taken, from the spectrum as it now is. */
    void synthesise(float[] hop) {
        fft.inverse(real, imaginary, frame);
        int start = SIZE - 2 * HOP;
        for (int i = 0; i < HOP; i++) {
            hop[i] = tail[i] + frame[start + i] * synthesis[i];
            tail[i] = frame[start + HOP + i] * synthesis[HOP + i];
        }
    }

    void reset() {
        Arrays.fill(past, 0);
        Arrays.fill(tail, 0);
    }
}
