package org.liaoyuan.server.space.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;

/**
 * What is found as one: some sentences, or rows of a table.
 *
 * @param headings above it, the outermost first
 * @param page where it stands: 1 …; null where the format has none
 */
@NamedInterface("read")
public record Passage(List<String> headings, @Nullable Integer page, String text) {

    public Passage {
        headings = List.copyOf(headings);
    }
}
