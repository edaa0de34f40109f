package org.liaoyuan.server.space;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.read.Unreadable;

/**
 * A file in a space.
 *
 * @param folder where it stood when it was added: names with / between them; empty for none
 * @param note id of the one that it is a version of; null for a file
 * @param version 1 … among files of this name in this folder, or of this note; the newest that could be read is found, the others are kept
 * @param type the media type that its bytes say; empty until it was read
 * @param reason why it could not be read; null where it could, or was not tried yet
 * @param passages that it was cut into
 * @param finishedAt when it was read, or given up
 */
record SpaceDocument(
        UUID id,
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
