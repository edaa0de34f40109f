package org.liaoyuan.sound.enhancement;

import java.util.Arrays;
import org.liaoyuan.sound.dsp.RealFft;

/**
 * Short-time spectra of 32 ms every 8 ms whose gains are known only some frames later: it keeps the spectra until then.
 *
 * <p>The window is the square root of a Hann window on both sides; four squares overlap and add up to 2, so unchanged spectra give the
 * sound back exactly, a frame less a hop and the frames of waiting late.
 */
final class OverlapTransform {

    static final int SIZE = 512;
    static final int HOP = 128;
    static final int BINS = SIZE / 2 + 1;

    private final RealFft fft = new RealFft(SIZE);
    private final float[] window = new float[SIZE];
    private final float[] past = new float[SIZE];
    private final float[] frame = new float[SIZE];
    private final float[] sum = new float[SIZE];
    /** The frames that wait, as a ring. */
    private final float[][] reals;

    private final float[][] imaginaries;
    private int newest;

    /** @param waiting frames between a spectrum's analysis and its synthesis */
    OverlapTransform(int waiting) {
        reals = new float[waiting + 1][BINS];
        imaginaries = new float[waiting + 1][BINS];
        for (int i = 0; i < SIZE; i++) {
            window[i] = (float) Math.sin(Math.PI * (i + 0.5) / SIZE);
        }
    }

    /** Takes a hop. */
    void analyse(float[] hop) {
        System.arraycopy(past, HOP, past, 0, SIZE - HOP);
        System.arraycopy(hop, 0, past, SIZE - HOP, HOP);
        for (int i = 0; i < SIZE; i++) {
            frame[i] = past[i] * window[i];
        }
        newest = (newest + 1) % reals.length;
        fft.forward(frame, reals[newest], imaginaries[newest]);
    }

    /** Of the frame just analysed; not to be changed. */
    float[] newestReal() {
        return reals[newest];
    }

    float[] newestImaginary() {
        return imaginaries[newest];
    }

    /** Of the frame that has waited longest. */
    float[] oldestReal() {
        return reals[(newest + 1) % reals.length];
    }

    float[] oldestImaginary() {
        return imaginaries[(newest + 1) % imaginaries.length];
    }

    /** Writes the next hop from the frame that has waited longest. */
    void synthesise(float[] hop) {
        fft.inverse(oldestReal(), oldestImaginary(), frame);
        for (int i = 0; i < SIZE; i++) {
            sum[i] += frame[i] * window[i] * 0.5f;
        }
        System.arraycopy(sum, 0, hop, 0, HOP);
        System.arraycopy(sum, HOP, sum, 0, SIZE - HOP);
        Arrays.fill(sum, SIZE - HOP, SIZE, 0);
    }

    void reset() {
        Arrays.fill(past, 0);
        Arrays.fill(sum, 0);
        for (int k = 0; k < reals.length; k++) {
            Arrays.fill(reals[k], 0);
            Arrays.fill(imaginaries[k], 0);
        }
    }
}
