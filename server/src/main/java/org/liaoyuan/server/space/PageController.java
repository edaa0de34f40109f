package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.liaoyuan.server.space.read.DrawnPage;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A document's pages as people see them. */
@RestController
@Tag(name = "space", description = "A person's own files: kept, read, and found again by what they say.")
@RequestMapping("/api/space/documents/{id}/pages")
class PageController {

    /** Of an answer: how many pages its document has. */
    private static final String PAGES = "Document-Pages";

    private final DocumentPages pages;

    PageController(DocumentPages pages) {
        this.pages = pages;
    }

    @Operation(
            operationId = "drawPage",
            summary = "A page of a PDF, or of a picture, at most 1600 pixels long; boxes of passages are shares of it")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            headers =
                    @Header(
                            name = PAGES,
                            description = "How many pages the document has",
                            schema = @Schema(type = "integer", minimum = "1")))
    @GetMapping(
            path = "/{page}",
            produces = {MediaType.IMAGE_PNG_VALUE, MediaType.IMAGE_JPEG_VALUE})
    ResponseEntity<Resource> draw(@PathVariable UUID id, @Schema(minimum = "1") @PathVariable int page)
            throws InterruptedException {
        DrawnPage drawn = pages.draw(id, page);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(drawn.type()))
                .header(PAGES, Integer.toString(drawn.pages()))
                .body(new ByteArrayResource(drawn.bytes()));
    }
}
