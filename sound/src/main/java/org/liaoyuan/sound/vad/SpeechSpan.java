package org.liaoyuan.sound.vad;

/**
 * A stretch of speech.
 *
 * @param start its first sample, counted from the beginning of the stream
 * @param end the sample after its last
 * @param voiced how many of them lie in frames that were speech
 */
public record SpeechSpan(long start, long end, long voiced) {}
