package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A document's text as it was read, passage by passage. */
@RestController
@Tag(name = "space", description = "A person's own files: kept, read, and found again by what they say.")
@RequestMapping("/api/space/documents/{id}/passages")
class PassageController {

    private static final int MOST = 200;

    private final Documents documents;
    private final JdbcClient jdbc;

    PassageController(Documents documents, JdbcClient jdbc) {
        this.documents = documents;
        this.jdbc = jdbc;
    }

    /**
     * A part of a document's text.
     *
     * @param total passages that the document has
     * @param passages those that were asked for and are there, in order
     */
    record DocumentPassages(SpaceDocument document, int total, List<DocumentPassage> passages) {}

    /**
     * A passage.
     *
     * @param ordinal of it in its document: 0 …
     * @param headings above it, the outermost first
     * @param page where it stands: 1 …; null where the format has none
     * @param boxes in which its lines stand on the page, where that is known
     */
    record DocumentPassage(
            int ordinal, List<String> headings, @Nullable Integer page, String text, List<FoundPassage.Place> boxes) {}

    @Operation(
            operationId = "readDocument",
            summary = "The text of a file, as it was read, from one passage to another")
    @GetMapping
    DocumentPassages read(
            @PathVariable UUID id,
            @Schema(minimum = "0") @RequestParam(defaultValue = "0") int from,
            @Schema(minimum = "0") @RequestParam(defaultValue = "49") int to) {
        if (from < 0 || to < from || to - from >= MOST) {
            throw new IllegalArgumentException(
                    "from is " + from + " and to is " + to + "; expected 0 or more, and at most " + MOST + " passages");
        }
        SpaceDocument document = documents.get(id);
        List<DocumentPassage> passages = jdbc.sql(
                        "select * from space_chunk where document = :id and ordinal between :from and :to and "
                                + DocumentStore.HELD + " order by ordinal")
                .params(Tenant.current().parameters())
                .param("id", id)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new DocumentPassage(
                        row.getInt("ordinal"),
                        List.of((String[]) row.getArray("headings").getArray()),
                        row.getObject("page", Integer.class),
                        row.getString("body"),
                        Boxes.places(row.getString("boxes"))))
                .list();
        return new DocumentPassages(document, document.passages(), passages);
    }
}
