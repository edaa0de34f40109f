package org.liaoyuan.server.space;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.liaoyuan.server.space.WatchStore.Watch;
import org.liaoyuan.server.space.watch.FolderWalk;
import org.springframework.stereotype.Component;

/** What is no longer in a folder: renamed, gone for now, gone for good; and what is left out. */
@Component
class Leaving {

    private final WatchStore store;
    private final WatchedDocuments documents;
    private final WatchSettings settings;
    private final ReadingWorker worker;

    Leaving(WatchStore store, WatchedDocuments documents, WatchSettings settings, ReadingWorker worker) {
        this.store = store;
        this.documents = documents;
        this.settings = settings;
        this.worker = worker;
    }

    /** After what is there was taken: what was renamed stands on the document of its old name by now. */
    void leave(Watch watch, FolderWalk.Found found) {
        Map<String, SeenFile> files = store.seen(watch.id());
        Set<String> there = found.files().stream().map(FolderWalk.Seen::path).collect(Collectors.toSet());
        Set<String> left = new HashSet<>();
        for (FolderWalk.Left each : found.left()) {
            left.add(each.path());
            SeenFile last = files.get(each.path());
            if (last == null || last.reason() != each.reason()) {
                documents.leave(watch, new FolderWalk.Seen(each.path(), Path.of(""), 0, -1), each.reason());
            }
        }
        boolean removed = false;
        for (SeenFile file : files.values()) {
            String path = file.path();
            if (!there.contains(path) && !left.contains(path) && found.isGone(path)) {
                removed |= leave(watch, file, successor(files, there, file));
            }
        }
        if (removed) {
            worker.wake();
        }
    }

    /** What is there and stands on the same document. */
    private static Optional<String> successor(Map<String, SeenFile> files, Set<String> there, SeenFile gone) {
        UUID document = gone.document();
        return document == null
                ? Optional.empty()
                : files.values().stream()
                        .filter(file -> document.equals(file.document()) && there.contains(file.path()))
                        .map(SeenFile::path)
                        .min(String::compareTo);
    }

    private boolean leave(Watch watch, SeenFile file, Optional<String> successor) {
        if (successor.isPresent()) {
            documents.move(watch, file.path(), successor.get());
            return false;
        }
        switch (file.state()) {
            case KEPT, LEFT, DROPPED -> {
                if (file.document() == null) {
                    documents.forget(watch, file.path());
                } else {
                    documents.state(watch, file.path(), WatchedFile.State.GONE);
                }
            }
            case GONE -> {
                if (file.document() == null) {
                    documents.forget(watch, file.path());
                } else if (isOver(file, settings.grace())) {
                    documents.remove(watch, file.path());
                    return true;
                }
            }
            case REMOVED -> {
                if (isOver(file, settings.keepRemoved())) {
                    documents.forget(watch, file.path());
                    return true;
                }
            }
        }
        return false;
    }

    /** The clock of the database and this machine's may differ a little; these times are of days. */
    private static boolean isOver(SeenFile file, Duration after) {
        return file.since().plus(after).isBefore(Instant.now());
    }
}
