package org.liaoyuan.server.websearch;

import java.util.List;
import java.util.stream.Collectors;

/** No service answered. Its message says what each said; never the question. */
public final class WebSearchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WebSearchException(List<WebAnswer.Note> notes) {
        super(notes.stream().map(note -> note.what() + ": " + note.problem()).collect(Collectors.joining("; ")));
    }
}
