package org.liaoyuan.sound.hearing.aid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.hearing.fitting.Channel;
import org.liaoyuan.sound.hearing.fitting.Ear;
import org.liaoyuan.sound.hearing.fitting.Fitting;

class FeedbackCancellerTest {

    private static final int HERTZ = 48_000;
    private static final int BLOCK = 128;
    private static final int SECONDS = 8;

    /** From the receiver to the microphone, made by rule: a direct sound, resonances, and for some a reflection. */
    enum Path {
        OPEN_DOME(32, 20, -32, new double[] {2800, 4500}, new double[] {400, 900}, 0),
        LEAKY_MOULD(44, 14, -44, new double[] {1600, 3400, 6000}, new double[] {250, 500, 900}, 0),
        HAND_NEAR_THE_EAR(33, 24, -34, new double[] {2200, 5200}, new double[] {300, 700}, 110);

        /** The largest gain in dB that is stable without a canceller, found by trying all. */
        private final int alone;

        private final float[] taps = new float[200];

        Path(int alone, int delay, double peak, double[] centres, double[] widths, int reflection) {
            this.alone = alone;
            Random random = new Random(delay);
            for (int r = 0; r < centres.length; r++) {
                double phase = random.nextDouble() * 6;
                for (int i = delay; i < taps.length; i++) {
                    double t = (double) (i - delay) / HERTZ;
                    taps[i] += (float) (widths[r]
                            * Math.exp(-Math.PI * widths[r] * t)
                            * Math.cos(2 * Math.PI * centres[r] * t + phase));
                }
            }
            for (int i = taps.length - 1; reflection > 0 && i >= reflection; i--) {
                taps[i] += 0.5f * taps[i - reflection];
            }
            double largest = 0;
            for (int f = 200; f < 10_000; f += 50) {
                largest = Math.max(largest, magnitude(f));
            }
            for (int i = 0; i < taps.length; i++) {
                taps[i] *= (float) (Level.amplitude(peak) / largest);
            }
        }

        private double magnitude(double frequency) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < taps.length; i++) {
                re += taps[i] * Math.cos(2 * Math.PI * frequency * i / HERTZ);
                im += taps[i] * Math.sin(2 * Math.PI * frequency * i / HERTZ);
            }
            return Math.sqrt(re * re + im * im);
        }
    }

    private static final float[] SPEECH = Sounds.speechLike(7, HERTZ, 0.00003, SECONDS * HERTZ / BLOCK * BLOCK);

    @ParameterizedTest
    @EnumSource(Path.class)
    void tenDecibelsMoreGainAreStableWithItThanWithout(Path path) {
        assertThat(isStable(path, path.alone, false))
                .as("%s dB without it", path.alone)
                .isTrue();
        assertThat(isStable(path, path.alone + 1, false))
                .as("%s dB without it", path.alone + 1)
                .isFalse();

        assertThat(isStable(path, path.alone + 10, true))
                .as("%s dB with it", path.alone + 10)
                .isTrue();
        assertThat(isStable(path, path.alone + 7, true))
                .as("%s dB with it", path.alone + 7)
                .isTrue();
    }

    /** Whether the last two seconds are at most 3 dB louder than the gain alone makes them. */
    private static boolean isStable(Path path, int gain, boolean cancelled) {
        float[] looped = run(path.taps, gain, cancelled);
        int from = SPEECH.length - 2 * HERTZ;
        return Level.rms(looped, from, SPEECH.length)
                < Level.amplitude(gain + 3.0) * Level.rms(SPEECH, from, SPEECH.length);
    }

    private static float[] run(float[] path, int gain, boolean cancelled) {
        Fitting fitting = new Fitting(Ear.LEFT, List.of(new Channel(1000, 0, 24_000, gain, 60, 30, 1)));
        HearingAid aid =
                new HearingAid(new SampleRate(HERTZ), BLOCK, new Level.Reference(140), 0, fitting, Program.QUIET, null);
        aid.feedback(cancelled, 0);
        float[] out = new float[SPEECH.length];
        float[] block = new float[BLOCK];
        for (int start = 0; start < SPEECH.length; start += BLOCK) {
            for (int i = 0; i < BLOCK; i++) {
                float sum = SPEECH[start + i];
                for (int tap = 0; tap < path.length; tap++) {
                    // a device gives out a block while it takes the next one
                    int at = start + i - BLOCK - tap;
                    sum += at >= 0 ? path[tap] * out[at] : 0;
                }
                block[i] = sum;
            }
            aid.process(block);
            System.arraycopy(block, 0, out, start, BLOCK);
        }
        return out;
    }

    @Test
    void speechWithoutFeedbackIsLeftAsItIs() {
        float[] with = run(new float[1], 25, true);
        float[] without = run(new float[1], 25, false);

        // what a filter takes away that took speech for its own echo; the frequency shift changes no levels
        double error = Level.rms(with, HERTZ, SPEECH.length) / Level.rms(without, HERTZ, SPEECH.length);
        assertThat(Level.decibels(error)).isBetween(-1.0, 1.0);
    }
}
