package org.liaoyuan.server.space;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this machine that a space follows.
 *
 * @param path its place on this machine
 * @param name of the folder of the space in which its files stand
 * @param configured whether the configuration names it; then it ends there
 * @param own whether it is in the space of who asks
 * @param person whose space it is in
 * @param files that are followed
 * @param waiting of these, to be read
 * @param failed of these, that could not be read
 * @param left out, files and directories
 * @param dropped that were deleted in the space and are in the folder still
 * @param gone that are no longer in the folder, and leave the space after a while
 * @param removed that left the space, and can be brought back
 * @param lookedAt when all of it was looked at last; null for never
 */
record WatchedFolder(
        UUID id,
        String path,
        String name,
        boolean configured,
        boolean own,
        String person,
        State state,
        int files,
        int waiting,
        int failed,
        int left,
        int dropped,
        int gone,
        int removed,
        @Nullable Instant lookedAt) {

    /** How it is. */
    enum State {
        /** Not looked at yet. */
        NEW,
        FOLLOWED,
        /** It is not there, is no folder, or can't be read. Nothing leaves the space for that. */
        UNREACHABLE,
        /** Its place leads elsewhere now, out of what may be followed. */
        OUTSIDE,
        /** Another folder is at its place, with nothing in it, as where a drive is not there. Nothing leaves the space for that. */
        EMPTIED
    }
}
