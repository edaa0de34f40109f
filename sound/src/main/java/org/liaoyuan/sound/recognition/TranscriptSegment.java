package org.liaoyuan.sound.recognition;

/**
 * Some words, and when they were said.
 *
 * @param start in seconds from the beginning of the sound
 * @param end in seconds
 * @param text without blanks around it
 */
public record TranscriptSegment(double start, double end, String text) {

    public TranscriptSegment {
        if (!(start >= 0 && end >= start)) {
            throw new IllegalArgumentException("a segment from " + start + " s to " + end + " s");
        }
    }

    /** As part of a sound in which its own begins so many seconds later. */
    public TranscriptSegment later(double seconds) {
        return new TranscriptSegment(start + seconds, end + seconds, text);
    }
}
