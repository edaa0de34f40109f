package org.liaoyuan.server.websearch;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What came of a search.
 *
 * @param service the kind of the service that answered
 * @param passages the best first; none where nothing was found
 * @param notes what went wrong on the way
 */
public record WebAnswer(String service, List<WebPassage> passages, List<Note> notes) {

    /** Where something went wrong. */
    public enum Step {
        /** A search service was asked. */
        SERVICE,
        /** A page was fetched. */
        PAGE
    }

    /**
     * Something that went wrong.
     *
     * @param what the service's kind, or the page's address
     * @param problem what happened, and what to do
     */
    @Schema(name = "WebNote")
    public record Note(Step step, String what, String problem) {}

    public WebAnswer {
        passages = List.copyOf(passages);
        notes = List.copyOf(notes);
    }
}
