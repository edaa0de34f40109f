package org.liaoyuan.server.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liaoyuan.server.store.Tenant;

/**
 * What stands in the place of rows that were pruned. It is itself a row of the log, so it can't be changed unseen, and it holds what the
 * first row that is left has to follow.
 *
 * @param through the number of the last row that was pruned, and so how many there were
 * @param hash of that row
 * @param first when the very first row was written
 * @param last when the last row that was pruned was
 */
record Checkpoint(long through, String hash, Instant first, Instant last) {

    static final String ACTION = "audit.prune";

    private static final Pattern DETAILS =
            Pattern.compile("hash=([0-9a-f]{64}); rows=(\\d{1,18}); first=(\\S{1,40}); last=(\\S{1,40})");

    /** What the row is about: the last number. */
    String target() {
        return Long.toString(through);
    }

    String details() {
        return "hash=" + hash + "; rows=" + through + "; first=" + first + "; last=" + last;
    }

    static boolean isOne(AuditRow row) {
        return row.action().equals(ACTION) && row.organisation().equals(Tenant.LOCAL_ID);
    }

    /** Empty where a row that says it is one is none. */
    static Optional<Checkpoint> of(AuditRow row) {
        Matcher found = DETAILS.matcher(row.details());
        if (!isOne(row) || !found.matches() || !row.target().equals(found.group(2))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Checkpoint(
                    Long.parseLong(found.group(2)),
                    found.group(1),
                    Instant.parse(found.group(3)),
                    Instant.parse(found.group(4))));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
