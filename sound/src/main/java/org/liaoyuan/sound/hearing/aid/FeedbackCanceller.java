package org.liaoyuan.sound.hearing.aid;

import java.util.Arrays;
import org.liaoyuan.sound.dsp.RealFft;

/**
 * Estimates what of the aid's own sound comes back into its microphone, and takes it away: a partitioned block frequency-domain
 * adaptive filter (Soo and Pang 1990), with a step of its own for each frequency (NLMS), constrained to causal filters.
 *
 * <p>It adds no delay: what comes back in a block was given out in earlier blocks. Its taps begin at a delay of one block, or
 * later where the device is known to take longer (see {@link #bulkDelay}).
 */
final class FeedbackCanceller {

    /** Blocks that the filter is long: with 128 samples at 48 kHz it covers 8 ms after the bulk delay. */
    private static final int PARTITIONS = 3;
    /** Of the difference that is left, so much is corrected each block; small, since speech looks like its own echo for a while. */
    private static final float STEP = 0.02f;
    /** How much of the error's power is added to the normalisation: others who speak up slow it down, and can't spoil it. */
    private static final float CAUTION = 1f;

    /** Hz: below this nothing is learnt. Feedback is rare there, and voices are most like their own echo. */
    private static final double LOWEST = 400;

    private static final double FULLY = 1000;

    private static final int MOST_BULK_BLOCKS = 64;
    private static final float LEAST_POWER = 1e-7f;

    private final int hop;
    private final RealFft fft;
    private final float[][] real;
    private final float[][] imaginary;
    private final float[][] filterReal;
    private final float[][] filterImaginary;
    private final float[] power;
    private final float[] steps;
    private final float[] errorPower;
    private final float[] frame;
    private final float[] sumReal;
    private final float[] sumImaginary;
    private final float[][] emitted;
    private int newest;
    private int bulkBlocks;

    FeedbackCanceller(int hertz, int hop) {
        this.hop = hop;
        this.fft = new RealFft(2 * hop);
        int bins = fft.bins();
        this.real = new float[PARTITIONS][bins];
        this.imaginary = new float[PARTITIONS][bins];
        this.filterReal = new float[PARTITIONS][bins];
        this.filterImaginary = new float[PARTITIONS][bins];
        this.power = new float[bins];
        this.steps = new float[bins];
        for (int k = 0; k < bins; k++) {
            double frequency = (double) hertz * k / (2 * hop);
            steps[k] = STEP * (float) Math.max(0, Math.min(1, (frequency - LOWEST) / (FULLY - LOWEST)));
        }
        this.errorPower = new float[bins];
        this.frame = new float[2 * hop];
        this.sumReal = new float[bins];
        this.sumImaginary = new float[bins];
        this.emitted = new float[MOST_BULK_BLOCKS + 2][hop];
    }

    /** @param samples what the device itself delays, between giving out a sample and hearing it, beyond the block that it has to wait anyway */
    void bulkDelay(int samples) {
        bulkBlocks = Math.max(0, Math.min(MOST_BULK_BLOCKS, samples / hop));
        forget();
    }

    /** Takes the estimate away from a block that was heard, and learns from what is left. */
    void cancel(float[] block) {
        shiftPartitions();
        int bins = power.length;
        Arrays.fill(sumReal, 0);
        Arrays.fill(sumImaginary, 0);
        for (int p = 0; p < PARTITIONS; p++) {
            for (int k = 0; k < bins; k++) {
                sumReal[k] += real[p][k] * filterReal[p][k] - imaginary[p][k] * filterImaginary[p][k];
                sumImaginary[k] += real[p][k] * filterImaginary[p][k] + imaginary[p][k] * filterReal[p][k];
            }
        }
        fft.inverse(sumReal, sumImaginary, frame);
        for (int i = 0; i < hop; i++) {
            block[i] -= frame[hop + i];
        }
        learn(block);
    }

    /** The spectrum of the two blocks given out last, bulk delay apart, comes first; the others move back. */
    private void shiftPartitions() {
        float[] oldReal = real[PARTITIONS - 1];
        float[] oldImaginary = imaginary[PARTITIONS - 1];
        for (int p = PARTITIONS - 1; p > 0; p--) {
            real[p] = real[p - 1];
            imaginary[p] = imaginary[p - 1];
        }
        real[0] = oldReal;
        imaginary[0] = oldImaginary;
        System.arraycopy(emitted[back(bulkBlocks + 1)], 0, frame, 0, hop);
        System.arraycopy(emitted[back(bulkBlocks)], 0, frame, hop, hop);
        fft.forward(frame, oldReal, oldImaginary);
    }

    private int back(int blocks) {
        return Math.floorMod(newest - blocks, emitted.length);
    }

    private void learn(float[] error) {
        Arrays.fill(frame, 0, hop, 0);
        System.arraycopy(error, 0, frame, hop, hop);
        fft.forward(frame, sumReal, sumImaginary);
        for (int k = 0; k < power.length; k++) {
            float now = 0;
            for (int p = 0; p < PARTITIONS; p++) {
                now += real[p][k] * real[p][k] + imaginary[p][k] * imaginary[p][k];
            }
            power[k] += 0.1f * (now - power[k]);
            float wrong = sumReal[k] * sumReal[k] + sumImaginary[k] * sumImaginary[k];
            errorPower[k] += 0.1f * (wrong - errorPower[k]);
            float step = steps[k] / (Math.max(power[k], now) + CAUTION * errorPower[k] + LEAST_POWER * hop);
            sumReal[k] *= step;
            sumImaginary[k] *= step;
        }
        for (int p = 0; p < PARTITIONS; p++) {
            correct(p);
        }
    }

    private void correct(int p) {
        float[] towardsReal = filterReal[p];
        float[] towardsImaginary = filterImaginary[p];
        for (int k = 0; k < power.length; k++) {
            towardsReal[k] += real[p][k] * sumReal[k] + imaginary[p][k] * sumImaginary[k];
            towardsImaginary[k] += real[p][k] * sumImaginary[k] - imaginary[p][k] * sumReal[k];
        }
        fft.inverse(towardsReal, towardsImaginary, frame);
        Arrays.fill(frame, hop, 2 * hop, 0);
        fft.forward(frame, towardsReal, towardsImaginary);
    }

    /** Hears what is given out. */
    void give(float[] block) {
        newest = newest + 1 == emitted.length ? 0 : newest + 1;
        System.arraycopy(block, 0, emitted[newest], 0, hop);
    }

    private void forget() {
        for (int p = 0; p < PARTITIONS; p++) {
            Arrays.fill(filterReal[p], 0);
            Arrays.fill(filterImaginary[p], 0);
            Arrays.fill(real[p], 0);
            Arrays.fill(imaginary[p], 0);
        }
        Arrays.fill(power, 0);
        Arrays.fill(errorPower, 0);
    }

    void reset() {
        forget();
        for (float[] block : emitted) {
            Arrays.fill(block, 0);
        }
    }
}
