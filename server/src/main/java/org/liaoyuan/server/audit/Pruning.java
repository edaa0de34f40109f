package org.liaoyuan.server.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes old rows out of the log, from its beginning, and writes a {@link Checkpoint} in the same transaction. PostgreSQL lets no row go
 * that no checkpoint covers.
 */
@Component
class Pruning {

    /** Of one transaction: who writes to the log waits for it. */
    private static final int MOST_ROWS = 20_000;

    private final SystemDatabase database;
    private final Audit audit;
    private final AuditRetention retention;

    Pruning(SystemDatabase database, Audit audit, AuditRetention retention) {
        this.database = database;
        this.audit = audit;
        this.retention = retention;
    }

    /** Takes out what is older than the retention, if today is not done yet. @return how many rows */
    long runDaily() {
        OptionalInt months = retention.months();
        if (months.isEmpty() || !retention.isMyTurn()) {
            return 0;
        }
        return prune(Instant.now()
                .atZone(ZoneOffset.UTC)
                .minusMonths(months.getAsInt())
                .toInstant());
    }

    /** Takes out the rows up to the first one that was written at this time or later. @return how many */
    long prune(Instant before) {
        long all = 0;
        for (long some = MOST_ROWS; some == MOST_ROWS; all += some) {
            some = database.ask(db -> pruneSome(db, before));
        }
        return all;
    }

    private long pruneSome(JdbcClient db, Instant before) {
        Audit.lock(db);
        long first = number(db, "select coalesce(min(seq), 0) from audit");
        long next = number(db, "select coalesce(max(seq), 0) + 1 from audit");
        long young = db.sql("select coalesce(min(seq), ?) from audit where at >= ?")
                .params(next, Timestamp.from(before))
                .query(Long.class)
                .single();
        long through = Math.min(young - 1, first + MOST_ROWS - 1);
        if (first == 0 || through < first) {
            return 0;
        }
        AuditRow last = row(db, through);
        Instant beginning =
                newest(db).map(Checkpoint::first).orElseGet(() -> row(db, first).at());
        Checkpoint checkpoint = new Checkpoint(through, last.hash(), beginning, last.at());
        audit.write(
                db, Identity.nobody(""), Tenant.LOCAL_ID, Checkpoint.ACTION, checkpoint.target(), checkpoint.details());
        return db.sql("select audit_prune(?)").param(through).query(Long.class).single();
    }

    /** What was pruned until now; empty where nothing was. */
    Optional<Checkpoint> newest() {
        return database.ask(Pruning::newest);
    }

    private static Optional<Checkpoint> newest(JdbcClient db) {
        return db.sql("select * from audit where action = ? and organisation = ? order by seq desc limit 1")
                .params(Checkpoint.ACTION, Tenant.LOCAL_ID)
                .query(AuditRow::of)
                .optional()
                .flatMap(Checkpoint::of);
    }

    private static AuditRow row(JdbcClient db, long seq) {
        return db.sql("select * from audit where seq = ?")
                .param(seq)
                .query(AuditRow::of)
                .single();
    }

    private static long number(JdbcClient db, String sql) {
        return db.sql(sql).query(Long.class).single();
    }
}
