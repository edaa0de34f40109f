package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passage that answers a search.
 *
 * @param document id
 * @param collection id of the one that the document is in; null for their own
 * @param name of the document
 * @param version of the document
 * @param ordinal of the passage in it: 0 …
 * @param headings above it, the outermost first
 * @param page where it stands: 1 …; null where the format has none
 * @param boxes in which its lines stand on the page, where that is known: of PDFs, photos and scans
 * @param score says only how passages of one search compare
 * @param words share of the search's words, each as rare as it is, that the passage holds: 0 to 1
 * @param meaning cosine of its vector and the search's; 0 where it is not among the nearest
 * @param marks where words of the search stand in the text
 */
public record FoundPassage(
        UUID document,
        @Nullable UUID collection,
        String name,
        int version,
        int ordinal,
        List<String> headings,
        @Nullable Integer page,
        String text,
        List<Place> boxes,
        double score,
        double words,
        double meaning,
        List<Mark> marks) {

    /** The same with another score. */
    FoundPassage scored(double other) {
        return new FoundPassage(
                document,
                collection,
                name,
                version,
                ordinal,
                headings,
                page,
                text,
                boxes,
                other,
                words,
                meaning,
                marks);
    }

    /**
     * A part of a text.
     *
     * @param start in UTF-16 units, as JavaScript counts
     * @param end after the last
     */
    @Schema(name = "Span")
    public record Mark(int start, int end) {}

    /**
     * Where a line stands on its page; lengths as shares of the page's width and height, from its top left.
     *
     * @param page 1 …; 1 for a picture
     */
    @Schema(name = "Box")
    public record Place(int page, double x, double y, double width, double height) {}
}
