package org.liaoyuan.sound.recognition;

/**
 * Some words, and when they were said.
 *
 * @param start in seconds from the beginning of the sound
 * @param end in seconds
 * @param text without blanks around it
 * @param speaker 1 for who spoke first, 2, …; 0 where speakers are not told apart
 */
public record TranscriptSegment(double start, double end, String text, int speaker) {

    public TranscriptSegment {
        if (!(start >= 0 && end >= start)) {
            throw new IllegalArgumentException("a segment from " + start + " s to " + end + " s");
        }
    }

    /** Of nobody in particular. */
    public TranscriptSegment(double start, double end, String text) {
        this(start, end, text, 0);
    }

    public TranscriptSegment withSpeaker(int number) {
        return new TranscriptSegment(start, end, text, number);
    }

    /** As part of a sound in which its own begins so many seconds later. */
    public TranscriptSegment later(double seconds) {
        return new TranscriptSegment(start + seconds, end + seconds, text, speaker);
    }
}
