package org.liaoyuan.sound.hearing.audiometry;

import org.liaoyuan.sound.hearing.fitting.Ear;

/**
 * What is played next in pure-tone audiometry.
 *
 * @param ear where
 * @param hertz of the tone
 * @param level in dB HL; never above the procedure's maximum
 * @param silent true for a catch trial: nothing is played, and who answers did not hear it
 * @param gap milliseconds to wait before it, drawn so that nobody can tell when it comes
 */
public record TonePresentation(Ear ear, int hertz, int level, boolean silent, int gap) {}
