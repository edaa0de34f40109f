package org.liaoyuan.sound.synthesis;

import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/** How long the silence after a clause is, by the punctuation at its end. */
public enum PauseStyle {
    SHORT(0.5),
    USUAL(1),
    LONG(1.7);

    /** Seconds, of the usual style. */
    private static final double PARAGRAPH = 0.55;

    private static final double SENTENCE = 0.35;
    private static final double COLON = 0.2;
    private static final double COMMA = 0.1;

    /** Cut where the text has no punctuation. */
    private static final double NONE = 0.02;

    private final double factor;

    PauseStyle(double factor) {
        this.factor = factor;
    }

    /** Silence after a clause, as it was cut. */
    Clip after(String clause, SampleRate rate) {
        return Clip.silence(rate, factor * seconds(clause));
    }

    private static double seconds(String clause) {
        for (int i = clause.length() - 1; i >= 0; i--) {
            char c = clause.charAt(i);
            if (c == '\n') {
                return PARAGRAPH;
            }
            if ("。.！!？?…".indexOf(c) >= 0) {
                return SENTENCE;
            }
            if ("；;：:—".indexOf(c) >= 0) {
                return COLON;
            }
            if ("，,、".indexOf(c) >= 0) {
                return COMMA;
            }
            if (Character.isLetterOrDigit(c)) {
                return NONE;
            }
        }
        return COMMA;
    }
}
