package org.liaoyuan.sound.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealFftTest {

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 128, 512})
    void isTheSumThatItStandsForAndItsInverse(int size) {
        Random random = new Random(size);
        float[] samples = new float[size];
        for (int i = 0; i < size; i++) {
            samples[i] = random.nextFloat() - 0.5f;
        }
        RealFft fft = new RealFft(size);
        float[] re = new float[fft.bins()];
        float[] im = new float[fft.bins()];

        fft.forward(samples, re, im);

        for (int k = 0; k < fft.bins(); k++) {
            double wantedRe = 0;
            double wantedIm = 0;
            for (int i = 0; i < size; i++) {
                wantedRe += samples[i] * Math.cos(2 * Math.PI * k * i / size);
                wantedIm -= samples[i] * Math.sin(2 * Math.PI * k * i / size);
            }
            assertThat((double) re[k]).isBetween(wantedRe - 1e-4, wantedRe + 1e-4);
            assertThat((double) im[k]).isBetween(wantedIm - 1e-4, wantedIm + 1e-4);
        }
        float[] back = new float[size];
        fft.inverse(re, im, back);
        for (int i = 0; i < size; i++) {
            assertThat((double) back[i]).isBetween(samples[i] - 1e-5, samples[i] + 1e-5);
        }
    }

    @Test
    void refusesWhatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> new RealFft(500)).hasMessageContaining("500");
    }
}
