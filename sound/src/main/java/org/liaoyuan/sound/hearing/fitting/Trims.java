package org.liaoyuan.sound.hearing.fitting;

/**
 * How a person wants a fitting other than its rule has it.
 *
 * @param low dB more or less up to 500 Hz
 * @param high dB more or less from 2 kHz on
 * @param compression how far compression ratios are from 1, as a part of what the fitting has: 1 leaves them, 0.5 takes half away
 */
public record Trims(double low, double high, double compression) {

    /** As the rule has it. */
    public static final Trims NONE = new Trims(0, 0, 1);

    /** dB either way. */
    public static final double MOST_GAIN = 24;

    public static final double MOST_COMPRESSION = 2;

    public Trims {
        if (!(Math.abs(low) <= MOST_GAIN
                && Math.abs(high) <= MOST_GAIN
                && compression >= 0
                && compression <= MOST_COMPRESSION)) {
            throw new IllegalArgumentException("trims of " + low + " and " + high + " dB, and " + compression
                    + " of the compression: gains are -" + MOST_GAIN + " to " + MOST_GAIN + " dB, compression 0 to "
                    + MOST_COMPRESSION);
        }
    }
}
