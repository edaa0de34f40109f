package org.liaoyuan.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChainTest {

    /** Doubles, and is late by some samples. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Late(SampleRate rate, int blockSize, float[] line) implements Stage {

        @Override
        public int delay() {
            return line.length;
        }

        @Override
        public void process(float[] block) {
            for (int i = 0; i < block.length; i++) {
                float out = line[0];
                System.arraycopy(line, 1, line, 0, line.length - 1);
                line[line.length - 1] = block[i] * 2;
                block[i] = out;
            }
        }

        @Override
        public void reset() {
            java.util.Arrays.fill(line, 0);
        }
    }

    private static Late late(SampleRate rate, int blockSize, int delay) {
        return new Late(rate, blockSize, new float[delay]);
    }

    @Test
    void addsDelaysAndTakesThemAwayFromAWholeClip() {
        Chain chain = Chain.of(late(SampleRate.HZ_16000, 7, 5), late(SampleRate.HZ_16000, 7, 6));
        float[] ramp = new float[100];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i;
        }

        Clip out = Chain.through(chain, new Clip(SampleRate.HZ_16000, ramp));

        assertThat(chain.delay()).isEqualTo(11);
        assertThat(out.length()).isEqualTo(100);
        for (int i = 0; i < ramp.length; i++) {
            assertThat(out.samples()[i]).isEqualTo(4f * i);
        }
    }

    @Test
    void refusesStagesThatDoNotFit() {
        assertThatThrownBy(() -> Chain.of(late(SampleRate.HZ_16000, 64, 1), late(SampleRate.HZ_48000, 64, 1)))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("stage 2")
                .hasMessageContaining("48000 Hz");
        assertThatThrownBy(() -> Chain.of(late(SampleRate.HZ_16000, 64, 1), late(SampleRate.HZ_16000, 128, 1)))
                .hasMessageContaining("128 samples");
        assertThatThrownBy(() -> new SampleRate(4_000)).hasMessageContaining("4000 Hz");
    }

    @Test
    void aFullScaleSineIsThreeDecibelsBelowFullScale() {
        float[] sine = new float[16_000];
        for (int i = 0; i < sine.length; i++) {
            sine[i] = (float) Math.sin(2 * Math.PI * 1000 * i / 16_000);
        }
        Clip clip = new Clip(SampleRate.HZ_16000, sine);

        assertThat(Level.of(clip)).isBetween(-3.02, -3.0);
        assertThat(Level.of(clip.gain(-20))).isBetween(-23.02, -23.0);
        assertThat(Level.of(Clip.silence(SampleRate.HZ_16000, 1))).isEqualTo(Level.SILENCE);
        assertThat(new Level.Reference(100).spl(-30)).isEqualTo(70);
    }
}
