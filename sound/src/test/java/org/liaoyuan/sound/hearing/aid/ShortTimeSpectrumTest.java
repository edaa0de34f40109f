package org.liaoyuan.sound.hearing.aid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortTimeSpectrumTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 64, 128, 512})
    void spectraThatAreNotChangedGiveTheSoundOneBlockLater(int hop) {
        ShortTimeSpectrum spectrum = new ShortTimeSpectrum(hop, 8 * hop);
        float[] real = new float[spectrum.bins()];
        float[] imaginary = new float[spectrum.bins()];
        float[] in = Sounds.noise(3, 0.3, 20 * hop);
        float[] block = new float[hop];

        for (int start = 0; start < in.length; start += hop) {
            System.arraycopy(in, start, block, 0, hop);
            spectrum.analyse(block, real, imaginary);
            spectrum.synthesise(real, imaginary, block);
            for (int i = 0; i < hop; i++) {
                assertThat(block[i]).isCloseTo(start == 0 ? 0 : in[start - hop + i], within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {400, 1000, 5000})
    void powersOfBinsAreThePowerOfTheSound(double frequency) {
        ShortTimeSpectrum spectrum = new ShortTimeSpectrum(128, 1024);
        float[] real = new float[spectrum.bins()];
        float[] imaginary = new float[spectrum.bins()];
        float[] in = Sounds.tone(48_000, frequency, 0.2, 12_800);
        float[] block = new float[128];

        double sum = 0;
        for (int start = 0; start < in.length; start += 128) {
            System.arraycopy(in, start, block, 0, 128);
            spectrum.analyse(block, real, imaginary);
            for (int k = 0; start >= 1280 && k < real.length; k++) {
                sum += real[k] * real[k] + imaginary[k] * imaginary[k];
            }
        }

        assertThat(Math.sqrt(sum * spectrum.power() / 90)).isCloseTo(0.2, within(0.004));
    }
}
