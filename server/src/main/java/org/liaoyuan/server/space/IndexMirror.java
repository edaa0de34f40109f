package org.liaoyuan.server.space;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.space.index.Hit;
import org.liaoyuan.server.space.index.Owner;
import org.liaoyuan.server.space.index.PassageIndex;
import org.springframework.stereotype.Component;

/**
 * The index, held to what the database says. One rule does all: what is in the one and not in the other is put in, or taken out. So a
 * new document, a deleted person, an index that was deleted and one that was cut off by a kill need no code of their own.
 */
@Component
class IndexMirror {

    private final Work work;
    private final Home home;
    private @Nullable PassageIndex open;
    private boolean closed;

    IndexMirror(Work work, Home home) {
        this.work = work;
        this.home = home;
    }

    /** Returns when the index says what the database said at the call. */
    synchronized void reconcile() {
        if (closed) {
            return;
        }
        List<Work.Readable> wanted = work.readable();
        if (wanted.isEmpty()
                && open == null
                && !home.index().resolve("space").toFile().isDirectory()) {
            return;
        }
        try {
            PassageIndex index = index();
            Set<UUID> there = index.documents();
            Set<UUID> gone = new HashSet<>(there);
            gone.removeAll(wanted.stream().map(Work.Readable::id).collect(Collectors.toSet()));
            index.remove(gone);
            for (Work.Readable document : wanted) {
                if (!there.contains(document.id())) {
                    index.put(document.owner(), document.id(), work.entries(document));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids of what can be found, of all people. */
    Set<UUID> documents() {
        try {
            return index().documents();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link PassageIndex#find}. */
    List<Hit> find(Owner owner, String question, float @Nullable [] vector, int limit) {
        try {
            return index().find(owner, question, vector, limit);
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
    synchronized void close() throws IOException {
        closed = true;
        if (open != null) {
            open.close();
        }
    }
}
