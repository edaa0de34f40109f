package org.liaoyuan.server.space;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.index.Span;
import org.liaoyuan.server.space.read.Box;

/**
 * A passage that answers a search.
 *
 * @param document id
 * @param name of the document
 * @param version of the document
 * @param ordinal of the passage in it: 0 …
 * @param headings above it, the outermost first
 * @param page where it stands: 1 …; null where the format has none
 * @param boxes in which its lines stand on the page, where that is known: of photos and scans
 * @param score says only how passages of one search compare
 * @param marks where words of the search stand in the text
 */
record FoundPassage(
        UUID document,
        String name,
        int version,
        int ordinal,
        List<String> headings,
        @Nullable Integer page,
        String text,
        List<Box> boxes,
        double score,
        List<Span> marks) {}
