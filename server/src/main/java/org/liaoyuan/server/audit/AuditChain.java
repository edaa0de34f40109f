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
     * @param rows how many rows are as they were written, from the first
     * @param head the hash of the last of them: kept elsewhere, it shows later whether rows are missing at the end
     * @param problem the first row that is changed or missing; null if there is none
     */
    public record Verification(
            long rows, String head, @Nullable String problem) {}

    /** Looks at the log of a database that no server uses; one that has never had a log is as it was. */
    public static Verification verify(Database database) {
        JdbcClient jdbc = database.client();
        return Tenant.SYSTEM.ask(() -> {
            boolean exists = jdbc.sql("select to_regclass('audit') is not null")
                    .query(Boolean.class)
                    .single();
            return exists ? verify(jdbc) : new Verification(0, AuditRow.BEGINNING, null);
        });
    }

    static Verification verify(JdbcClient jdbc) {
        try (Stream<Link> rows = jdbc
                .sql("select * from audit order by seq")
                .withFetchSize(FETCH)
                .query((row, number) ->
                        new Link(AuditRow.of(row, number), HexFormat.of().formatHex(row.getBytes("previous"))))
                .stream()) {
            long seen = 0;
            String head = AuditRow.BEGINNING;
            for (Link link : (Iterable<Link>) rows::iterator) {
                AuditRow row = link.row();
                String problem = null;
                if (row.seq() != seen + 1) {
                    problem = "row " + (seen + 1) + " is missing";
                } else if (!link.previous().equals(head)) {
                    problem = "row " + row.seq() + " does not follow the row before it: one of the two is changed";
                } else if (!row.hashAfter(head).equals(row.hash())) {
                    problem = "row " + row.seq() + " (" + row.action() + ", " + row.at() + ") is changed";
                }
                if (problem != null) {
                    return new Verification(seen, head, problem);
                }
                seen++;
                head = row.hash();
            }
            return new Verification(seen, head, null);
        }
    }

    private record Link(AuditRow row, String previous) {}
}
