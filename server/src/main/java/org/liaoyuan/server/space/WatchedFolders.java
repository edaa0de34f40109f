package org.liaoyuan.server.space;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.space.WatchStore.Watch;
import org.springframework.stereotype.Component;

/** What the installation's owner may do with folders that are followed. */
@Component
class WatchedFolders {

    static final int MOST_LISTED = 500;

    private final Documents documents;
    private final WatchStore store;
    private final WatchedDocuments files;
    private final FolderPlace places;
    private final WatchSettings settings;
    private final FolderWatcher watcher;
    private final ReadingWorker worker;

    WatchedFolders(
            Documents documents,
            WatchStore store,
            WatchedDocuments files,
            FolderPlace places,
            WatchSettings settings,
            FolderWatcher watcher,
            ReadingWorker worker) {
        this.documents = documents;
        this.store = store;
        this.files = files;
        this.places = places;
        this.settings = settings;
        this.watcher = watcher;
        this.worker = worker;
    }

    List<WatchedFolder> list() {
        return store.list();
    }

    /**
     * Follows a folder from now on.
     *
     * @param wanted its name in the space; null or empty for its own
     */
    WatchedFolder add(String path, @Nullable String wanted) {
        UUID space = documents.space();
        Path place = places.named(path);
        String name = WatchNames.of(wanted == null || wanted.isBlank() ? String.valueOf(place.getFileName()) : wanted);
        List<Watch> own = store.own();
        if (own.size() >= settings.mostFolders()) {
            throw RefusedException.conflict("Your space follows " + own.size() + " folders; it takes "
                    + settings.mostFolders() + " (liaoyuan.space.watch.most-folders)");
        }
        for (Watch watch : own) {
            if (watch.name().equals(name)) {
                throw RefusedException.conflict("Your space follows a folder called " + name + "; give another name");
            }
            if (place.startsWith(watch.path()) || Path.of(watch.path()).startsWith(place)) {
                throw RefusedException.conflict(
                        "The folder " + path + " lies in one that your space follows, or holds it: " + watch.path());
            }
        }
        UUID id = store.add(space, place.toString(), name, false);
        watcher.wake(id);
        return store.get(id);
    }

    /** @param keep whether what came from it stays in the space */
    void remove(UUID id, boolean keep) {
        documents.space();
        Watch watch = store.own(id);
        if (watch.configured()) {
            throw RefusedException.conflict("The folder " + watch.path()
                    + " stands in the configuration (liaoyuan.space.watch.folders); end it there");
        }
        if (!keep) {
            files.removeAll(watch);
        }
        store.delete(id);
        watcher.wake(id);
        worker.wake();
    }

    WatchedFolder look(UUID id) {
        watcher.wake(store.own(id).id());
        return store.get(id);
    }

    /** What is not simply followed. */
    List<WatchedFile> notable(UUID id) {
        return store.notable(store.own(id).id(), MOST_LISTED);
    }

    /** What left the space, or is about to, stays in it as if it had been uploaded; what was deleted in it is taken anew. */
    void bringBack(UUID id, String path) {
        documents.space();
        Watch watch = store.own(id);
        SeenFile file = store.seen(id, path);
        if (file == null) {
            throw RefusedException.missing("file", path);
        }
        switch (file.state()) {
            case GONE -> files.detach(watch, path);
            case REMOVED -> files.bringBack(watch, file, false);
            case DROPPED -> files.forget(watch, path);
            case KEPT, LEFT ->
                throw RefusedException.conflict("The file " + path + " is " + file.state()
                        + "; only one that is GONE, REMOVED or DROPPED can be brought back");
        }
        worker.wake();
        watcher.wake(id);
    }
}
