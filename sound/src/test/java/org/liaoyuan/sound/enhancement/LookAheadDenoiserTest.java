package org.liaoyuan.sound.enhancement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Chain;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;

/** The denoiser that looks ahead: what PyTorch computes, as late as it says, within its limit, whatever comes in. */
class LookAheadDenoiserTest {

    private static final SampleRate RATE = SampleRate.HZ_16000;

    private final LookAheadDenoiser denoiser = new LookAheadDenoiser();

    /** Noise, the same on every machine and in bench/hearing/vector.py. */
    private static float[] noise(int length) {
        float[] samples = new float[length];
        int state = 1;
        for (int i = 0; i < length; i++) {
            state = state * 1_664_525 + 1_013_904_223;
            samples[i] = state / 2_147_483_648f * 0.1f;
        }
        return samples;
    }

    private static float[] run(LookAheadDenoiser denoiser, float[] samples) {
        float[] out = samples.clone();
        for (int start = 0; start + 128 <= out.length; start += 128) {
            float[] block = Arrays.copyOfRange(out, start, start + 128);
            denoiser.process(block);
            System.arraycopy(block, 0, out, start, 128);
        }
        return out;
    }

    @Test
    void computesWhatPyTorchComputes() throws IOException {
        float[] expected = new float[6_400];
        try (InputStream in = LookAheadDenoiserTest.class.getResourceAsStream("look-ahead-denoiser-vector.bin")) {
            ByteBuffer.wrap(Objects.requireNonNull(in).readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(expected);
        }
        float[] input = noise(expected.length);
        for (int i = 0; i < input.length; i++) { // a voice in it, that comes and goes
            double swell = Math.sin(2 * Math.PI * 3 * i / 16_000);
            for (int k = 1; k <= 10; k++) {
                input[i] += (float) (0.05 / k * swell * swell * Math.sin(2 * Math.PI * 140 * k * i / 16_000));
            }
        }

        denoiser.setDepth(12);
        denoiser.cautious(false);

        float[] heard = run(denoiser, input);
        for (int i = 0; i < expected.length; i++) {
            assertThat(heard[i]).as("sample %s", i).isCloseTo(expected[i], Offset.offset(1e-3f * 0.1f));
        }
        assertThat(Level.rms(expected)).isGreaterThan(0.01);
    }

    @Test
    void whatIsComputedBetweenBlocksChangesNothingThatItSays() {
        LookAheadDenoiser other = new LookAheadDenoiser();
        float[] input = noise(12_800);
        float[] gains = new float[denoiser.bands()];
        float[] same = new float[denoiser.bands()];

        for (int start = 0; start < input.length; start += 128) {
            float[] block = Arrays.copyOfRange(input, start, start + 128);
            denoiser.hear(block, gains);
            other.hear(block, same);
            // twice, once, or not at all
            for (int i = 0; i < start / 128 % 3; i++) {
                other.idle();
            }
            assertThat(same).containsExactly(gains);
        }
    }

    @Test
    void withoutDepthTheSoundComesOutAsItWasAndAsLateAsItSays() {
        denoiser.setDepth(0);
        float[] input = noise(6_400);

        float[] heard = run(denoiser, input);

        assertThat(denoiser.delay() + denoiser.blockSize()).isEqualTo(1_536); // 96 ms
        for (int i = denoiser.delay(); i < heard.length; i++) {
            assertThat(heard[i]).isCloseTo(input[i - denoiser.delay()], Offset.offset(1e-5f));
        }
    }

    @Test
    void steadyNoiseGoesDownButNotBelowTheDepth() {
        Clip noise = new Clip(RATE, noise(48_000));
        denoiser.setDepth(14);

        Clip heard = Chain.through(denoiser, noise).between(1, 2);

        assertThat(Level.of(heard) - Level.of(noise)).isBetween(-14.1, -6.0);
    }

    @Test
    void whatIsNoNumberIsForgotten() {
        float[] bad = noise(1_280);
        bad[100] = Float.NaN;
        bad[200] = Float.POSITIVE_INFINITY;
        bad[300] = -Float.MAX_VALUE;

        float[] heard = run(denoiser, bad);
        float[] after = run(denoiser, noise(6_400));

        for (float sample : heard) {
            assertThat(sample).isFinite();
        }
        assertThat(Level.rms(after)).isBetween(0.001, 0.1);
    }

    @Test
    void aNewSoundBeginsAnew() {
        float[] first = run(denoiser, noise(6_400));
        denoiser.reset();

        assertThat(run(denoiser, noise(6_400))).containsExactly(first);
    }

    @Test
    void nothingIsAllocatedOnTheWay() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] block = new float[128];
        for (int i = 0; i < 200; i++) {
            denoiser.process(block);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 200; i++) {
            denoiser.process(block);
        }

        // the measuring itself takes a little; one float of each of 200 blocks would be 4,800 bytes with its array
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000);
    }

    @Test
    void depthsOutOfRangeAreRefused() {
        for (double depth : new double[] {-1, 41, Double.NaN}) {
            assertThatThrownBy(() -> denoiser.setDepth(depth))
                    .isInstanceOf(AudioException.class)
                    .hasMessageContaining("from 0 to 40");
        }
    }

    @Test
    void weightsOfTheOtherNetAreRefused() {
        byte[] weights = DenoiserWeights.lookAhead();
        byte[] cut = Arrays.copyOf(weights, weights.length - 2);

        assertThatThrownBy(() -> new LookAheadDenoiser(DenoiserWeights.builtIn()))
                .hasMessageContaining("LAN2");
        assertThatThrownBy(() -> new LowDelayDenoiser(weights)).hasMessageContaining("LDN1");
        assertThatThrownBy(() -> new LookAheadDenoiser(cut)).hasMessageContaining("fetch them again");
    }
}
