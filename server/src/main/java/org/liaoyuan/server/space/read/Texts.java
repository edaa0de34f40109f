package org.liaoyuan.server.space.read;

import java.util.stream.Collectors;

/** Text out of files made plain: no controls, no lone surrogates, no runs of blanks. PostgreSQL takes all of it. */
final class Texts {

    private Texts() {}

    static String oneLine(CharSequence text) {
        return clean(text).replaceAll("[\\s\\u00a0\\u3000]+", " ").strip();
    }

    /** Lines stay lines; empty ones go. */
    static String lines(CharSequence text) {
        return clean(text)
                .lines()
                .map(line -> line.replaceAll("[ \\t\\u00a0\\u3000]+", " ").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String clean(CharSequence text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || c == '\r' || !Character.isISOControl(c))
                .filter(c -> Character.getType(c) != Character.SURROGATE && c != 0xfeff && c != 0xfffe && c != 0xffff)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
