package org.liaoyuan.sound.hearing.fitting;

/**
 * The long-term average spectrum of speech over twelve languages, Mandarin among them (Byrne et al. 1994, table II, men and women):
 * levels of third octaves where all together have 70 dB SPL.
 */
public final class SpeechSpectrum {

    private static final double[] CENTRES = {
        63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000, 6300,
        8000, 10000, 12500, 16000
    };
    private static final double[] LEVELS = {
        38.6, 43.5, 54.4, 57.7, 56.8, 60.2, 60.3, 59.0, 62.1, 62.1, 60.5, 56.8, 53.7, 53.0, 52.0, 48.7, 48.1, 46.8,
        45.6, 44.5, 44.3, 43.7, 43.4, 41.3, 40.7
    };
    private static final double SIXTH = Math.pow(2, 1.0 / 6);
    private static final double WHOLE = power(0, 1e6, 0);

    private SpeechSpectrum() {}

    /**
     * The level of speech between two frequencies.
     *
     * @param overall level of the speech, dB SPL
     * @param from in Hz
     * @param to in Hz
     * @return in dB SPL
     */
    public static double level(double overall, double from, double to) {
        return 10 * Math.log10(Math.max(1e-12, power(from, to, overall) / WHOLE));
    }

    /** Third octaves that lie only partly between the two count by their part of the logarithm of frequency. */
    private static double power(double from, double to, double overall) {
        double sum = 0;
        for (int i = 0; i < CENTRES.length; i++) {
            double low = CENTRES[i] / SIXTH;
            double high = CENTRES[i] * SIXTH;
            double inside = Math.log(Math.min(high, to) / Math.max(low, Math.max(from, 1e-3)));
            if (inside > 0) {
                sum += inside / Math.log(high / low) * Math.pow(10, LEVELS[i] / 10);
            }
        }
        return sum * Math.pow(10, overall / 10);
    }
}
