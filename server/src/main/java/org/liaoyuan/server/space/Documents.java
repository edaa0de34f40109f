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

/** What somebody may do with the files of their personal space. Each call asks first whether the space is open to them. */
@Component
class Documents {

    private static final int LONGEST_NAME = 200;

    private final DocumentStore store;
    private final Blobs blobs;
    private final SpaceSettings settings;
    private final Grants grants;
    private final ReadingWorker worker;
    private final Leftovers leftovers;
    private final IndexMirror mirror;

    Documents(
            DocumentStore store,
            Blobs blobs,
            SpaceSettings settings,
            Grants grants,
            ReadingWorker worker,
            Leftovers leftovers,
            IndexMirror mirror) {
        this.store = store;
        this.blobs = blobs;
        this.settings = settings;
        this.grants = grants;
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

    /**
     * Keeps a file.
     *
     * @param folder names with / between them; empty for none
     */
    DocumentStore.Added add(String folder, String name, InputStream bytes) throws IOException {
        UUID space = space();
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

    List<SpaceDocument> list() {
        return store.list(space());
    }

    SpaceDocument get(UUID id) {
        return store.get(space(), id);
    }

    SpaceDocument retry(UUID id) {
        UUID space = space();
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
        UUID space = space();
        store.noteOf(space, id).ifPresent(note -> {
            throw RefusedException.conflict(
                    "The document " + id + " is a version of the note " + note + "; delete that one");
        });
        store.delete(space, id);
        leftovers.sweep();
        mirror.forget(id);
    }
}
