package org.liaoyuan.server.assistant.find;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was found.
 *
 * @param id of the conversation, note or document
 * @param message in which the words stand; null where it is the conversation's title, and for all else
 * @param passage of the document: 0 …; null where it is the document's name, and for all else
 * @param title empty for none
 * @param titleMarks where the words stand in it
 * @param place more about where it is: a folder, headings, a page; empty for nothing
 * @param text around what was found
 * @param textMarks where the words stand in it
 */
@Schema(name = "FoundThing")
record Found(
        Kind kind,
        UUID id,
        @Nullable UUID message,
        @Nullable Integer passage,
        String title,
        List<Mark> titleMarks,
        String place,
        String text,
        List<Mark> textMarks) {

    /** What was found. */
    enum Kind {
        CONVERSATION,
        NOTE,
        FILE
    }

    static Found of(
            Kind kind,
            UUID id,
            @Nullable UUID message,
            @Nullable Integer passage,
            String title,
            Words words,
            String place,
            Excerpt excerpt) {
        return new Found(kind, id, message, passage, title, words.marks(title), place, excerpt.text(), excerpt.marks());
    }
}
