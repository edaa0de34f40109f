package org.liaoyuan.sound.speakers;

/**
 * How speakers are told apart.
 *
 * @param mostSpeakers who is heard beyond these is taken for one of them
 * @param likeness from which cosine on two voices, of which much was heard, are one: higher finds more speakers
 * @param leastSpeech seconds that somebody must have spoken in all to be a speaker
 */
public record DiarizerOptions(int mostSpeakers, double likeness, double leastSpeech) {

    public static final int MOST = 20;

    /** What a conversation of people in a room or on a line is told apart with. */
    public static final DiarizerOptions DEFAULT = new DiarizerOptions(8, 0.9, 2);

    public DiarizerOptions {
        if (mostSpeakers < 1 || mostSpeakers > MOST) {
            throw new IllegalArgumentException(mostSpeakers + " speakers at most; give 1 to " + MOST);
        }
        if (!(likeness > 0 && likeness < 1) || !(leastSpeech >= 0)) {
            throw new IllegalArgumentException("likeness " + likeness + " must lie between 0 and 1, and leastSpeech "
                    + leastSpeech + " s not below 0");
        }
    }

    public DiarizerOptions withMostSpeakers(int most) {
        return new DiarizerOptions(most, likeness, leastSpeech);
    }
}
