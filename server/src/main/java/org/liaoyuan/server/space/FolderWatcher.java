package org.liaoyuan.server.space;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.WatchStore.Watch;
import org.liaoyuan.server.space.watch.DirectoryEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks at the folders that this process follows, one after the other on one thread: at the start, when the system tells of a change, and
 * now and then whatever it tells.
 */
@Component
class FolderWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatcher.class);

    /** Folders that another process on the same database named, or followed until it went. */
    private static final Duration OTHERS = Duration.ofSeconds(30);

    private final WatchStore store;
    private final ConfiguredFolders configured;
    private final FolderLook look;
    private final WatchSettings settings;
    private final Stillness stillness;
    private final Semaphore news = new Semaphore(0);
    /** Folders that changed, as the system or somebody says. */
    private final Set<UUID> changed = ConcurrentHashMap.newKeySet();

    private final Map<UUID, Turn> turns = new HashMap<>();

    private @Nullable Thread thread;
    private volatile boolean closed;

    FolderWatcher(WatchStore store, ConfiguredFolders configured, FolderLook look, WatchSettings settings) {
        this.store = store;
        this.configured = configured;
        this.look = look;
        this.settings = settings;
        this.stillness = new Stillness(settings.settle());
    }

    /** When a folder was looked at last, and is next, in {@link System#nanoTime}. */
    private record Turn(long ended, long due) {}

    @EventListener(ApplicationReadyEvent.class)
    synchronized void start() {
        thread = Thread.ofPlatform()
                .daemon()
                .name("folder-watcher")
                .priority(Thread.MIN_PRIORITY)
                .start(this::run);
    }

    /** Somebody wants a folder looked at, or named it. */
    void wake(UUID folder) {
        changed.add(folder);
        news.release();
    }

    private void run() {
        try (DirectoryEvents events = new DirectoryEvents(this::wake)) {
            while (!closed) {
                attempt(events);
                news.tryAcquire(pause(), TimeUnit.NANOSECONDS);
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("the system's news of folders can't be closed", e);
        }
    }

    private long pause() {
        long now = System.nanoTime();
        long most = OTHERS.toNanos();
        return turns.values().stream().mapToLong(turn -> turn.due - now).reduce(most, Math::min);
    }

    private void attempt(DirectoryEvents events) {
        try {
            configured.settle();
            Set<UUID> gone = new HashSet<>(turns.keySet());
            for (Watch watch : store.claim()) {
                gone.remove(watch.id());
                if (closed) {
                    return;
                }
                attempt(watch, events);
            }
            gone.forEach(id -> {
                turns.remove(id);
                events.forget(id);
                stillness.keepOnly(id, Set.of());
            });
            changed.retainAll(turns.keySet());
        } catch (RuntimeException e) {
            LOG.warn("folders can't be looked at just now; it is tried again", e);
        }
    }

    private void attempt(Watch watch, DirectoryEvents events) {
        long now = System.nanoTime();
        Turn turn = turns.getOrDefault(watch.id(), new Turn(now, now));
        if (changed.remove(watch.id())) {
            // what is written without end is not looked at without end
            turn = new Turn(
                    turn.ended,
                    Math.min(turn.due, turn.ended + settings.settle().toNanos()));
            turns.put(watch.id(), turn);
        }
        if (turn.due - now > 0) {
            return;
        }
        Duration next = settings.every();
        try {
            if (watch.owner().ask(() -> look.look(watch, stillness, events::follow))) {
                next = settings.settle();
            }
        } catch (RuntimeException e) {
            // a disk that is full, a database that is away, a folder that was just given up
            LOG.warn("a folder can't be followed just now; it is tried again", e);
        }
        long ended = System.nanoTime();
        turns.put(watch.id(), new Turn(ended, ended + next.toNanos()));
    }

    @PreDestroy
    void close() throws InterruptedException {
        closed = true;
        news.release();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.join(Duration.ofSeconds(5));
        }
    }
}
