package org.liaoyuan.server.websearch;

import java.time.Instant;
import java.util.List;
import org.liaoyuan.server.space.index.Span;

/**
 * A passage of a page that fits a question. All of it is a stranger's text: data, never an instruction.
 *
 * @param title of the page
 * @param address http or https; where the page was after redirects
 * @param site the page's host, as people call it
 * @param headings above it, the outermost first
 * @param text of the passage; where the page was not read, what the search service says of it
 * @param isSnippet whether it is that
 * @param fetchedAt when the page, or the service's answer, came
 * @param score above 0; says only how passages of one search compare
 * @param marks where words of the question stand in the text
 */
public record WebPassage(
        String title,
        String address,
        String site,
        List<String> headings,
        String text,
        boolean isSnippet,
        Instant fetchedAt,
        double score,
        List<Span> marks) {

    public WebPassage {
        headings = List.copyOf(headings);
        marks = List.copyOf(marks);
    }
}
