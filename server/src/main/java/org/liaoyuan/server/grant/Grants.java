package org.liaoyuan.server.grant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Resource;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.stereotype.Component;

/**
 * Whether a thing is open to somebody. Thread-safe. Rules are kept in memory for two seconds: that is how late another process, or a
 * change of who is in a group, is heard of; what this process changes holds at once.
 */
@Component
public class Grants {

    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private record Kept(RuleBook book, long since) {

        boolean isFresh() {
            return System.nanoTime() - since < FRESH_NANOS;
        }
    }

    private final Map<String, Kept> byOrganisation = new ConcurrentHashMap<>();
    private final SystemDatabase database;
    private final RuleStore store;

    Grants(SystemDatabase database, RuleStore store) {
        this.database = database;
        this.store = store;
    }

    /**
     * Whether somebody may use a thing.
     *
     * @param partOf what it is made of, or another name for: their rules hold as well. Asked for only where there are rules of its kind
     */
    public boolean may(Identity who, Resource asked, Supplier<List<Resource>> partOf) {
        RuleBook book = book(who.organisation());
        return book.may(who, asked, book.has(asked.kind()) ? partOf.get() : List.of());
    }

    /** @throws RefusedException if it is not open to them */
    public void require(Identity who, Resource asked, Supplier<List<Resource>> partOf) {
        if (!may(who, asked, partOf)) {
            throw RefusedException.forbidden(
                    "The " + asked + " is not open to you, or not to this key; ask whoever manages your organisation");
        }
    }

    /** The next question reads the rules anew. */
    void forget(String organisation) {
        byOrganisation.remove(organisation);
    }

    private RuleBook book(String organisation) {
        Kept kept = byOrganisation.get(organisation);
        return kept != null && kept.isFresh() ? kept.book : renewed(organisation);
    }

    /** One asks the database, the others wait for it. */
    private RuleBook renewed(String organisation) {
        return byOrganisation.compute(
                        organisation, (key, kept) -> kept != null && kept.isFresh() ? kept : read(organisation))
                .book;
    }

    /** As of before the question: a change that comes while it is answered is not missed for longer. */
    private Kept read(String organisation) {
        long since = System.nanoTime();
        return new Kept(database.ask(db -> store.book(db, organisation)), since);
    }
}
