package org.liaoyuan.server.space;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.liaoyuan.server.space.watch.FolderWalk;

/** Which files have stopped changing: those that are, after a while, as they were. Their own times say nothing of that. For one thread. */
final class Stillness {

    private final long nanos;
    private final Map<UUID, Map<String, Sight>> folders = new HashMap<>();

    Stillness(Duration settle) {
        nanos = settle.toNanos();
    }

    private record Sight(long bytes, long modified, long since) {}

    /** @param now of {@link System#nanoTime} */
    boolean isStill(UUID folder, FolderWalk.Seen seen, long now) {
        Map<String, Sight> sights = folders.computeIfAbsent(folder, id -> new HashMap<>());
        Sight last = sights.get(seen.path());
        if (last == null || last.bytes != seen.bytes() || last.modified != seen.modified()) {
            sights.put(seen.path(), new Sight(seen.bytes(), seen.modified(), now));
            return false;
        }
        return now - last.since >= nanos;
    }

    /** All others were taken, or went. */
    void keepOnly(UUID folder, Set<String> paths) {
        Map<String, Sight> sights = folders.get(folder);
        if (sights != null) {
            sights.keySet().retainAll(paths);
            if (sights.isEmpty()) {
                folders.remove(folder);
            }
        }
    }
}
