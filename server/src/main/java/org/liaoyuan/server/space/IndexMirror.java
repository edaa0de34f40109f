package org.liaoyuan.server.space;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.space.index.Hit;
import org.liaoyuan.server.space.index.Owner;
import org.liaoyuan.server.space.index.PassageIndex;
import org.springframework.stereotype.Component;

/**
 * The index, held to what the database says. One rule does all: what the database has and the index has not is put in, what is too
 * much is taken out. So a new document, a deleted person, an index that was deleted and one that was cut off by a kill need no code of
 * their own. All documents are looked at once, at the start; from then on those that {@link Changes} names.
 *
 * <p>What the index has not written to the disk may be lost: the next start compares it with the database, and puts it in again. Each
 * process has an index of its own, and follows by itself.
 */
@Component
class IndexMirror {

    /** Longer than a large document takes to be put in: somebody who is told that it was read asks about it at once. */
    private static final long MOST_WAIT_MILLIS = 2_000;

    private final Work work;
    private final Changes changes;
    private final Home home;
    /** Held while the index is changed; questions need it not. */
    private final ReentrantLock turn = new ReentrantLock();
    /** Null until all documents were compared. Guarded by the turn. */
    private Changes.@Nullable Position position;

    /** All are looked at, which may take minutes: questions don't wait for that. */
    private volatile boolean comparing;

    private @Nullable PassageIndex open;
    private boolean closed;

    IndexMirror(Work work, Changes changes, Home home) {
        this.work = work;
        this.changes = changes;
        this.home = home;
    }

    /** Returns when questions find what the database said at the call. */
    void reconcile() {
        turn.lock();
        try {
            if (!isClosed()) {
                follow();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Follows what the database said at the call, so that what is told to be there is found: at once where nobody else does, else after
     * them. A question waits no longer than that for documents that are being put in, and not at all while all are compared.
     */
    private void catchUp() throws InterruptedException {
        if (turn.tryLock(comparing ? 0 : MOST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
            try {
                if (position != null) {
                    reconcile();
                }
            } finally {
                turn.unlock();
            }
        }
    }

    /** A document that was deleted is not found from now on. Does not wait while all are compared: that ends by looking once more. */
    void forget(UUID document) {
        if (turn.tryLock()) {
            try {
                reconcile();
            } finally {
                turn.unlock();
            }
            return;
        }
        try {
            PassageIndex index = index();
            index.remove(Set.of(document));
            index.publish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow() throws IOException {
        Changes.Position last = position;
        if (last == null) {
            compare();
            return;
        }
        Changes.Since since = changes.since(last);
        if (!since.complete()) {
            compare();
            return;
        }
        if (!since.documents().isEmpty()) {
            PassageIndex index = index();
            bring(index, work.readable(since.documents()), index.stamps(since.documents()));
            changes.prune();
        }
        position = since.next();
    }

    /** The position is asked first: what changes meanwhile is followed afterwards. */
    private void compare() throws IOException {
        comparing = true;
        try {
            position = null;
            Changes.Position before = changes.position();
            List<Work.Readable> wanted = work.readable();
            if (!wanted.isEmpty() || exists()) {
                PassageIndex index = index();
                bring(index, wanted, index.stamps());
            }
            changes.prune();
            position = before;
        } finally {
            comparing = false;
        }
    }

    private void bring(PassageIndex index, List<Work.Readable> wanted, Map<UUID, Long> there) throws IOException {
        Set<UUID> gone = new HashSet<>(there.keySet());
        wanted.forEach(document -> gone.remove(document.id()));
        index.remove(gone);
        for (Work.Readable document : wanted) {
            if (isClosed()) {
                return;
            }
            Long stamp = there.get(document.id());
            if (stamp == null || stamp != document.stamp()) {
                index.put(document.owner(), document.id(), document.stamp(), work.entries(document));
            }
        }
        index.publish();
    }

    private synchronized boolean exists() {
        return open != null || home.index().resolve("space").toFile().isDirectory();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Writes to the disk what is not there yet, if that is worth while. */
    void keep() {
        ifOpen(PassageIndex::keep);
    }

    /** Takes what was deleted out of the files, and out of the statistics of words, where there is something of it. */
    void tidy() {
        ifOpen(PassageIndex::tidy);
    }

    private interface Upkeep {

        void of(PassageIndex index) throws IOException;
    }

    /** Nothing where no index is open. */
    private void ifOpen(Upkeep upkeep) {
        PassageIndex index;
        synchronized (this) {
            index = closed ? null : open;
        }
        try {
            if (index != null) {
                upkeep.of(index);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids of what can be found, of all people. */
    Set<UUID> documents() {
        try {
            return index().stamps().keySet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the other, in all documents of the owners. */
    List<Hit> find(Collection<Owner> owners, String question, float @Nullable [] vector, int limit) {
        return find(owners, question, vector, null, limit);
    }

    /** As {@link PassageIndex#find}. */
    List<Hit> find(
            Collection<Owner> owners, String question, float @Nullable [] vector, @Nullable Set<UUID> only, int limit) {
        try {
            catchUp();
            return index().find(owners, question, vector, only, limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the search was interrupted", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opened at its first use: most starts ask nothing of it. */
    private synchronized PassageIndex index() throws IOException {
        if (closed) {
            throw new IllegalStateException("the server is stopping");
        }
        PassageIndex index = open;
        if (index == null) {
            index = PassageIndex.open(home.index().resolve("space"));
            open = index;
        }
        return index;
    }

    @PreDestroy
    void close() throws IOException {
        PassageIndex index;
        synchronized (this) {
            closed = true;
            index = open;
        }
        // whoever changes the index sees it after one document at the latest
        turn.lock();
        try {
            if (index != null) {
                index.close();
            }
        } finally {
            turn.unlock();
        }
    }
}
