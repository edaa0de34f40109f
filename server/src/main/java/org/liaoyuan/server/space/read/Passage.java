package org.liaoyuan.server.space.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/**
 * What is found as one: some sentences, or rows of a table.
 *
 * @param headings above it, the outermost first
 * @param page where it stands: 1 …; null where the format has none
 * @param boxes in which its lines stand, where that is known; lines beyond {@link Passages#MOST_BOXES} share one
 */
@NamedInterface("read")
public record Passage(List<String> headings, @Nullable Integer page, String text, List<Box> boxes) {

    public Passage {
        headings = List.copyOf(headings);
        boxes = List.copyOf(boxes);
    }

    /** One of which it is not known where it stands. */
    public Passage(List<String> headings, @Nullable Integer page, String text) {
        this(headings, page, text, List.of());
    }
}
