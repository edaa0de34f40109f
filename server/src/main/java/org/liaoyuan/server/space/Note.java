package org.liaoyuan.server.space;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that was written in place.
 *
 * @param title empty for none
 * @param text Markdown
 * @param revision goes up with each change
 */
record Note(UUID id, String title, String text, int revision, Instant createdAt, Instant updatedAt) {

    /** The file's name, without its end, is no longer than this. */
    static final int LONGEST_TITLE = 150;

    static final int LONGEST_TEXT = 200_000;

    private static final int LONGEST_NAME = 60;

    boolean isBlank() {
        return title.isBlank() && text.isBlank();
    }

    /** What the document that is made of it is called: its title, else how it begins. */
    String fileName() {
        String called = title.isBlank()
                ? text.lines()
                        .map(line -> line.replaceAll("^[#>*\\s-]+", "").strip())
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .orElse("Note")
                : title;
        String clean =
                called.replaceAll("\\p{Cntrl}", " ").replaceAll("[/\\\\]", "-").strip();
        int end = title.isBlank() ? Math.min(clean.length(), LONGEST_NAME) : clean.length();
        // half a character is none
        return clean.substring(0, end > 0 && Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end) + ".md";
    }

    /** As a file. */
    byte[] bytes() {
        return (title.isBlank() ? text : "# " + title.strip() + "\n\n" + text).getBytes(StandardCharsets.UTF_8);
    }
}
