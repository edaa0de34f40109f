package org.liaoyuan.server.space;

import java.io.IOException;
import org.liaoyuan.server.account.PersonalData;
import org.springframework.stereotype.Component;

/** Somebody's notes to take along, as they stand; versions of them are among the files. */
@Component
class NoteData implements PersonalData {

    private final DocumentStore documents;
    private final NoteStore notes;

    NoteData(DocumentStore documents, NoteStore notes) {
        this.documents = documents;
        this.notes = notes;
    }

    @Override
    public void writeTo(Files files) throws IOException {
        for (Note note : notes.list(documents.space())) {
            String name = note.id().toString().substring(0, 8) + "-" + note.fileName();
            files.add("space/notes/" + name, out -> out.write(note.bytes()));
        }
    }
}
