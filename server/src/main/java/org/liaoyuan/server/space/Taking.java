package org.liaoyuan.server.space;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.space.WatchStore.Watch;
import org.liaoyuan.server.space.watch.FolderWalk;
import org.liaoyuan.server.space.watch.Reason;
import org.springframework.stereotype.Component;

/** Takes into the space what is new in a folder, or changed. */
@Component
class Taking {

    /** Documents of a folder that may wait to be read; beyond it the next look goes on. */
    private static final int MOST_WAITING = 200;

    private final WatchStore store;
    private final WatchedDocuments documents;
    private final Blobs blobs;
    private final SpaceSettings space;
    private final WatchSettings settings;
    private final ReadingWorker worker;

    Taking(
            WatchStore store,
            WatchedDocuments documents,
            Blobs blobs,
            SpaceSettings space,
            WatchSettings settings,
            ReadingWorker worker) {
        this.store = store;
        this.documents = documents;
        this.blobs = blobs;
        this.space = space;
        this.settings = settings;
        this.worker = worker;
    }

    /**
     * What came of it.
     *
     * @param more whether something is left for a look soon
     * @param moreLeft files beyond those that are followed
     */
    record Taken(boolean more, int moreLeft) {}

    Taken take(Watch watch, FolderWalk.Found found, Map<String, SeenFile> before, Stillness stillness) {
        List<FolderWalk.Seen> changed = new ArrayList<>();
        int followed = 0;
        for (FolderWalk.Seen seen : found.files()) {
            SeenFile last = before.get(seen.path());
            if (last == null || !isSettled(watch, seen, last)) {
                changed.add(seen);
            }
            followed += last != null && last.reason() != Reason.TOO_MANY ? 1 : 0;
        }
        // those that are known go first, so that none of them is what is too many
        changed.sort(Comparator.comparing((FolderWalk.Seen seen) -> !before.containsKey(seen.path()))
                .thenComparing(FolderWalk.Seen::path));
        int room = Math.max(0, MOST_WAITING - store.waiting(watch.id()));
        int moreLeft = 0;
        boolean taken = false;
        Set<String> pending = new HashSet<>();
        for (FolderWalk.Seen seen : changed) {
            SeenFile last = before.get(seen.path());
            boolean isNew = last == null || last.reason() == Reason.TOO_MANY;
            if (isNew && followed >= settings.mostFiles()) {
                moreLeft++;
                continue;
            }
            followed += isNew ? 1 : 0;
            if (!stillness.isStill(watch.id(), seen, System.nanoTime()) || room == 0) {
                pending.add(seen.path());
            } else {
                switch (take(watch, last, seen)) {
                    case TAKEN -> {
                        room--;
                        taken = true;
                    }
                    case CHANGES -> pending.add(seen.path());
                    case NOT -> {}
                }
            }
        }
        stillness.keepOnly(watch.id(), pending);
        if (taken) {
            documents.renew(watch);
            worker.wake();
        }
        return new Taken(!pending.isEmpty() || taken, moreLeft);
    }

    /** Whether nothing is to be done with its bytes. */
    private boolean isSettled(Watch watch, FolderWalk.Seen seen, SeenFile last) {
        return switch (last.state()) {
            case KEPT -> {
                if (last.document() == null) {
                    documents.state(watch, seen.path(), WatchedFile.State.DROPPED);
                    yield true;
                }
                yield last.isAs(seen);
            }
            case DROPPED -> true;
            // a space that was full may not be any more
            case LEFT -> last.isAs(seen) && last.reason() != Reason.SPACE_FULL;
            case GONE -> {
                documents.state(watch, seen.path(), WatchedFile.State.KEPT);
                yield last.isAs(seen);
            }
            case REMOVED -> isBack(watch, seen, last);
        };
    }

    private boolean isBack(Watch watch, FolderWalk.Seen seen, SeenFile last) {
        try {
            documents.bringBack(watch, last, true);
            worker.wake();
            return last.isAs(seen);
        } catch (RefusedException e) {
            // the space is full, or its bytes were lost: it is as any new file
            documents.forget(watch, seen.path());
            return false;
        }
    }

    private enum Outcome {
        TAKEN,
        /** It was not as it was seen any more. */
        CHANGES,
        NOT
    }

    private Outcome take(Watch watch, @Nullable SeenFile last, FolderWalk.Seen seen) {
        try {
            Reason reason = reason(watch, seen);
            if (reason != null) {
                documents.leave(watch, seen, reason);
                return Outcome.NOT;
            }
            if (!isSame(watch, seen)) {
                return Outcome.CHANGES;
            }
            try (InputStream in = Files.newInputStream(seen.file(), LinkOption.NOFOLLOW_LINKS);
                    Blobs.Staged staged = blobs.stage(in, seen.bytes())) {
                // a directory on the way may have become a link meanwhile, and the file another
                if (!isSame(watch, seen) || staged.bytes() != seen.bytes()) {
                    return Outcome.CHANGES;
                }
                documents.keep(watch, last == null ? null : store.seen(watch.id(), seen.path()), seen, staged);
                return Outcome.TAKEN;
            }
        } catch (RefusedException e) {
            documents.leave(watch, seen, Reason.SPACE_FULL);
        } catch (NoSuchFileException e) {
            // the next look sees that it is gone
        } catch (IllegalArgumentException e) {
            // it has more bytes than it had
            return Outcome.CHANGES;
        } catch (IOException e) {
            documents.leave(watch, seen, Reason.UNREADABLE);
        }
        return Outcome.NOT;
    }

    private @Nullable Reason reason(Watch watch, FolderWalk.Seen seen) {
        if (seen.bytes() == 0) {
            return Reason.EMPTY;
        }
        if (seen.bytes() > space.mostFile().toBytes()) {
            return Reason.TOO_LARGE;
        }
        try {
            String name = String.valueOf(seen.file().getFileName());
            return WatchedDocuments.Place.of(watch, seen.path()).name().equals(name) ? null : Reason.NAME;
        } catch (IllegalArgumentException e) {
            return Reason.NAME;
        }
    }

    /** Whether it is still what was seen, at its place in the folder. */
    private static boolean isSame(Watch watch, FolderWalk.Seen seen) throws IOException {
        Path place = seen.file();
        BasicFileAttributes now = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return now.isRegularFile()
                && place.toRealPath().equals(place)
                && place.startsWith(watch.path())
                && now.size() == seen.bytes()
                && now.lastModifiedTime().to(TimeUnit.NANOSECONDS) == seen.modified();
    }
}
