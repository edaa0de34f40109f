package org.liaoyuan.sound.speakers;

/**
 * The voice of a moment.
 *
 * @param start in seconds
 * @param end in seconds
 * @param voice of length 1
 */
@SuppressWarnings("ArrayRecordComponent") // is never compared
record VoiceWindow(double start, double end, float[] voice) {

    double centre() {
        return (start + end) / 2;
    }
}
