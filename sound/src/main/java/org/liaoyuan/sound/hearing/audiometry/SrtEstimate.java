package org.liaoyuan.sound.hearing.audiometry;

/**
 * What came of a digits-in-noise test.
 *
 * @param srt the speech reception threshold: the signal-to-noise ratio in dB at which half of the triplets are understood; mean of the
 *     posterior over all answers
 * @param standardError of it, in dB: the posterior's standard deviation
 * @param meanSnr the ratio in dB that was asked at from the fifth trial on, in the mean: where it is far from the threshold, the answers do not
 *     fit together
 * @param trials how many there were
 * @param reliability whether the answers fit together
 */
public record SrtEstimate(double srt, double standardError, double meanSnr, int trials, Reliability reliability) {}
