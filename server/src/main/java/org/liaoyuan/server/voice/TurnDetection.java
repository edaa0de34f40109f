package org.liaoyuan.server.voice;

import java.time.Duration;

/** How it is found out that the person has said what they want to say. */
public sealed interface TurnDetection {

    double DEFAULT_THRESHOLD = 0.5;

    /** The client says when a turn begins and ends. */
    record Off() implements TurnDetection {}

    /**
     * Whoever is silent for so long has ended their turn.
     *
     * @param threshold how probable speech must be to count, from 0 to 1
     * @param padding sound before the first speech that belongs to the turn
     * @param silence how long
     * @param respond whether a turn is answered without being asked to
     * @param interrupt whether speech ends an answer that is being spoken
     */
    record Silence(double threshold, Duration padding, Duration silence, boolean respond, boolean interrupt)
            implements TurnDetection {

        public static final Silence DEFAULT =
                new Silence(DEFAULT_THRESHOLD, Duration.ofMillis(300), Duration.ofMillis(500), true, true);

        public Silence {
            if (!(threshold > 0 && threshold < 1)) {
                throw new IllegalArgumentException("threshold " + threshold + " must be between 0 and 1");
            }
            requireAtMost("prefix_padding_ms", padding, Duration.ofSeconds(2));
            requireAtMost("silence_duration_ms", silence, Duration.ofSeconds(8));
        }

        private static void requireAtMost(String name, Duration value, Duration most) {
            if (value.isNegative() || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        name + " " + value.toMillis() + " must be from 0 to " + most.toMillis());
            }
        }
    }

    /**
     * A turn whose words are a whole sentence ends after a short pause, one that breaks off in the middle after a long one.
     *
     * @param eagerness how soon
     * @param respond as of {@link Silence}
     * @param interrupt as of {@link Silence}
     */
    record Meaning(Eagerness eagerness, boolean respond, boolean interrupt) implements TurnDetection {

        public static final Meaning DEFAULT = new Meaning(Eagerness.MEDIUM, true, true);
    }

    /** Pauses in seconds after which a turn ends: of a whole sentence, of what may be one, of one that is not at its end. */
    enum Eagerness {
        LOW(0.9, 1.6, 4.0),
        MEDIUM(0.5, 0.9, 2.0),
        HIGH(0.35, 0.6, 1.2);

        final double whole;
        final double unsure;
        final double broken;

        Eagerness(double whole, double unsure, double broken) {
            this.whole = whole;
            this.unsure = unsure;
            this.broken = broken;
        }
    }

    default boolean respond() {
        return switch (this) {
            case Off off -> false;
            case Silence silence -> silence.respond;
            case Meaning meaning -> meaning.respond;
        };
    }

    default boolean interrupt() {
        return switch (this) {
            case Off off -> false;
            case Silence silence -> silence.interrupt;
            case Meaning meaning -> meaning.interrupt;
        };
    }
}
