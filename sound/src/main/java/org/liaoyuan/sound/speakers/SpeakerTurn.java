package org.liaoyuan.sound.speakers;

/**
 * Somebody speaks.
 *
 * @param start in seconds from the beginning of the sound
 * @param end in seconds
 * @param speaker 1 for who speaks first, 2 for the next that was not heard before, …
 */
public record SpeakerTurn(double start, double end, int speaker) {

    public SpeakerTurn {
        if (!(start >= 0 && end > start && speaker > 0)) {
            throw new IllegalArgumentException(
                    "a turn of speaker " + speaker + " from " + start + " s to " + end + " s");
        }
    }

    /** How many seconds of it lie in between. */
    public double within(double from, double to) {
        return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
}
