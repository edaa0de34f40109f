package org.liaoyuan.server.space.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.modulith.NamedInterface;

/**
 * A part of a text.
 *
 * @param start in UTF-16 units, as JavaScript counts
 * @param end after the last
 */
@NamedInterface("index")
public record Span(int start, int end) {

    /** In order, those that touch or overlap made one. */
    static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparing(Span::start)).toList()) {
            if (!joined.isEmpty() && joined.getLast().end >= span.start) {
                Span last = joined.removeLast();
                joined.add(new Span(last.start, Math.max(last.end, span.end)));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    /** Where words of a question stand in a text, for marking them. */
    public static List<Span> of(String question, String text) {
        return Words.shared(question, text);
    }
}
