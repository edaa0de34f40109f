package org.liaoyuan.server.space;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Resource;
import org.liaoyuan.server.grant.Grants;
import org.springframework.stereotype.Component;

/**
 * What somebody may do with files: those of their personal space, and of collections. Each call asks first whether the space, or the
 * collection, is open to them.
 */
@Component
class Documents {

    private static final int LONGEST_NAME = 200;

    private final DocumentStore store;
    private final Blobs blobs;
    private final SpaceSettings settings;
    private final Grants grants;
    private final SpaceCollections collections;
    private final DocumentCopies copies;
    private final ReadingWorker worker;
    private final Leftovers leftovers;
    private final IndexMirror mirror;

    Documents(
            DocumentStore store,
            Blobs blobs,
            SpaceSettings settings,
            Grants grants,
            SpaceCollections collections,
            DocumentCopies copies,
            ReadingWorker worker,
            Leftovers leftovers,
            IndexMirror mirror) {
        this.store = store;
        this.blobs = blobs;
        this.settings = settings;
        this.grants = grants;
        this.collections = collections;
        this.copies = copies;
        this.worker = worker;
        this.leftovers = leftovers;
        this.mirror = mirror;
    }

    /**
     * The personal space of who asks.
     *
     * @throws RefusedException if their key is for other spaces
     */
    UUID space() {
        return space(Identity.current());
    }

    /** As {@link #space()}, on a thread that serves no request. */
    UUID space(Identity who) {
        UUID space = store.space();
        grants.require(who, resource(space), List::of);
        return space;
    }

    boolean isOpen(Identity who) {
        return who.may(Permission.OWN_SPACE) && grants.may(who, resource(store.space()), List::of);
    }

    private static Resource resource(UUID space) {
        return new Resource(Resource.Kind.KNOWLEDGE_BASE, space.toString());
    }

    /** A collection with which they may do this. */
    UUID collection(UUID id, Right wanted) {
        return collections.require(Identity.current(), id, wanted).id();
    }

    /** The space of a document with which they may do this. */
    private UUID spaceOf(UUID document, Right wanted) {
        DocumentStore.Place place =
                store.place(document).orElseThrow(() -> RefusedException.missing("document", document));
        if (place.shared()) {
            collections.requireFor(Identity.current(), place.space(), document, wanted);
            return place.space();
        }
        return space();
    }

    /**
     * Keeps a file.
     *
     * @param space that is open to them
     * @param folder names with / between them; empty for none
     */
    DocumentStore.Added add(UUID space, String folder, String name, InputStream bytes) throws IOException {
        String kept = name(name);
        try (Blobs.Staged staged = blobs.stage(bytes, settings.mostFile().toBytes())) {
            if (staged.bytes() == 0) {
                throw new IllegalArgumentException(
                        "the request has no body; send the file's bytes with Content-Type: application/octet-stream");
            }
            DocumentStore.Added added = store.add(space, Folder.of(folder), kept, staged);
            worker.wake();
            return added;
        }
    }

    /**
     * A file's name as it is kept.
     *
     * @throws IllegalArgumentException if a space holds no such name
     */
    static String name(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("name has " + name.length() + " characters; expected 1 to "
                    + LONGEST_NAME + ", not all blank, none of them a control");
        }
        return name.strip();
    }

    /**
     * Puts one of their own, which may be a version of a note, into a collection.
     *
     * @param move whether it goes there with its older versions, and is their own no longer
     */
    DocumentStore.Added put(UUID id, UUID collection, boolean move) {
        UUID to = collection(collection, Right.EDIT);
        UUID from = space();
        if (!move) {
            DocumentStore.Added added = copies.copy(from, id, to);
            worker.wake();
            return added;
        }
        requireNoNote(from, id, "copy it instead");
        DocumentStore.Added added = copies.move(from, id, to);
        leftovers.sweep();
        worker.wake();
        mirror.reconcile();
        return added;
    }

    List<SpaceDocument> list() {
        return store.list(space());
    }

    List<SpaceDocument> list(UUID collection) {
        return store.list(collection(collection, Right.READ));
    }

    SpaceDocument get(UUID id) {
        return store.get(spaceOf(id, Right.READ), id);
    }

    /** One of their personal space. */
    SpaceDocument own(UUID id) {
        return store.get(space(), id);
    }

    SpaceDocument retry(UUID id) {
        UUID space = spaceOf(id, Right.EDIT);
        SpaceDocument document = store.get(space, id);
        if (!store.retry(space, id)) {
            throw RefusedException.conflict(
                    "The document " + id + " is " + document.state() + "; only one that FAILED can be tried again");
        }
        worker.wake();
        return store.get(space, id);
    }

    /** Id of the note of which a document is a version; null for a file. */
    @Nullable
    UUID noteOf(UUID space, UUID document) {
        return store.noteOf(space, document).orElse(null);
    }

    /** When it returns, its file, passages and places in the index are gone. */
    void delete(UUID id) {
        UUID space = spaceOf(id, Right.EDIT);
        requireNoNote(space, id, "delete that one");
        store.delete(space, id);
        leftovers.sweep();
        mirror.forget(id);
    }

    private void requireNoNote(UUID space, UUID id, String instead) {
        store.noteOf(space, id).ifPresent(note -> {
            throw RefusedException.conflict(
                    "The document " + id + " is a version of the note " + note + "; " + instead);
        });
    }
}
