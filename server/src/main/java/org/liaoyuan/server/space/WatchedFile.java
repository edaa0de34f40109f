package org.liaoyuan.server.space;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.watch.Reason;

/**
 * A file of a folder that is followed.
 *
 * @param path below the folder
 * @param reason why it is left out; null where it is not
 * @param document of the space; null where there is none
 * @param since when this is so
 */
record WatchedFile(
        String path,
        State state,
        @Nullable Reason reason,
        @Nullable UUID document,
        Instant since) {

    /** What became of it. */
    enum State {
        /** Its document follows it. */
        KEPT,
        /** Left out, for a reason. */
        LEFT,
        /** Its document was deleted in the space; it is in the folder still. */
        DROPPED,
        /** No longer in the folder; its document leaves the space after a while. */
        GONE,
        /** Its document left the space, and can be brought back for a while. */
        REMOVED
    }
}
