package org.liaoyuan.server.space;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.read.Unreadable;

/**
 * A file in a space.
 *
 * @param collection id of the one that it is in; null for what is in a personal space
 * @param folder where it stood when it was added: names with / between them; empty for none
 * @param note id of the one that it is a version of; null for a file
 * @param version 1 … among files of this name in this folder, or of this note; the newest that could be read is found, the others are kept
 * @param type the media type that its bytes say; empty until it was read
 * @param reason why it could not be read, or, where it can be found, why pictures in it were not; null where all was read, or nothing
 *     was tried yet
 * @param passages that it was cut into
 * @param picturesRead pages that were read from pictures, while it is read; null otherwise
 * @param pictures pages that are to be read from pictures, while it is read; null otherwise
 * @param tags that the person gave it, by name
 * @param finishedAt when it was read, or given up
 */
record SpaceDocument(
        UUID id,
        @Nullable UUID collection,
        String name,
        String folder,
        @Nullable UUID note,
        int version,
        String type,
        long bytes,
        String sha256,
        State state,
        Unreadable.@Nullable Reason reason,
        int passages,
        @Nullable Integer picturesRead,
        @Nullable Integer pictures,
        List<String> tags,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** How far it is. */
    enum State {
        WAITING,
        READING,
        /** It can be found. */
        INDEXED,
        /** Not read; see the reason. */
        FAILED
    }
}
