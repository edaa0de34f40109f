package org.liaoyuan.server.space.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Hears that something changed in directories: in which folder, and no more than that. It may miss changes, and hears nothing of
 * others' on network drives; whoever uses it looks now and then as well.
 */
public final class DirectoryEvents implements AutoCloseable {

    private static final int MOST_DIRECTORIES = 4_000;

    private final Map<WatchKey, UUID> folders = new ConcurrentHashMap<>();
    private final WatchService service;

    /** @param changed told of the folder's id, on a thread of this */
    public DirectoryEvents(Consumer<UUID> changed) {
        try {
            service = FileSystems.getDefault().newWatchService();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var unused = Thread.ofVirtual().name("folder-events").start(() -> listen(changed));
    }

    private void listen(Consumer<UUID> changed) {
        try {
            while (true) {
                WatchKey key = service.take();
                key.pollEvents();
                UUID folder = folders.get(key);
                if (!key.reset()) {
                    folders.remove(key);
                }
                if (folder != null) {
                    changed.accept(folder);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ClosedWatchServiceException e) {
            // the server stops
        }
    }

    /** Hears of changes in a directory from now on, if there are not too many of them. */
    public void follow(UUID folder, Path directory) {
        if (folders.size() < MOST_DIRECTORIES) {
            try {
                folders.put(directory.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE), folder);
            } catch (IOException | ClosedWatchServiceException e) {
                // it is gone, or the system watches no more: looking now and then has to do
            }
        }
    }

    public void forget(UUID folder) {
        folders.entrySet().removeIf(entry -> {
            boolean its = entry.getValue().equals(folder);
            if (its) {
                entry.getKey().cancel();
            }
            return its;
        });
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
