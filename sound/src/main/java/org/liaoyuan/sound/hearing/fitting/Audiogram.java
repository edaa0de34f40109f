package org.liaoyuan.sound.hearing.fitting;

import java.util.Arrays;

/**
 * Thresholds of one ear by air conduction, in dB HL (ISO 389), at frequencies that rise. Immutable.
 *
 * <p>Between its frequencies it is a line over the logarithm of frequency, beyond them it stays as it is at the end, as pyclarity's
 * {@code Audiogram.resample} has it.
 */
public final class Audiogram {

    /** The frequencies that are asked for where nothing else is said, in Hz. */
    public static final double[] STANDARD = {250, 500, 1000, 2000, 3000, 4000, 6000, 8000};

    public static final double LEAST_LEVEL = -20;
    public static final double MOST_LEVEL = 130;
    public static final double LEAST_FREQUENCY = 100;
    public static final double MOST_FREQUENCY = 20_000;
    private static final int MOST_POINTS = 32;

    private final Ear ear;
    private final Calibration calibration;
    private final double[] frequencies;
    private final double[] levels;

    /**
     * @param frequencies in Hz, rising
     * @param levels in dB HL, one for each frequency
     * @throws IllegalArgumentException if they do not fit together, or are outside of what an audiometer measures
     */
    public Audiogram(Ear ear, Calibration calibration, double[] frequencies, double[] levels) {
        if (frequencies.length == 0 || frequencies.length > MOST_POINTS || frequencies.length != levels.length) {
            throw new IllegalArgumentException("an audiogram with " + frequencies.length + " frequencies and "
                    + levels.length + " thresholds: give as many of both, from 1 to " + MOST_POINTS);
        }
        double before = 0;
        for (int i = 0; i < frequencies.length; i++) {
            double frequency = frequencies[i];
            if (!(frequency >= LEAST_FREQUENCY && frequency <= MOST_FREQUENCY && frequency > before)) {
                throw new IllegalArgumentException("the frequency " + frequency + " Hz after " + before
                        + " Hz in an audiogram: they rise, from " + LEAST_FREQUENCY + " to " + MOST_FREQUENCY + " Hz");
            }
            if (!(levels[i] >= LEAST_LEVEL && levels[i] <= MOST_LEVEL)) {
                throw new IllegalArgumentException("a threshold of " + levels[i] + " dB HL at " + frequency
                        + " Hz: give one from " + LEAST_LEVEL + " to " + MOST_LEVEL);
            }
            before = frequency;
        }
        this.ear = ear;
        this.calibration = calibration;
        this.frequencies = frequencies.clone();
        this.levels = levels.clone();
    }

    /** @param levels in dB HL at the {@link #STANDARD} frequencies */
    public static Audiogram standard(Ear ear, Calibration calibration, double... levels) {
        return new Audiogram(ear, calibration, STANDARD, levels);
    }

    public Ear ear() {
        return ear;
    }

    public Calibration calibration() {
        return calibration;
    }

    /** In Hz, rising; a copy. */
    public double[] frequencies() {
        return frequencies.clone();
    }

    /** In dB HL; a copy. */
    public double[] levels() {
        return levels.clone();
    }

    /** The threshold at a frequency in Hz, in dB HL. */
    public double level(double hertz) {
        int last = frequencies.length - 1;
        if (hertz <= frequencies[0]) {
            return levels[0];
        }
        if (hertz >= frequencies[last]) {
            return levels[last];
        }
        int above = 1;
        while (frequencies[above] < hertz) {
            above++;
        }
        double part = Math.log(hertz / frequencies[above - 1]) / Math.log(frequencies[above] / frequencies[above - 1]);
        return levels[above - 1] + part * (levels[above] - levels[above - 1]);
    }

    /** The mean at 500, 1000, 2000 and 4000 Hz in dB HL, by which losses are graded (WHO 2021). */
    public double fourFrequencyAverage() {
        return (level(500) + level(1000) + level(2000) + level(4000)) / 4;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Audiogram that
                && ear == that.ear
                && calibration == that.calibration
                && Arrays.equals(frequencies, that.frequencies)
                && Arrays.equals(levels, that.levels);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(frequencies) + Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
        return ear + " " + Arrays.toString(levels) + " dB HL at " + Arrays.toString(frequencies) + " Hz, calibration "
                + calibration;
    }
}
