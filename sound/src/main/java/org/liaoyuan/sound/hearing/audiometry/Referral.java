package org.liaoyuan.sound.hearing.audiometry;

import java.util.List;
import java.util.Set;
import org.liaoyuan.sound.hearing.fitting.Ear;

/** Who should see a clinician. */
public enum Referral {
    /** Nothing speaks for it. */
    NONE,
    /** In the next weeks, before an aid is used. */
    CLINICIAN,
    /** Today. */
    URGENT;

    /** In dB, of the mean at 0.5, 1, 2 and 4 kHz: a difference that is not of age or noise. */
    private static final double ASYMMETRY = 15;
    /** dB HL, of that mean: WHO 2021 calls 65 and more severe. */
    private static final double SEVERE = 65;

    private static final int[] MEAN = {500, 1000, 2000, 4000};

    /** By what the person said. */
    public static Referral of(Set<RedFlag> flags) {
        Referral worst = NONE;
        for (RedFlag flag : flags) {
            worst = flag.urgent() ? URGENT : worst == NONE ? CLINICIAN : worst;
        }
        return worst;
    }

    /** By what was measured: ears that differ, or a severe loss. */
    public static Referral of(ToneResult result) {
        double right = mean(result.thresholds(), Ear.RIGHT);
        double left = mean(result.thresholds(), Ear.LEFT);
        boolean severe = Math.max(right, left) >= SEVERE;
        return severe || Math.abs(right - left) >= ASYMMETRY ? CLINICIAN : NONE;
    }

    /** The mean threshold at 0.5, 1, 2 and 4 kHz in dB HL; one beyond the maximum counts as the maximum. */
    public static double mean(List<MeasuredThreshold> thresholds, Ear ear) {
        double sum = 0;
        for (int hertz : MEAN) {
            boolean found = false;
            for (MeasuredThreshold threshold : thresholds) {
                if (threshold.ear() == ear && threshold.hertz() == hertz) {
                    sum += threshold.level();
                    found = true;
                }
            }
            if (!found) {
                throw new IllegalArgumentException("no threshold of the " + ear + " ear at " + hertz + " Hz");
            }
        }
        return sum / MEAN.length;
    }
}
