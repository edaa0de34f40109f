package org.liaoyuan.sound.hearing.aid;

import java.util.Random;
import org.liaoyuan.sound.Stage;

/** Sounds for the tests of this package, made by rule. */
final class Sounds {

    private Sounds() {}

    /** A sine with this root mean square. */
    static float[] tone(int hertz, double frequency, double rms, int samples) {
        float[] tone = new float[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (float) (rms * Math.sqrt(2) * Math.sin(2 * Math.PI * frequency * i / hertz));
        }
        return tone;
    }

    static float[] noise(long seed, double rms, int samples) {
        Random random = new Random(seed);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) (rms * random.nextGaussian());
        }
        return noise;
    }

    /**
     * Something with the structure of speech: a harmonic voice that glides, under two moving formants, in syllables, with hisses
     * between. It has the pitch and the pauses that make cancellers err.
     */
    static float[] speechLike(long seed, int hertz, double rms, int samples) {
        Random random = new Random(seed);
        float[] sound = new float[samples];
        double phase = 0;
        double[] state = new double[6];
        for (int i = 0; i < samples; i++) {
            double t = (double) i / hertz;
            double syllable = Math.max(0, Math.sin(2 * Math.PI * 3.7 * t))
                    * (Math.sin(2 * Math.PI * 0.41 * t + 1) > -0.7 ? 1 : 0);
            double pitch = 120 + 30 * Math.sin(2 * Math.PI * 0.9 * t) + 15 * Math.sin(2 * Math.PI * 0.23 * t);
            phase += pitch / hertz;
            phase -= Math.floor(phase);
            double pulse = (phase < 0.5 ? 1 : -1) * (1 - 2 * phase) * 0.6;
            boolean hiss = Math.sin(2 * Math.PI * 3.7 * t) < 0;
            double source = hiss ? 0.25 * random.nextGaussian() : pulse * syllable + 0.01 * random.nextGaussian();
            double first = 500 + 250 * Math.sin(2 * Math.PI * 1.3 * t);
            double second = hiss ? 5000 : 1500 + 600 * Math.sin(2 * Math.PI * 0.8 * t);
            double voiced = resonate(state, 0, source, first, 100, hertz)
                    + 0.5 * resonate(state, 2, source, second, 180, hertz)
                    + 0.3 * resonate(state, 4, source, 3200, 400, hertz);
            sound[i] = (float) (hiss ? 0.3 * voiced * Math.max(0, -Math.sin(2 * Math.PI * 3.7 * t)) : voiced);
        }
        double sum = 0;
        for (float each : sound) {
            sum += each * each;
        }
        float factor = (float) (rms / Math.sqrt(sum / samples));
        for (int i = 0; i < samples; i++) {
            sound[i] *= factor;
        }
        return sound;
    }

    private static double resonate(double[] state, int at, double in, double centre, double width, int hertz) {
        double r = Math.exp(-Math.PI * width / hertz);
        double out = in * (1 - r) + 2 * r * Math.cos(2 * Math.PI * centre / hertz) * state[at] - r * r * state[at + 1];
        state[at + 1] = state[at];
        state[at] = out;
        return out;
    }

    /** All of a sound through a stage, block by block; what is left over at the end stays out. */
    static float[] through(Stage stage, float[] sound) {
        int size = stage.blockSize();
        float[] out = new float[sound.length / size * size];
        float[] block = new float[size];
        for (int start = 0; start < out.length; start += size) {
            System.arraycopy(sound, start, block, 0, size);
            stage.process(block);
            System.arraycopy(block, 0, out, start, size);
        }
        return out;
    }

    /** Of a sound, the power at one frequency around a sample, as the root mean square of the tone there, over {@code width} samples. */
    static double toneRms(float[] sound, int hertz, double frequency, int from, int width) {
        double re = 0;
        double im = 0;
        double weights = 0;
        for (int i = 0; i < width; i++) {
            double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / width);
            double angle = 2 * Math.PI * frequency * (from + i) / hertz;
            re += weight * sound[from + i] * Math.cos(angle);
            im += weight * sound[from + i] * Math.sin(angle);
            weights += weight;
        }
        return Math.sqrt(2 * (re * re + im * im)) / weights;
    }
}
