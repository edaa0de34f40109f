package org.liaoyuan.server.space;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How speakers stand in a transcript: a line on which another begins to speak begins with the name and a colon, as in {@code 说话人 1：…}
 * and {@code Speaker 1: …}.
 */
final class SpeakerNames {

    static final int LONGEST = 40;

    private static final String WIDE = "：";
    private static final String NARROW = ": ";

    private SpeakerNames() {}

    /** What speakers are called before anybody names them. */
    static List<String> labels(int speakers, String language) {
        String label = language.equals("zh") ? "说话人 " : "Speaker ";
        return IntStream.rangeClosed(1, speakers)
                .mapToObj(number -> label + number)
                .toList();
    }

    /** The beginning of a line of text in Chinese, or in another language. */
    static String prefix(String name) {
        return name
                + (name.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                        ? WIDE
                        : NARROW);
    }

    /** A text in which who was called one thing is called another. */
    static String renamed(String text, String from, String to) {
        return text.lines()
                .map(line -> line.startsWith(from + WIDE)
                        ? prefix(to) + line.substring(from.length() + WIDE.length())
                        : line.startsWith(from + NARROW)
                                ? prefix(to) + line.substring(from.length() + NARROW.length())
                                : line)
                .collect(Collectors.joining("\n"));
    }

    /**
     * A name that somebody gives.
     *
     * @param taken those of the others
     * @throws IllegalArgumentException if it is none, or would make two speakers one
     */
    static String checked(@Nullable String name, Set<String> taken) {
        String wanted = name == null ? "" : name.strip();
        if (wanted.isEmpty()
                || wanted.length() > LONGEST
                || wanted.codePoints()
                        .anyMatch(c -> Character.isISOControl(c) || c == ':' || c == '：' || c == 0x2028)) {
            throw new IllegalArgumentException("name has " + wanted.length() + " characters; expected 1 to " + LONGEST
                    + ", on one line and without a colon");
        }
        if (taken.contains(wanted)) {
            throw new IllegalArgumentException(
                    "name is that of another speaker of this recording; expected another, such as with a number");
        }
        return wanted;
    }
}
