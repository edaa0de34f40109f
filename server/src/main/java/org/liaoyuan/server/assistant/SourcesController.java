package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.proof.EvidenceSource;
import org.liaoyuan.server.assistant.proof.Gathering;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an answer can stand on. */
@RestController
@Tag(name = "answers", description = "Turns of a person, answered as server-sent events.")
@RequestMapping("/api/sources")
class SourcesController {

    private final Gathering gathering;

    SourcesController(Gathering gathering) {
        this.gathering = gathering;
    }

    /** @param available whether a turn of who asks may choose it */
    @Schema(name = "SourceView")
    record Source(EvidenceSource.Kind kind, boolean available) {}

    @Operation(operationId = "listSources", summary = "What a turn may choose for its answer to stand on")
    @GetMapping
    List<Source> list() {
        Set<EvidenceSource.Kind> available = gathering.available(Identity.current());
        return Arrays.stream(EvidenceSource.Kind.values())
                .map(kind -> new Source(kind, available.contains(kind)))
                .toList();
    }
}
