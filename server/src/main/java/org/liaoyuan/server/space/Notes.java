package org.liaoyuan.server.space;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.access.RefusedException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * What somebody may do with the notes of their personal space. What is saved is kept at once; a document is made of it, to be read
 * and found, when the writing is finished or has rested ({@link RestedNotes}).
 */
@Component
class Notes {

    private static final int ATTEMPTS = 3;

    private final Documents documents;
    private final NoteStore store;
    private final DocumentStore versions;
    private final Blobs blobs;
    private final SpaceSettings settings;
    private final ReadingWorker worker;
    private final Leftovers leftovers;
    private final IndexMirror mirror;

    Notes(
            Documents documents,
            NoteStore store,
            DocumentStore versions,
            Blobs blobs,
            SpaceSettings settings,
            ReadingWorker worker,
            Leftovers leftovers,
            IndexMirror mirror) {
        this.documents = documents;
        this.store = store;
        this.versions = versions;
        this.blobs = blobs;
        this.settings = settings;
        this.worker = worker;
        this.leftovers = leftovers;
        this.mirror = mirror;
    }

    List<Note> list() {
        return store.list(documents.space());
    }

    Note get(UUID id) {
        return store.get(documents.space(), id);
    }

    Note add(String title, String text, boolean finished) {
        return add(documents.space(), title, text, finished);
    }

    /** For the tenant, on any thread. */
    Note add(UUID space, String title, String text, boolean finished) {
        Note note =
                store.add(space, checked("title", title, Note.LONGEST_TITLE), checked("text", text, Note.LONGEST_TEXT));
        if (finished) {
            settle(space, note);
        }
        return note;
    }

    Note change(UUID id, String title, String text, int revision, boolean finished) {
        UUID space = documents.space();
        checked("title", title, Note.LONGEST_TITLE);
        checked("text", text, Note.LONGEST_TEXT);
        Note now = store.get(space, id);
        // who closes what they have not changed only says that they are done
        boolean same = now.revision() == revision
                && now.title().equals(title)
                && now.text().equals(text);
        Note note = same ? now : store.change(space, id, title, text, revision);
        if (finished) {
            settle(space, note);
        }
        return note;
    }

    private static String checked(String what, String text, int most) {
        if (text.length() > most || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    what + " has " + text.length() + " characters; expected at most " + most + ", none of them NUL");
        }
        return text;
    }

    List<SpaceDocument> versions(UUID id) {
        UUID space = documents.space();
        return versions.ofNote(space, store.get(space, id).id());
    }

    /** When it returns, its text, its versions and their places in the index are gone. */
    void delete(UUID id) {
        store.delete(documents.space(), id);
        leftovers.sweep();
        mirror.reconcile();
    }

    /** Makes a document of it as it stands, for the tenant who asks. One for which there is no room is kept all the same. */
    void settle(UUID space, Note note) {
        if (note.isBlank()) {
            store.markSettled(note);
            return;
        }
        try (Blobs.Staged staged = blobs.stage(
                new ByteArrayInputStream(note.bytes()), settings.mostFile().toBytes())) {
            boolean settled = false;
            for (int attempt = 0; !settled && attempt < ATTEMPTS; attempt++) {
                settled = isSettled(space, note, staged);
            }
            worker.wake();
        } catch (RefusedException e) {
            store.markSettled(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The version that goes may be being read: each then waits for the other, and the database ends one of the two. What is not settled
     * here is settled when it has rested.
     */
    private boolean isSettled(UUID space, Note note, Blobs.Staged staged) {
        try {
            store.settle(space, note, staged);
            return true;
        } catch (PessimisticLockingFailureException e) {
            return false;
        }
    }
}
