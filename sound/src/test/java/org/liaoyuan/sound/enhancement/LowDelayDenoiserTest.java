package org.liaoyuan.sound.enhancement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Chain;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;

/** The live denoiser: what PyTorch computes, on time, within its limit, whatever comes in. */
class LowDelayDenoiserTest {

    private static final SampleRate RATE = SampleRate.HZ_16000;

    private final LowDelayDenoiser denoiser = new LowDelayDenoiser();

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

    private static float[] run(LowDelayDenoiser denoiser, float[] samples) {
        float[] out = samples.clone();
        for (int start = 0; start + 64 <= out.length; start += 64) {
            float[] block = Arrays.copyOfRange(out, start, start + 64);
            denoiser.process(block);
            System.arraycopy(block, 0, out, start, 64);
        }
        return out;
    }

    @Test
    void computesWhatPyTorchComputes() throws IOException {
        float[] expected = new float[3_200];
        try (InputStream in = LowDelayDenoiserTest.class.getResourceAsStream("low-delay-denoiser-vector.bin")) {
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
            assertThat(heard[i])
                    .as("sample %s", i)
                    .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(1e-3f * 0.1f));
        }
        assertThat(Level.rms(expected)).isGreaterThan(0.01);
    }

    @Test
    void withoutDepthTheSoundComesOutAsItWasAndAsLateAsItSays() {
        denoiser.setDepth(0);
        float[] input = noise(6_400);

        float[] heard = run(denoiser, input);

        assertThat(denoiser.delay() + denoiser.blockSize()).isEqualTo(128); // 8 ms
        for (int i = denoiser.delay(); i < heard.length; i++) {
            assertThat(heard[i]).isCloseTo(input[i - denoiser.delay()], org.assertj.core.data.Offset.offset(1e-5f));
        }
    }

    @Test
    void steadyNoiseGoesDownButNotBelowTheDepth() {
        Clip noise = new Clip(RATE, noise(32_000));
        denoiser.setDepth(8);

        Clip heard = Chain.through(denoiser, noise).between(1, 2);

        assertThat(Level.of(heard) - Level.of(noise)).isBetween(-8.1, -3.0);
    }

    @Test
    void whatIsNoNumberIsForgotten() {
        float[] bad = noise(640);
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
        float[] first = run(denoiser, noise(3_200));
        denoiser.reset();

        assertThat(run(denoiser, noise(3_200))).containsExactly(first);
    }

    @Test
    void depthsOutOfRangeAreRefused() {
        for (double depth : new double[] {-1, 31, Double.NaN}) {
            assertThatThrownBy(() -> denoiser.setDepth(depth))
                    .isInstanceOf(AudioException.class)
                    .hasMessageContaining("from 0 to 30");
        }
    }

    @Test
    void weightsThatAreSomethingElseAreRefused() {
        byte[] weights = DenoiserWeights.builtIn();
        byte[] cut = Arrays.copyOf(weights, weights.length - 2);
        byte[] other = weights.clone();
        other[0] = 'X';
        byte[] wider = weights.clone();
        wider[7] = 1;

        assertThatThrownBy(() -> new LowDelayDenoiser(new byte[3])).hasMessageContaining("3 bytes");
        assertThatThrownBy(() -> new LowDelayDenoiser(cut)).hasMessageContaining("fetch them again");
        assertThatThrownBy(() -> new LowDelayDenoiser(other)).hasMessageContaining("LDN1");
        assertThatThrownBy(() -> new LowDelayDenoiser(wider)).isInstanceOf(AudioException.class);
    }

    @Test
    void halfPrecisionIsReadAsJavaReadsIt() {
        for (int bits = 0; bits < 0x10000; bits++) {
            float expected = Float.float16ToFloat((short) bits);
            if (Float.isFinite(expected)) {
                assertThat(DenoiserWeights.half(bits)).isEqualTo(expected);
            }
        }
    }
}
