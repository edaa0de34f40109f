package org.liaoyuan.server.space;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.WatchStore.Watch;
import org.liaoyuan.server.space.watch.FolderWalk;
import org.springframework.stereotype.Component;

/**
 * One look at a folder that is followed: what is new in it or changed is taken, what is gone leaves after a while. What a kill cuts off
 * the next look does: each file is one transaction, and the row that says it was seen is part of it.
 */
@Component
class FolderLook {

    private final WatchStore store;
    private final FolderPlace places;
    private final Taking taking;
    private final Leaving leaving;

    FolderLook(WatchStore store, FolderPlace places, Taking taking, Leaving leaving) {
        this.store = store;
        this.places = places;
        this.taking = taking;
        this.leaving = leaving;
    }

    /**
     * Looks, for the tenant whose folder it is.
     *
     * @param directories told of each directory before it is listed
     * @return whether to look again soon: something is being written, or much is to be read already
     */
    boolean look(Watch watch, Stillness stillness, BiConsumer<UUID, Path> directories) {
        Path base = Path.of(watch.path());
        try {
            Path real = base.toRealPath();
            if (!real.equals(base) || !places.isAllowed(real, watch.configured())) {
                store.looked(watch, WatchedFolder.State.OUTSIDE, null, 0);
                return false;
            }
            if (!Files.isDirectory(real)) {
                store.looked(watch, WatchedFolder.State.UNREACHABLE, null, 0);
                return false;
            }
            return look(watch, real, stillness, directories);
        } catch (IOException e) {
            store.looked(watch, WatchedFolder.State.UNREACHABLE, null, 0);
            return false;
        }
    }

    private boolean look(Watch watch, Path real, Stillness stillness, BiConsumer<UUID, Path> directories)
            throws IOException {
        String key = FolderPlace.key(real);
        FolderWalk.Found found = FolderWalk.of(real, directory -> directories.accept(watch.id(), directory));
        Map<String, SeenFile> before = store.seen(watch.id());
        if (found.files().isEmpty() && isAnother(watch, key) && hasDocuments(before)) {
            store.looked(watch, WatchedFolder.State.EMPTIED, null, 0);
            return false;
        }
        Taking.Taken taken = taking.take(watch, found, before, stillness);
        leaving.leave(watch, found);
        store.looked(
                watch,
                WatchedFolder.State.FOLLOWED,
                found.files().isEmpty() ? null : key,
                found.moreLeft() + taken.moreLeft());
        return taken.more();
    }

    /** Where the system can't tell, a folder that is empty all at once is taken for another. */
    private static boolean isAnother(Watch watch, @Nullable String key) {
        return key == null || !key.equals(watch.directory());
    }

    private static boolean hasDocuments(Map<String, SeenFile> before) {
        return before.values().stream().anyMatch(file -> file.document() != null);
    }
}
