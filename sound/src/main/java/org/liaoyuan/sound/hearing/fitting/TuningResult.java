package org.liaoyuan.sound.hearing.fitting;

/**
 * What comparing found.
 *
 * @param trims gains in whole dB, compression in steps of 0.05
 * @param preferred how likely the person would rather have these than what they began with, when they find a difference at all: 0 to 1
 * @param comparisons answers that it follows from
 */
public record TuningResult(Trims trims, double preferred, int comparisons) {}
