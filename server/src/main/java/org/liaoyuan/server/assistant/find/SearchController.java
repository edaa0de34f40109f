package org.liaoyuan.server.assistant.find;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.space.FileKind;
import org.liaoyuan.server.space.SpaceFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One search over everything, for the page. */
@RestController
@Tag(name = "search", description = "One search over conversations, notes and files.")
class SearchController {

    private static final int MOST_FOUND = 20;
    private static final int LONGEST_QUESTION = 200;

    private final Everything everything;

    SearchController(Everything everything) {
        this.everything = everything;
    }

    @Operation(
            operationId = "searchEverything",
            summary = "Conversations, notes and files that hold the words; without words what was changed last."
                    + " Narrowed to tags, kinds, a folder or a time: notes and files alone")
    @GetMapping("/api/search")
    Everything.Results search(
            @RequestParam(name = "q", defaultValue = "") String question,
            @RequestParam(defaultValue = "5") int limit,
            @RequestParam(required = false) @Nullable List<String> tag,
            @RequestParam(required = false) @Nullable List<FileKind> kind,
            @RequestParam(required = false) @Nullable String folder,
            @RequestParam(required = false) @Nullable Instant after,
            @RequestParam(required = false) @Nullable Instant before) {
        if (question.length() > LONGEST_QUESTION || question.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("q has " + question.length() + " characters; expected at most "
                    + LONGEST_QUESTION + ", none of them NUL");
        }
        if (limit < 1 || limit > MOST_FOUND) {
            throw new IllegalArgumentException("limit is " + limit + "; expected 1 to " + MOST_FOUND);
        }
        SpaceFilter filter = SpaceFilter.checked(new SpaceFilter(tag, kind, folder, after, before, null));
        return everything.find(Identity.current(), question, filter, limit);
    }
}
