package org.liaoyuan.sound.recognition.whisper;

/**
 * What the decoder said of a window.
 *
 * @param tokens words and times, without the end
 * @param meanLogProbability of its words and its end, as a natural logarithm
 * @param looped whether it repeated itself and was cut there
 * @param finished whether it came to its end
 */
@SuppressWarnings("ArrayRecordComponent")
record Decoding(int[] tokens, double meanLogProbability, boolean looped, boolean finished) {}
