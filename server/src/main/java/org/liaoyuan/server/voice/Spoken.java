package org.liaoyuan.server.voice;

import java.util.ArrayList;
import java.util.List;

/**
 * What was spoken of an answer, and when it can have been heard: sound that was sent is played at once, and what follows behind
 * it. A client that knows better says so. Not thread-safe.
 */
final class Spoken {

    private record Clause(String text, double from) {}

    private final List<Clause> clauses = new ArrayList<>();
    private double sent;
    /** When all that was sent will have been played, in nanoseconds of {@link System#nanoTime}. */
    private long playedAt;

    /** The next words; their sound follows. */
    void clause(String text) {
        clauses.add(new Clause(text, sent));
    }

    void sound(double seconds, long now) {
        playedAt = Math.max(sent == 0 ? now : playedAt, now) + (long) (seconds * 1e9);
        sent += seconds;
    }

    /** Seconds of sound so far. */
    double sent() {
        return sent;
    }

    /** Seconds of sound that wait to be played. */
    double ahead(long now) {
        return sent == 0 ? 0 : Math.max(0, (playedAt - now) / 1e9);
    }

    /** Seconds that were played. */
    double heard(long now) {
        return Math.max(0, sent - ahead(now));
    }

    /** The words of which the sound begins before a time; of the last clause as much as its share, in whole words. */
    String text(double seconds) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < clauses.size(); i++) {
            Clause clause = clauses.get(i);
            double to = i + 1 < clauses.size() ? clauses.get(i + 1).from : sent;
            if (seconds >= to) {
                text.append(clause.text);
            } else if (seconds > clause.from) {
                text.append(share(clause.text, (seconds - clause.from) / (to - clause.from)));
                break;
            } else {
                break;
            }
        }
        return text.toString().stripTrailing();
    }

    private static String share(String text, double share) {
        int length = (int) (text.length() * share);
        while (length > 0 && length < text.length() && isInWord(text.charAt(length - 1), text.charAt(length))) {
            length--;
        }
        return text.substring(0, length);
    }

    private static boolean isInWord(char before, char after) {
        return Character.isLowSurrogate(after)
                || before < 0x2E80
                        && after < 0x2E80
                        && Character.isLetterOrDigit(before)
                        && Character.isLetterOrDigit(after);
    }
}
