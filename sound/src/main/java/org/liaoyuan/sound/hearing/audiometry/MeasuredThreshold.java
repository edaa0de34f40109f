package org.liaoyuan.sound.hearing.audiometry;

import org.liaoyuan.sound.hearing.fitting.Ear;

/**
 * The softest tone that somebody hears.
 *
 * @param ear whose
 * @param hertz of the tone
 * @param level in dB HL: mean of the posterior over all answers at this frequency; the maximum where that was not heard
 * @param standardError of it in dB
 * @param staircase by ISO 8253-1: the lowest level heard in two of three ascents, in steps of 5 dB
 * @param beyondMaximum true where the loudest tone was not heard: the threshold is above
 * @param agreed false where the ascents did not come to an agreement
 */
public record MeasuredThreshold(
        Ear ear, int hertz, double level, double standardError, int staircase, boolean beyondMaximum, boolean agreed) {}
