package org.liaoyuan.sound;

/**
 * Samples a second of one channel.
 *
 * @param hertz from 8,000 to 192,000
 */
public record SampleRate(int hertz) {

    public static final int LEAST = 8_000;
    public static final int MOST = 192_000;

    /** The telephone. */
    public static final SampleRate HZ_8000 = new SampleRate(8_000);
    /** Recognition, voice activity. */
    public static final SampleRate HZ_16000 = new SampleRate(16_000);
    /** Synthesis. */
    public static final SampleRate HZ_24000 = new SampleRate(24_000);
    /** Browsers, sound cards, Opus. */
    public static final SampleRate HZ_48000 = new SampleRate(48_000);

    public SampleRate {
        if (hertz < LEAST || hertz > MOST) {
            throw new AudioException("a sample rate of " + hertz + " Hz is not supported: give one from " + LEAST
                    + " to " + MOST + " Hz");
        }
    }

    /** How long so many samples last. */
    public double seconds(long samples) {
        return (double) samples / hertz;
    }

    /** How many samples last so long, rounded to the nearest. */
    public int samples(double seconds) {
        long samples = Math.round(seconds * hertz);
        if (samples < 0 || samples > Integer.MAX_VALUE) {
            throw new AudioException(seconds + " s at " + hertz + " Hz are more samples than fit in memory");
        }
        return (int) samples;
    }

    @Override
    public String toString() {
        return hertz + " Hz";
    }
}
