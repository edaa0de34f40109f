package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is in a collection. A document of one is opened, tried again and deleted at the same addresses as one's own. */
@RestController
@Tag(name = "collections", description = "Documents that are shared in an organisation: to read, to edit or to manage.")
@RequestMapping("/api/space/collections/{id}")
class CollectionDocumentController {

    private final Documents documents;

    CollectionDocumentController(Documents documents) {
        this.documents = documents;
    }

    /**
     * A document of one's own for a collection.
     *
     * @param move whether it is there alone from then on, with its older versions; left out: a copy, whose bytes are stored once
     */
    @Schema(name = "DocumentForCollection")
    record Chosen(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            UUID document,

            @Nullable Boolean move) {}

    @Operation(operationId = "listCollectionDocuments", summary = "Every file in it, older versions included")
    @GetMapping("/documents")
    List<SpaceDocument> list(@PathVariable UUID id) {
        return documents.list(id);
    }

    @Operation(
            operationId = "addCollectionDocument",
            summary = "Uploads a file into it, as into one's own space; needs EDIT")
    @FileBody
    @PostMapping("/documents")
    SpaceController.Upload add(
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String folder,
            HttpServletRequest request)
            throws IOException {
        UUID space = documents.collection(id, Right.EDIT);
        DocumentStore.Added added = documents.add(space, folder, name, request.getInputStream());
        return SpaceController.Upload.of(added);
    }

    @Operation(operationId = "putIntoCollection", summary = "Copies or moves a file of one's own into it; needs EDIT")
    @PostMapping("/copies")
    SpaceController.Upload put(@PathVariable UUID id, @RequestBody Chosen chosen) {
        if (chosen.document() == null) {
            throw new IllegalArgumentException("document is missing; expected the id of a file of your own");
        }
        DocumentStore.Added added = documents.put(chosen.document(), id, Boolean.TRUE.equals(chosen.move()));
        return SpaceController.Upload.of(added);
    }
}
