package org.liaoyuan.server.space;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Notes that rooms above write for somebody, who may change them like any of their own. */
@Component
public class SpaceNotes {

    private final Notes notes;
    private final DocumentStore documents;

    SpaceNotes(Notes notes, DocumentStore documents) {
        this.notes = notes;
        this.documents = documents;
    }

    /**
     * Writes one for the tenant, on any thread. What is too long is cut off.
     *
     * @param text Markdown
     * @return its id
     * @throws org.liaoyuan.server.access.RefusedException if their space holds too many
     */
    public UUID add(String title, String text) {
        return notes.add(documents.space(), cut(title, Note.LONGEST_TITLE), cut(text, Note.LONGEST_TEXT), true)
                .id();
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        // half a character is none
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
