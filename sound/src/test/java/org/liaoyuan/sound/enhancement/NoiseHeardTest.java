package org.liaoyuan.sound.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoiseHeardTest {

    private static final double ALL = 6;

    /** The gain of a band of noise, after ten seconds in which the speech of another band is louder than it by so many dB. */
    private static float gainOfNoise(double louder) {
        NoiseHeard heard = new NoiseHeard(100, ALL);
        float[] powers = {(float) Math.pow(10, louder / 10), 1};
        float[] gains = new float[2];
        for (int i = 0; i < 1_000; i++) {
            gains[0] = 1;
            gains[1] = 0;
            heard.lift(powers, gains);
        }
        assertThat(gains[0]).isEqualTo(1);
        return gains[1];
    }

    @Test
    void gainsStayAmongMuchNoise() {
        assertThat(gainOfNoise(-5)).isZero();
        assertThat(gainOfNoise(ALL - 0.1)).isZero();
    }

    @Test
    void nothingIsTakenWhereThereIsHardlyAnyNoise() {
        assertThat(gainOfNoise(ALL + NoiseHeard.FADE + 0.1)).isEqualTo(1);
        assertThat(gainOfNoise(30)).isEqualTo(1);
    }

    @Test
    void betweenBothItTakesLessTheLessNoiseThereIs() {
        float middle = gainOfNoise(ALL + NoiseHeard.FADE / 2);

        assertThat(middle).isBetween(0.45f, 0.55f);
        assertThat(gainOfNoise(ALL + 1)).isBetween(0.05f, middle);
    }
}
