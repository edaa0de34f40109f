package org.liaoyuan.server.assistant.find;

import java.util.List;

/**
 * A part of a text around what was found in it, on one line.
 *
 * @param marks in order, apart from each other
 */
record Excerpt(String text, List<Mark> marks) {

    private static final int BEFORE = 40;
    private static final int LENGTH = 160;

    /** Around the first mark; the text's beginning where there is none. */
    static Excerpt of(String text, List<Mark> marks) {
        int first = marks.isEmpty() ? 0 : marks.getFirst().start();
        int start = whole(text, first <= BEFORE ? 0 : first - BEFORE);
        int end = whole(text, Math.min(text.length(), start + LENGTH));
        String before = start > 0 ? "…" : "";
        int moved = before.length() - start;
        List<Mark> inside = marks.stream()
                .filter(mark -> mark.start() >= start && mark.end() <= end)
                .map(mark -> new Mark(mark.start() + moved, mark.end() + moved))
                .toList();
        // one for one, so that marks stay where they are
        String line = text.substring(start, end).replaceAll("\\s", " ");
        return new Excerpt(before + line + (end < text.length() ? "…" : ""), inside);
    }

    /** Half a character is none. */
    private static int whole(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
