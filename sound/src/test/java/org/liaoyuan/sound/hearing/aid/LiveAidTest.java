package org.liaoyuan.sound.hearing.aid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.SoundSource;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.liaoyuan.sound.hearing.fitting.Fitting;

class LiveAidTest {

    private static HearingAid aid() {
        HearingAid aid = new HearingAid(
                SampleRate.HZ_48000, 128, new Level.Reference(120), 0, Fitting.flat(Ear.LEFT), Program.QUIET, null);
        aid.feedback(false, 0);
        return aid;
    }

    /** Plays an array, and ends in the middle of a block. */
    private record Playing(SampleRate rate, float[] sound, int[] at) implements SoundSource {

        @Override
        public int read(float[] block) {
            int length = Math.min(block.length, sound.length - at[0]);
            System.arraycopy(sound, at[0], block, 0, length);
            at[0] += length;
            return length;
        }

        @Override
        public void close() {}
    }

    private static final class Kept implements SoundSink {

        private float[] sound = new float[0];
        private Runnable afterwards = () -> {};

        @Override
        public SampleRate rate() {
            return SampleRate.HZ_48000;
        }

        @Override
        public void write(float[] block, int length) {
            sound = Arrays.copyOf(sound, sound.length + length);
            System.arraycopy(block, 0, sound, sound.length - length, length);
            afterwards.run();
        }

        @Override
        public void close() {}
    }

    @Test
    void givesWhatItHearsUntilTheSourceEnds() {
        Kept kept = new Kept();
        LiveAid live = new LiveAid(
                new Playing(SampleRate.HZ_48000, Sounds.tone(48_000, 1000, 0.1, 10_050), new int[1]), aid(), kept);

        live.run();

        assertThat(live.blocks()).isEqualTo(79);
        assertThat(kept.sound).hasSize(79 * 128);
        assertThat(Level.rms(kept.sound, 4800, 9600)).isCloseTo(0.1, within(0.002));
    }

    @Test
    void endsWithTheBlockInWhichItIsStopped() {
        Kept kept = new Kept();
        LiveAid live = new LiveAid(new Playing(SampleRate.HZ_48000, new float[48_000], new int[1]), aid(), kept);
        kept.afterwards = () -> {
            if (live.blocks() == 9) {
                live.stop();
            }
        };

        live.run();

        assertThat(live.blocks()).isEqualTo(10);
    }

    @Test
    void devicesOfAnotherRateAreRefused() {
        assertThatThrownBy(() ->
                        new LiveAid(new Playing(SampleRate.HZ_16000, new float[1], new int[1]), aid(), new Kept()))
                .hasMessageContaining("a microphone of 16000 Hz")
                .hasMessageContaining("open both devices at the aid's rate");
    }
}
