package org.liaoyuan.sound.hearing.audiometry;

import java.util.List;

/**
 * What came of pure-tone audiometry.
 *
 * @param thresholds by ear, then rising frequency
 * @param catches how many catch trials there were
 * @param falseAlarms how many of them were answered
 * @param strays presses while nothing was to be heard
 * @param retest how much higher the second threshold at 1 kHz was than the first, in dB; NaN where one of them is beyond the maximum
 * @param reliability whether the answers fit together
 */
public record ToneResult(
        List<MeasuredThreshold> thresholds,
        int catches,
        int falseAlarms,
        int strays,
        double retest,
        Reliability reliability) {}
