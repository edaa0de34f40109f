package org.liaoyuan.sound.hearing.audiometry;

import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.dsp.RealFft;
import org.liaoyuan.sound.dsp.Windows;

/** Gaussian noise of the long-term spectrum of some sounds: white noise through a filter that has the root of their mean power spectrum. */
public final class SpeechShapedNoise {

    /** 32 Hz a bin at 16 kHz: the harmonics of a voice are about gone in the mean. */
    private static final int SIZE = 512;

    private final float[] filter;

    /** @param sounds each at least {@value #SIZE} samples long */
    public SpeechShapedNoise(float[][] sounds) {
        RealFft fft = new RealFft(SIZE);
        float[] window = Windows.hann(SIZE);
        float[] block = new float[SIZE];
        float[] real = new float[fft.bins()];
        float[] imaginary = new float[fft.bins()];
        float[] power = new float[fft.bins()];
        for (float[] sound : sounds) {
            for (int begin = 0; begin + SIZE <= sound.length; begin += SIZE / 2) {
                for (int i = 0; i < SIZE; i++) {
                    block[i] = sound[begin + i] * window[i];
                }
                fft.forward(block, real, imaginary);
                for (int k = 0; k < power.length; k++) {
                    power[k] += real[k] * real[k] + imaginary[k] * imaginary[k];
                }
            }
        }
        for (int k = 0; k < power.length; k++) {
            // a linear phase of half the size puts the filter's middle there
            real[k] = (float) Math.sqrt(power[k]) * (k % 2 == 0 ? 1 : -1);
            imaginary[k] = 0;
        }
        fft.inverse(real, imaginary, block);
        filter = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            filter[i] = block[i] * window[i];
        }
    }

    /**
     * @param rms of the whole
     * @param seed the same makes the same
     */
    public float[] make(int length, double rms, int seed) {
        Chance chance = new Chance(seed);
        float[] white = new float[length + SIZE];
        for (int i = 0; i < white.length; i++) {
            white[i] = (float) chance.normal();
        }
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            float sum = 0;
            for (int k = 0; k < SIZE; k++) {
                sum += filter[k] * white[i + k];
            }
            noise[i] = sum;
        }
        float factor = (float) (rms / Level.rms(noise));
        for (int i = 0; i < length; i++) {
            noise[i] *= factor;
        }
        return noise;
    }
}
