package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Agents that come with the program, for those who build. */
@RestController
@Tag(name = "agents")
class LibraryController {

    private final Library library;

    LibraryController(Library library) {
        this.library = library;
    }

    @Operation(
            operationId = "listLibraryAgents",
            summary = "Agents that come with the program, and what of one's own each works with")
    @GetMapping("/api/agent-library")
    List<Library.Entry> list(@RequestParam(defaultValue = "zh") String language) {
        return library.list(language);
    }
}
