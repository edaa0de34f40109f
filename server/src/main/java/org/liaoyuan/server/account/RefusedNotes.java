package org.liaoyuan.server.account;

import java.util.LinkedHashMap;
import java.util.Map;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Route;
import org.liaoyuan.server.audit.Audit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Writes into the audit log that somebody known was refused something.
 *
 * <p>Guarantees: at most one row in ten minutes for the same person or key, route and reason, however often they ask; what is
 * remembered for that is bounded.
 */
@Component
class RefusedNotes {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedNotes.class);
    private static final long AGAIN_NANOS = 600_000_000_000L;
    private static final int MOST_REMEMBERED = 10_000;

    private final Audit audit;

    /** When each was written last, the oldest first. */
    private final Map<Noted, Long> written = new LinkedHashMap<>();

    RefusedNotes(Audit audit) {
        this.audit = audit;
    }

    private record Noted(String person, String key, String organisation, String route, String code) {}

    void write(Identity who, Route route, Refusal refusal) {
        if (!who.isSomebody()
                || !isNews(new Noted(who.person(), who.key(), who.organisation(), route.toString(), refusal.code()))) {
            return;
        }
        try {
            audit.write(who, "access.refuse", "", "why=" + refusal.code() + "; route=" + route);
        } catch (DataAccessException e) {
            LOG.error("a refusal of {} to {} is not in the audit log: the database refuses", route, who.person(), e);
        }
    }

    private synchronized boolean isNews(Noted noted) {
        long now = System.nanoTime();
        Long before = written.get(noted);
        if (before != null && now - before < AGAIN_NANOS) {
            return false;
        }
        written.remove(noted);
        written.put(noted, now);
        if (written.size() > MOST_REMEMBERED) {
            written.remove(written.keySet().iterator().next());
        }
        return true;
    }
}
