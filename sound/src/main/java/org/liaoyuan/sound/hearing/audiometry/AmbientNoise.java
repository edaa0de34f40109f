package org.liaoyuan.sound.hearing.audiometry;

/**
 * Whether a place is quiet enough: what ISO 8253-1:2010 permits in the third-octave band about each frequency, where thresholds down to 0 dB HL are
 * measured with ordinary headphones to within 2 dB. Louder places still let thresholds be measured that are as much above 0.
 */
public final class AmbientNoise {

    private static final int[] FREQUENCIES = {250, 500, 1000, 2000, 4000, 8000};
    /** dB SPL, of table 2. */
    private static final double[] PERMITTED = {19, 18, 23, 30, 36, 33};

    private AmbientNoise() {}

    /** dB SPL in the third of an octave about a frequency, for thresholds of 0 dB HL. */
    public static double permitted(int hertz) {
        return PERMITTED[index(hertz)];
    }

    /** The lowest threshold in dB HL that can be measured there; 0 at least. */
    public static double lowest(int hertz, double spl) {
        return Math.max(0, spl - permitted(hertz));
    }

    /** The lowest of all frequencies' that can be measured at the worst of them. */
    public static double lowest(double[] spl) {
        double worst = 0;
        for (int i = 0; i < FREQUENCIES.length; i++) {
            worst = Math.max(worst, lowest(FREQUENCIES[i], spl[i]));
        }
        return worst;
    }

    static int index(int hertz) {
        for (int i = 0; i < FREQUENCIES.length; i++) {
            if (FREQUENCIES[i] == hertz) {
                return i;
            }
        }
        throw new IllegalArgumentException("no noise is measured at " + hertz + " Hz");
    }
}
