package org.liaoyuan.server.websearch;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.liaoyuan.server.access.Identity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Searching the web, for people and programs. */
@RestController
@Tag(name = "web search", description = "Pages of the web that fit a question, where the owner configured a service.")
@RequestMapping("/api/web")
class WebSearchController {

    private static final int MOST_FOUND = 20;
    private static final int LONGEST_QUESTION = 1_000;

    private final WebSearch search;
    private final Switches switches;

    WebSearchController(WebSearch search, Switches switches) {
        this.search = search;
        this.switches = switches;
    }

    /**
     * Whether the web can be searched.
     *
     * @param state why not, where it can't
     * @param organisationAllows whether one's organisation did not switch it off
     */
    @Schema(name = "WebSearchStatus")
    record Status(boolean available, Switches.State state, boolean organisationAllows) {}

    /** @param allowed whether people of the organisation may search the web */
    @Schema(name = "OrganisationWebSearch")
    record OrganisationWish(boolean allowed) {}

    @Operation(operationId = "getWebSearch", summary = "Whether who asks can search the web, and why not")
    @GetMapping
    Status status() {
        Identity who = Identity.current();
        Switches.State state = switches.state(who);
        return new Status(state == Switches.State.AVAILABLE, state, switches.isAllowedIn(who.organisation()));
    }

    @Operation(
            operationId = "searchWeb",
            summary = "Searches the web: the passages of pages that fit best. The question goes to a search service")
    @GetMapping("/search")
    WebAnswer search(@RequestParam(name = "q") String question, @RequestParam(defaultValue = "8") int limit) {
        if (question.isBlank() || question.length() > LONGEST_QUESTION) {
            throw new IllegalArgumentException("q has " + question.length() + " characters; expected 1 to "
                    + LONGEST_QUESTION + ", not all blank");
        }
        if (limit < 1 || limit > MOST_FOUND) {
            throw new IllegalArgumentException("limit is " + limit + "; expected 1 to " + MOST_FOUND);
        }
        return search.search(Identity.current(), question.strip(), limit);
    }

    @Operation(
            operationId = "setOrganisationWebSearch",
            summary = "Switches searching the web off, or on again, for the organisation")
    @PutMapping("/organisation")
    Status organisation(@RequestBody OrganisationWish wish) {
        switches.organisation(Identity.current(), wish.allowed());
        return status();
    }
}
