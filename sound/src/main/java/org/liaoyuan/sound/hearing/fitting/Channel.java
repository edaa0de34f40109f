package org.liaoyuan.sound.hearing.fitting;

/**
 * One channel of a compressor: what gain it has at which level. All levels are those of the sound within the channel, in dB SPL.
 *
 * <p>Below the knee the gain is constant. Above, the output grows by {@code 1/ratio} dB a dB, on a line through {@code gain} at
 * {@code pivot}, until nothing is amplified any more; it never attenuates.
 *
 * @param centre in Hz
 * @param lower edge in Hz
 * @param upper edge in Hz
 * @param gain in dB at the pivot
 * @param pivot the level of ordinary speech in this channel
 * @param knee where compression begins
 * @param ratio 1 or more
 */
public record Channel(double centre, double lower, double upper, double gain, double pivot, double knee, double ratio) {

    public Channel {
        if (!(lower < centre && centre < upper && ratio >= 1 && gain >= 0 && gain <= MOST_GAIN)) {
            throw new IllegalArgumentException("a channel at " + centre + " Hz from " + lower + " to " + upper
                    + " Hz with " + gain + " dB and ratio " + ratio + ": the centre lies inside, the gain is 0 to "
                    + MOST_GAIN + " dB, the ratio 1 or more");
        }
    }

    /** dB; prescriptions stay below for every audiogram that can be written down. */
    public static final double MOST_GAIN = 80;

    /** The static curve: dB of gain at a level. */
    public double gain(double level) {
        double compressed = gain + (1 - 1 / ratio) * (pivot - Math.max(level, knee));
        return Math.max(0, compressed);
    }

    /** The same with some dB more or less of gain everywhere, as somebody trims it. */
    public Channel trimmed(double decibels) {
        return new Channel(centre, lower, upper, Math.clamp(gain + decibels, 0, MOST_GAIN), pivot, knee, ratio);
    }

    /** With more or less compression about the same gain for ordinary speech. @param part of how far the ratio is from 1 */
    Channel compressed(double part) {
        return new Channel(centre, lower, upper, gain, pivot, knee, 1 + part * (ratio - 1));
    }
}
