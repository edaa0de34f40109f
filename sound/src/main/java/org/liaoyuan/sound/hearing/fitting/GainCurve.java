package org.liaoyuan.sound.hearing.fitting;

/**
 * Gain in dB over frequency: lines between points over frequency (not its logarithm: so does pyclarity), level beyond them. Immutable.
 */
public final class GainCurve {

    private final double[] frequencies;
    private final double[] gains;

    /**
     * @param frequencies in Hz, rising
     * @param gains in dB
     */
    GainCurve(double[] frequencies, double[] gains) {
        if (frequencies.length == 0 || frequencies.length != gains.length) {
            throw new IllegalArgumentException(
                    frequencies.length + " frequencies for " + gains.length + " gains: give as many of both");
        }
        this.frequencies = frequencies.clone();
        this.gains = gains.clone();
    }

    /** In dB. */
    public double at(double hertz) {
        int last = frequencies.length - 1;
        if (hertz <= frequencies[0]) {
            return gains[0];
        }
        if (hertz >= frequencies[last]) {
            return gains[last];
        }
        int above = 1;
        while (frequencies[above] < hertz) {
            above++;
        }
        double part = (hertz - frequencies[above - 1]) / (frequencies[above] - frequencies[above - 1]);
        return gains[above - 1] + part * (gains[above] - gains[above - 1]);
    }

    /** Where its lines meet, in Hz; a copy. */
    public double[] frequencies() {
        return frequencies.clone();
    }
}
