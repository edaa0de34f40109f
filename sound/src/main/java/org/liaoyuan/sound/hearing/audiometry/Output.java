package org.liaoyuan.sound.hearing.audiometry;

import java.util.List;
import org.liaoyuan.sound.hearing.fitting.Calibration;

/**
 * What a level in dB HL is on this device: how loud a tone of full scale is at each frequency. Immutable.
 *
 * <p>Without a calibration that is guessed: {@value #FULL_SCALE} dB SPL, as many phones and computers have with headphones at about three quarters
 * of their volume, less the reference threshold of circumaural headphones (ISO 389-8, Sennheiser HDA 200). Such levels can be wrong by 20 dB; their
 * shape over frequency is better. Calibrated by ears that hear normally, the mean of their thresholds is 0 dB HL.
 */
public final class Output {

    private static final double FULL_SCALE = 95;
    private static final int[] FREQUENCIES = {250, 500, 1000, 2000, 4000, 8000};
    /** ISO 389-8:2004, dB SPL at 0 dB HL. */
    private static final double[] REFERENCE = {18, 11, 5.5, 4.5, 9.5, 17.5};
    /** No ear that hears normally has a threshold farther off, on a device that is fit for this. */
    private static final double MOST_MOVED = 40;

    private final Calibration calibration;
    private final double[] fullScale;

    private Output(Calibration calibration, double[] fullScale) {
        this.calibration = calibration;
        this.fullScale = fullScale;
    }

    /** Of a device of which nothing is known. */
    public static Output guessed() {
        double[] levels = new double[FREQUENCIES.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = FULL_SCALE - REFERENCE[i];
        }
        return new Output(Calibration.NONE, levels);
    }

    /**
     * As it was written down.
     *
     * @param fullScale dB HL of a tone of full scale at 250, 500, 1000, 2000, 4000 and 8000 Hz
     */
    public static Output of(Calibration calibration, double... fullScale) {
        if (fullScale.length != FREQUENCIES.length) {
            throw new IllegalArgumentException(
                    "a calibration has " + FREQUENCIES.length + " levels, not " + fullScale.length);
        }
        for (double level : fullScale) {
            if (!(level >= 20 && level <= 140)) {
                throw new IllegalArgumentException("a tone of full scale has 20 to 140 dB HL, not " + level);
            }
        }
        return new Output(calibration, fullScale.clone());
    }

    /**
     * After somebody who hears normally was measured on this device.
     *
     * @param thresholds of one or both ears, with this output
     * @throws IllegalArgumentException where they are not those of such ears: a frequency is missing, or farther off than a device may be
     */
    public Output biological(List<MeasuredThreshold> thresholds) {
        double[] levels = fullScale.clone();
        for (int i = 0; i < levels.length; i++) {
            double sum = 0;
            int count = 0;
            for (MeasuredThreshold threshold : thresholds) {
                if (threshold.hertz() == FREQUENCIES[i] && !threshold.beyondMaximum()) {
                    sum += threshold.level();
                    count++;
                }
            }
            if (count == 0 || Math.abs(sum / count) > MOST_MOVED) {
                throw new IllegalArgumentException("at " + FREQUENCIES[i] + " Hz no threshold within " + MOST_MOVED
                        + " dB was measured: have somebody tested who hears normally");
            }
            levels[i] -= sum / count;
        }
        return new Output(Calibration.BIOLOGICAL, levels);
    }

    public Calibration calibration() {
        return calibration;
    }

    /** dB HL of a tone of full scale at 250, 500, 1000, 2000, 4000 and 8000 Hz; a copy. */
    public double[] fullScale() {
        return fullScale.clone();
    }

    /** The loudest level, in steps of 5 dB, that this device plays at all frequencies; at most the hard maximum. */
    public int maximum() {
        double least = ToneAudiometry.HARD_MAXIMUM;
        for (double level : fullScale) {
            least = Math.min(least, level);
        }
        return Math.max(40, (int) Math.floor(least / 5) * 5);
    }

    /** Of full scale; never above 1. */
    public double amplitude(int hertz, double level) {
        for (int i = 0; i < FREQUENCIES.length; i++) {
            if (FREQUENCIES[i] == hertz) {
                return Math.min(1, Math.pow(10, (level - fullScale[i]) / 20));
            }
        }
        throw new IllegalArgumentException("no tone of " + hertz + " Hz is measured");
    }
}
