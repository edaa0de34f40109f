package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who speaks in who asks' own recordings. */
@RestController
@Tag(name = "space", description = "A person's own files: kept, read, and found again by what they say.")
@RequestMapping("/api/space/documents/{id}/speakers")
class SpeakerController {

    private final Documents documents;
    private final SpeakerStore speakers;
    private final IndexMirror mirror;

    SpeakerController(Documents documents, SpeakerStore speakers, IndexMirror mirror) {
        this.documents = documents;
        this.speakers = speakers;
        this.mirror = mirror;
    }

    /** @param name at most 40 characters without a colon; empty for what they were called at first */
    @Schema(name = "SpeakerName")
    record Naming(@Nullable String name) {}

    @Operation(operationId = "listSpeakers", summary = "Who speaks in a recording; none where nobody was told apart")
    @GetMapping
    List<SpeakerStore.SpaceSpeaker> list(@PathVariable UUID id) {
        return speakers.of(documents.own(id).id());
    }

    @Operation(operationId = "nameSpeaker", summary = "Calls a speaker of a recording something, wherever they speak")
    @PutMapping("/{number}")
    List<SpeakerStore.SpaceSpeaker> name(@PathVariable UUID id, @PathVariable int number, @RequestBody Naming naming) {
        UUID document = documents.own(id).id();
        speakers.rename(document, number, naming.name());
        mirror.reconcile();
        return speakers.of(document);
    }
}
