package org.liaoyuan.server.space;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.watch.FolderWalk;
import org.liaoyuan.server.space.watch.Reason;

/**
 * A file as it was when it was seen last: a row of {@code space_watched_file}.
 *
 * @param reason null for none
 * @param modified as {@link FolderWalk.Seen#modified}; -1 for one that is to be taken up anew
 * @param sha256 of what was kept of it; null for nothing
 * @param aside blobs of its versions, where it was removed
 */
record SeenFile(
        String path,
        WatchedFile.State state,
        @Nullable Reason reason,
        long bytes,
        long modified,
        @Nullable String sha256,
        @Nullable UUID document,
        List<String> aside,
        Instant since) {

    boolean is(WatchedFile.State which) {
        return state == which;
    }

    boolean isAs(FolderWalk.Seen seen) {
        return bytes == seen.bytes() && modified == seen.modified();
    }

    WatchedFile view() {
        return new WatchedFile(path, state, reason, document, since);
    }

    static SeenFile of(ResultSet row, int number) throws SQLException {
        String reason = row.getString("reason");
        return new SeenFile(
                row.getString("path"),
                WatchedFile.State.valueOf(row.getString("state")),
                reason.isEmpty() ? null : Reason.valueOf(reason),
                row.getLong("bytes"),
                row.getLong("modified"),
                row.getString("sha256"),
                row.getObject("document", UUID.class),
                List.of((String[]) row.getArray("aside").getArray()),
                row.getTimestamp("since").toInstant());
    }
}
