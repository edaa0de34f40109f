package org.liaoyuan.sound;

import java.util.Arrays;

/**
 * A whole sound in memory, one channel.
 *
 * <p>The array is not copied: who hands it over does not write to it any more, who reads it does not write to it. (A record would
 * compare arrays by identity, as these do.)
 *
 * @param rate of the samples
 * @param samples full scale ±1
 */
@SuppressWarnings("ArrayRecordComponent")
public record Clip(SampleRate rate, float[] samples) {

    /** Silence. */
    public static Clip silence(SampleRate rate, double seconds) {
        return new Clip(rate, new float[rate.samples(seconds)]);
    }

    public int length() {
        return samples.length;
    }

    public double seconds() {
        return rate.seconds(samples.length);
    }

    /** From one time to another, in seconds, cut to what is there. */
    public Clip between(double from, double to) {
        int first = Math.clamp(rate.samples(Math.max(0, from)), 0, samples.length);
        int last = Math.clamp(rate.samples(Math.max(0, to)), first, samples.length);
        return new Clip(rate, Arrays.copyOfRange(samples, first, last));
    }

    /** This one, then the other. */
    public Clip then(Clip other) {
        if (!rate.equals(other.rate)) {
            throw new AudioException(
                    "a clip of " + other.rate + " can't follow one of " + rate + ": resample it first");
        }
        float[] both = Arrays.copyOf(samples, samples.length + other.samples.length);
        System.arraycopy(other.samples, 0, both, samples.length, other.samples.length);
        return new Clip(rate, both);
    }

    /** Louder or softer. */
    public Clip gain(double decibels) {
        float factor = (float) Level.amplitude(decibels);
        float[] changed = new float[samples.length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = samples[i] * factor;
        }
        return new Clip(rate, changed);
    }
}
