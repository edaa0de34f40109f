package org.liaoyuan.server.space.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/**
 * A piece of a document, as its author set it apart.
 *
 * @param level of a heading: 1 is the outermost; 0 for others
 * @param page 1 …; null where the format has none
 * @param text a paragraph, a heading, or a table with a line for each row and {@code " | "} between cells
 * @param places where parts of the text stand on the page, where that is known
 */
@NamedInterface("read")
public record Block(Kind kind, int level, @Nullable Integer page, String text, List<Place> places) {

    public Block {
        places = List.copyOf(places);
    }

    /** One of which it is not known where it stands. */
    public Block(Kind kind, int level, @Nullable Integer page, String text) {
        this(kind, level, page, text, List.of());
    }

    /** What it is. */
    public enum Kind {
        HEADING,
        TEXT,
        TABLE
    }

    static Block heading(int level, @Nullable Integer page, String text) {
        return new Block(Kind.HEADING, level, page, text);
    }

    static Block text(@Nullable Integer page, String text) {
        return new Block(Kind.TEXT, 0, page, text);
    }

    static Block table(@Nullable Integer page, String text) {
        return new Block(Kind.TABLE, 0, page, text);
    }
}
