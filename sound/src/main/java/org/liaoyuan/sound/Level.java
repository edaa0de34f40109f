package org.liaoyuan.sound;

/**
 * Levels in decibels, and what they are relative to.
 *
 * <p>dB FS here: relative to a square wave of full scale, so a full-scale sine has -3.01 dB FS (AES17 would call that 0). dB SPL needs
 * a {@link Reference}: what pressure full scale stands for is known after a calibration alone.
 */
public final class Level {

    /** What silence has, instead of minus infinity. */
    public static final double SILENCE = -200;

    private Level() {}

    /**
     * What full scale stands for.
     *
     * @param fullScale dB SPL (re 20 µPa) of a sound with 0 dB FS
     */
    public record Reference(double fullScale) {

        public double spl(double decibelsFullScale) {
            return decibelsFullScale + fullScale;
        }

        public double fullScale(double decibelsSpl) {
            return decibelsSpl - fullScale;
        }
    }

    /** Root mean square of samples {@code from} to {@code to} (exclusive). */
    public static double rms(float[] samples, int from, int to) {
        if (to <= from) {
            return 0;
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    public static double rms(float[] samples) {
        return rms(samples, 0, samples.length);
    }

    /** The largest absolute sample. */
    public static double peak(float[] samples) {
        float most = 0;
        for (float sample : samples) {
            most = Math.max(most, Math.abs(sample));
        }
        return most;
    }

    /** An amplitude, such as a root mean square or a factor, in dB; {@link #SILENCE} at least. */
    public static double decibels(double amplitude) {
        return amplitude <= 0 ? SILENCE : Math.max(SILENCE, 20 * Math.log10(amplitude));
    }

    /** The amplitude or factor of a level in dB. */
    public static double amplitude(double decibels) {
        return Math.pow(10, decibels / 20);
    }

    /** dB FS of a clip. */
    public static double of(Clip clip) {
        return decibels(rms(clip.samples()));
    }
}
