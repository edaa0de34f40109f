package org.liaoyuan.server.assistant.proof;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passage that an answer was shown, as it was then.
 *
 * @param number as the answer cites it: 1 …
 * @param document id, of material and collections
 * @param collection id of the one that the document is in, of collections
 * @param version of the document, of material and collections
 * @param ordinal of the passage in its document: 0 …, of material and collections
 * @param address of the page, of the web
 * @param title name of the document, or title of the page
 * @param headings above it, the outermost first
 * @param page where it stands: 1 …; null where the format has none
 * @param text empty where the document was deleted since, or is withheld
 * @param score 0 to 1: how well it fits the question, so that questions compare
 * @param marks where words of the question stand in the text
 * @param deleted whether the document was deleted since
 * @param withheld whether its collection is no longer open to who asks: then title, text and place are empty
 */
public record Evidence(
        int number,
        EvidenceSource.Kind kind,
        @Nullable UUID document,
        @Nullable UUID collection,
        @Nullable Integer version,
        @Nullable Integer ordinal,
        @Nullable String address,
        String title,
        List<String> headings,
        @Nullable Integer page,
        String text,
        double score,
        List<Mark> marks,
        boolean deleted,
        boolean withheld) {

    /**
     * A part of a text.
     *
     * @param start in UTF-16 units, as JavaScript counts
     * @param end after the last
     */
    @Schema(name = "EvidenceMark")
    public record Mark(int start, int end) {}

    /** One of the web, without a number yet. */
    public static Evidence ofWeb(String address, String title, String text, double score, List<Mark> marks) {
        return new Evidence(
                0,
                EvidenceSource.Kind.WEB,
                null,
                null,
                null,
                null,
                address,
                title,
                List.of(),
                null,
                text,
                score,
                marks,
                false,
                false);
    }

    /** The same under this number. */
    public Evidence numbered(int as) {
        return with(as, text, marks);
    }

    /** The same with the first part of its text. */
    Evidence beginning(int end) {
        return with(
                number,
                text.substring(0, end),
                marks.stream().filter(mark -> mark.end() <= end).toList());
    }

    private Evidence with(int as, String said, List<Mark> marked) {
        return new Evidence(
                as,
                kind,
                document,
                collection,
                version,
                ordinal,
                address,
                title,
                headings,
                page,
                said,
                score,
                marked,
                deleted,
                withheld);
    }
}
