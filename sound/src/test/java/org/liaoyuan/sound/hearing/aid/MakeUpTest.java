package org.liaoyuan.sound.hearing.aid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Spectra of two bins, speech in the first one and noise in the second, 375 a second. */
class MakeUpTest {

    private static final int SECOND = 375;

    private final MakeUp makeUp = new MakeUp(SECOND);
    private final float[] real = new float[2];
    private final float[] imaginary = new float[2];
    private final float[] factors = new float[2];
    private final Random random = new Random(71);

    /** What a block is multiplied by beyond what the mask says. */
    private float lift(double speech, double noise, float floor) {
        real[0] = (float) (speech * random.nextGaussian());
        imaginary[1] = (float) (noise * random.nextGaussian());
        factors[0] = 1;
        factors[1] = 1;
        makeUp.hear(real, imaginary, factors);
        factors[0] = speech > noise ? 1 : floor;
        factors[1] = floor;
        float before = factors[1];
        makeUp.lift(real, imaginary, factors, floor);
        return factors[1] / before;
    }

    @Test
    void whereSomebodyTalksTheWholeIsAsLoudAsWithoutTheMask() {
        double without = 0;
        double with = 0;
        for (int i = 0; i < 40 * SECOND; i++) {
            // half a second of words, half a second of none
            boolean talks = i / (SECOND / 2) % 2 == 0;
            float lift = lift(talks ? 1 : 0, 0.9, 0.4f);
            if (talks && i > 10 * SECOND) {
                without += real[0] * real[0] + imaginary[1] * imaginary[1];
                with += factors[0] * factors[0] * real[0] * real[0]
                        + factors[1] * factors[1] * imaginary[1] * imaginary[1];
            }
            assertThat(lift).isBetween(1f, 2f);
        }

        // 2 dB less without being lifted
        assertThat(10 * Math.log10(with / without)).isBetween(-0.8, 0.1);
    }

    @Test
    void whereNobodyTalksNothingIsLifted() {
        for (int i = 0; i < 10 * SECOND; i++) {
            assertThat(lift(0, 1, 0.25f)).isEqualTo(1);
        }
        // and soon nothing again when somebody has talked
        for (int i = 0; i < 10 * SECOND; i++) {
            lift(1, 0.8, 0.25f);
        }
        float last = 1;
        for (int i = 0; i < 10 * SECOND; i++) {
            last = lift(0, 1, 0.25f);
        }
        assertThat(last).isEqualTo(1);
    }

    @Test
    void aMaskThatTakesNothingGetsNothingBack() {
        for (int i = 0; i < 5 * SECOND; i++) {
            assertThat(lift(1, 0, 0.4f)).isCloseTo(1, within(1e-6f));
        }
    }

    @Test
    void whatIsNoNumberChangesNothing() {
        for (int i = 0; i < 5 * SECOND; i++) {
            lift(1, 0.9, 0.4f);
        }
        float before = lift(1, 0.9, 0.4f);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0}) {
            lift(bad, bad, 0.4f);
        }

        assertThat(lift(1, 0.9, 0.4f)).isCloseTo(before, within(0.01f));
    }
}
