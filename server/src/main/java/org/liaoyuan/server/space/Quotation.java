package org.liaoyuan.server.space;

import java.util.stream.Collectors;

/**
 * Texts of others, so that a model can tell where they begin and end. INVARIANT: each line of what {@link #lines} gives begins with
 * {@link #MARK}, so no text can end its quotation or look like what stands around it. What is a line end to anybody (Unicode 5.8) is
 * one here, and control and format characters are gone.
 */
public final class Quotation {

    public static final String MARK = "> ";

    private static final int MOST_TITLE = 120;

    private Quotation() {}

    /** Without empty lines; empty for nothing. */
    public static String lines(String text) {
        return clean(text)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> MARK + line.strip())
                .collect(Collectors.joining("\n"));
    }

    /** A title: one line, not too long. */
    public static String oneLine(String text) {
        String line = clean(text).replace('\n', ' ').strip();
        return line.codePointCount(0, line.length()) <= MOST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST_TITLE)) + "…";
    }

    /** With line feeds as the only line ends, and nothing that is not seen. */
    public static String clean(String text) {
        return text.replaceAll("\\R", "\n")
                .replace('\u001c', '\n')
                .replace('\u001d', '\n')
                .replace('\u001e', '\n')
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}&&[^\\n\\t]]", "");
    }
}
