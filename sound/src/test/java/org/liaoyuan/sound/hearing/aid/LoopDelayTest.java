package org.liaoyuan.sound.hearing.aid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSink;
import org.liaoyuan.sound.SoundSource;

class LoopDelayTest {

    private static final SampleRate RATE = SampleRate.HZ_48000;

    /** A room: what is given out is heard so many samples later, softly and upside down, in noise. */
    private static final class Room implements SoundSource, SoundSink {

        private final float[] air;
        private final int delay;
        private int read;
        private int written;

        Room(int delay, double noise) {
            this.delay = delay;
            this.air = Sounds.noise(7, noise, 48_000);
        }

        @Override
        public SampleRate rate() {
            return RATE;
        }

        @Override
        public int read(float[] block) {
            System.arraycopy(air, read, block, 0, block.length);
            read += block.length;
            return block.length;
        }

        @Override
        public void write(float[] block, int length) {
            for (int i = 0; i < length; i++) {
                air[Math.min(written + i + delay, air.length - 1)] -= 0.2f * block[i];
            }
            written += length;
        }

        @Override
        public void close() {}
    }

    @Test
    void isFoundToTheSampleInNoise() {
        Room room = new Room(1_234, 0.01);

        assertThat(LoopDelay.measure(room, room, 128)).isEqualTo(1_234);
    }

    @Test
    void isNotKnownWhereTheBurstIsNotHeard() {
        Room deaf = new Room(47_999, 0.05);
        Room silent = new Room(47_999, 0);

        assertThat(LoopDelay.measure(deaf, deaf, 128)).isEqualTo(LoopDelay.NOT_HEARD);
        assertThat(LoopDelay.measure(silent, silent, 128)).isEqualTo(LoopDelay.NOT_HEARD);
    }
}
