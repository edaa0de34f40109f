package org.liaoyuan.sound.hearing.audiometry;

import java.util.Arrays;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;

/**
 * The ten digits of a language, and triplets of them in noise. The noise has the digits' own long-term spectrum, so that a ratio of levels is about
 * the same at all frequencies, whatever the headphones do to both.
 */
public final class DigitSounds {

    private static final int FRAME_MILLIS = 10;
    /** Frames that are this much softer than the loudest of a digit are not speech: dB. */
    private static final double ACTIVE = 30;
    /** Of the noise before and after the digits, and between two of them, in seconds. */
    private static final double BEFORE = 0.5;

    private static final double AFTER = 0.4;
    private static final double BETWEEN = 0.2;
    private static final double RAMP = 0.05;

    private final SampleRate rate;
    private final float[][] digits;
    private final double level;
    private final SpeechShapedNoise noise;

    /**
     * @param all the ten digits one after the other, from 0
     * @param lengths of each, in samples
     */
    public DigitSounds(Clip all, int[] lengths) {
        if (lengths.length != 10) {
            throw new IllegalArgumentException("there are ten digits, not " + lengths.length);
        }
        rate = all.rate();
        digits = new float[10][];
        int begin = 0;
        for (int i = 0; i < 10; i++) {
            if (lengths[i] < rate.samples(0.1) || lengths[i] > all.length() - begin) {
                throw new IllegalArgumentException(
                        "digit " + i + " can't have " + lengths[i] + " samples from " + begin + " of " + all.length());
            }
            digits[i] = Arrays.copyOfRange(all.samples(), begin, begin + lengths[i]);
            begin += lengths[i];
        }
        double sum = 0;
        for (float[] digit : digits) {
            double rms = activeRms(digit);
            sum += rms * rms;
        }
        level = Math.sqrt(sum / 10);
        noise = new SpeechShapedNoise(digits);
    }

    private double activeRms(float[] samples) {
        int frame = rate.samples(FRAME_MILLIS / 1000.0);
        double[] powers = new double[samples.length / frame];
        double most = 0;
        for (int i = 0; i < powers.length; i++) {
            double rms = Level.rms(samples, i * frame, (i + 1) * frame);
            powers[i] = rms * rms;
            most = Math.max(most, powers[i]);
        }
        double sum = 0;
        int count = 0;
        for (double power : powers) {
            if (power > most * Math.pow(10, -ACTIVE / 10)) {
                sum += power;
                count++;
            }
        }
        return Math.sqrt(sum / Math.max(1, count));
    }

    public SampleRate rate() {
        return rate;
    }

    /** RMS of the speech-active parts of all digits together, which the ratio to the noise is of. */
    public double level() {
        return level;
    }

    /**
     * A triplet in noise. Both together have the level of the digits alone at a ratio of 0 dB: what is louder of the two hardly becomes louder from
     * trial to trial.
     *
     * @param seed of the noise
     * @return within full scale
     */
    public Clip triplet(DigitTrial trial, int seed) {
        int[] wanted = {trial.first(), trial.second(), trial.third()};
        int length = rate.samples(BEFORE) + rate.samples(AFTER) + 2 * rate.samples(BETWEEN);
        for (int digit : wanted) {
            length += digits[digit].length;
        }
        double ratio = Level.amplitude(trial.snr());
        double share = Math.sqrt(2 / (1 + ratio * ratio));
        float[] mixed = noise.make(length, level * share, seed);
        fade(mixed);
        int at = rate.samples(BEFORE);
        for (int digit : wanted) {
            float[] samples = digits[digit];
            for (int i = 0; i < samples.length; i++) {
                mixed[at + i] += (float) (samples[i] * share * ratio);
            }
            at += samples.length + rate.samples(BETWEEN);
        }
        double peak = Level.peak(mixed);
        if (peak > 1) {
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] /= (float) peak;
            }
        }
        return new Clip(rate, mixed);
    }

    private void fade(float[] samples) {
        int ramp = rate.samples(RAMP);
        for (int i = 0; i < ramp; i++) {
            float rise = (float) (0.5 - 0.5 * Math.cos(Math.PI * i / ramp));
            samples[i] *= rise;
            samples[samples.length - 1 - i] *= rise;
        }
    }
}
