package org.liaoyuan.sound.hearing.aid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.sound.Level;

class DecimatorTest {

    /** dB that a tone has afterwards, wherever it has come to. */
    private static double left(Decimator decimator, int factor, double part) {
        double power = 0;
        int count = 0;
        for (int i = 0; i < 4800 * factor; i++) {
            if (decimator.take((float) Math.sin(Math.PI * part * i / factor)) && i > 480 * factor) {
                power += Math.pow(decimator.value(), 2);
                count++;
            }
        }
        return Level.decibels(Math.sqrt(2 * power / count));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6})
    void aSteepOneKeepsWhatTheNewRateHasAndHardlyAnythingElse(int factor) {
        for (double part = 0.05; part <= 0.925; part += 0.05) {
            assertThat(left(Decimator.steep(factor), factor, part))
                    .as("%s", part)
                    .isCloseTo(0, within(0.1));
        }
        for (double part = 1.1; part < 1.9; part += 0.05) {
            assertThat(left(Decimator.steep(factor), factor, part))
                    .as("%s", part)
                    .isLessThan(-45);
        }
        assertThat(Decimator.steep(factor).delay()).isLessThanOrEqualTo(2 * factor);
    }
}
