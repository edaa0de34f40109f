package org.liaoyuan.server.audit;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.store.Database;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks whether the audit log is as it was written. */
public final class AuditChain {

    private static final int FETCH = 500;

    private AuditChain() {}

    /**
     * What was found.
     *
     * @param rows the number of the last row that is as it was written, and so how many there have been up to it
     * @param pruned how many of those were pruned, as a checkpoint in the log says
     * @param head the hash of that row: kept elsewhere, it shows later whether rows are missing at the end
     * @param problem the first row that is changed or missing; null if there is none
     */
    public record Verification(
            long rows, long pruned, String head, @Nullable String problem) {}

    /** Looks at the log of a database that no server uses; one that has never had a log is as it was. */
    public static Verification verify(Database database) {
        JdbcClient jdbc = database.client();
        return Tenant.SYSTEM.ask(() -> {
            boolean exists = jdbc.sql("select to_regclass('audit') is not null")
                    .query(Boolean.class)
                    .single();
            return exists ? verify(jdbc) : new Verification(0, 0, AuditRow.BEGINNING, null);
        });
    }

    static Verification verify(JdbcClient jdbc) {
        try (Stream<Link> rows = jdbc
                .sql("select * from audit order by seq")
                .withFetchSize(FETCH)
                .query((row, number) ->
                        new Link(AuditRow.of(row, number), HexFormat.of().formatHex(row.getBytes("previous"))))
                .stream()) {
            Walk walk = new Walk();
            for (Link link : (Iterable<Link>) rows::iterator) {
                String problem = walk.problemOf(link);
                if (problem != null) {
                    return walk.found(problem);
                }
            }
            return walk.found(walk.problemOfBeginning());
        }
    }

    /** From row to row. */
    private static final class Walk {

        private long seen;
        private String head = AuditRow.BEGINNING;

        /** What the log begins after; where nothing was pruned, before the first row. */
        private long pruned;

        private String before = AuditRow.BEGINNING;
        private boolean begun;
        private boolean explained = true;

        private @Nullable String problemOf(Link link) {
            AuditRow row = link.row();
            if (!begun) {
                begin(link);
            }
            if (row.seq() != seen + 1) {
                return "row " + (seen + 1) + " is missing";
            }
            if (!link.previous().equals(head)) {
                return "row " + row.seq() + " does not follow the row before it: one of the two is changed";
            }
            if (!row.hashAfter(head).equals(row.hash())) {
                return "row " + row.seq() + " (" + row.action() + ", " + row.at() + ") is changed";
            }
            seen++;
            head = row.hash();
            return Checkpoint.isOne(row) ? problemOfCheckpoint(row) : null;
        }

        /** A log that was pruned begins later; whether it was, its checkpoint has to say. */
        private void begin(Link first) {
            begun = true;
            if (first.row().seq() > 1) {
                pruned = first.row().seq() - 1;
                before = first.previous();
                seen = pruned;
                head = before;
                explained = false;
            }
        }

        private @Nullable String problemOfCheckpoint(AuditRow row) {
            Checkpoint checkpoint = Checkpoint.of(row).orElse(null);
            if (checkpoint == null
                    || checkpoint.through() > pruned
                    || !checkpoint.last().isBefore(row.at())) {
                return "row " + row.seq() + " says that rows were pruned which were not";
            }
            if (checkpoint.through() == pruned) {
                if (!checkpoint.hash().equals(before)) {
                    return "row " + (pruned + 1) + " does not follow the row that row " + row.seq()
                            + " says was pruned last: one of the two is changed";
                }
                explained = true;
            }
            return null;
        }

        private @Nullable String problemOfBeginning() {
            return explained
                    ? null
                    : "the rows up to " + pruned + " are missing, and no row says that they were pruned";
        }

        private Verification found(@Nullable String problem) {
            return new Verification(seen, pruned, head, problem);
        }
    }

    private record Link(AuditRow row, String previous) {}
}
