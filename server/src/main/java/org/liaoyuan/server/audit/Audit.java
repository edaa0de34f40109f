package org.liaoyuan.server.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The log of what was done: rows are added, never changed, and each holds the hash of the one before. Old ones go only by {@link
 * Pruning}.
 *
 * <p>Guarantees: a row that is written in the transaction of what it tells of is there if and only if that happened; rows are
 * numbered without a gap. Writers wait for each other until their transactions end, so those are kept short.
 */
@Component
public class Audit {

    /** Of PostgreSQL's advisory locks: whoever holds it may add a row. */
    private static final long LOCK = 0x6c79_6175_6469_74L;

    private static final int LONGEST = 200;

    /** Rows in one transaction: ten times as many as there are connections. */
    private static final int MOST = 100;

    private final SystemDatabase database;
    private final Together<AuditRow> together;

    Audit(SystemDatabase database) {
        this.database = database;
        this.together = new Together<>(MOST, rows -> database.run(jdbc -> append(jdbc, rows)));
    }

    /** Writes what somebody did, in the caller's transaction if there is one, else in one with what others write at the same time. */
    public void write(Identity who, String action, String target, String details) {
        AuditRow row = row(who, who.organisation(), action, target, details);
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            // rows of others must not hang on what becomes of the caller's transaction
            database.run(jdbc -> append(jdbc, List.of(row)));
        } else {
            together.write(row);
        }
    }

    /** Writes what somebody did to their own organisation, within the transaction that does it. */
    public void write(JdbcClient jdbc, Identity who, String action, String target, String details) {
        write(jdbc, who, who.organisation(), action, target, details);
    }

    /** Writes what was done in an organisation. */
    public void write(
            JdbcClient jdbc, Identity who, String organisation, String action, String target, String details) {
        append(jdbc, List.of(row(who, organisation, action, target, details)));
    }

    /** Not yet in the log: without number, time and hash. */
    private static AuditRow row(Identity who, String organisation, String action, String target, String details) {
        return new AuditRow(
                0,
                Instant.EPOCH,
                organisation,
                who.person(),
                who.key(),
                action,
                cut(target),
                cut(details),
                who.address(),
                "");
    }

    private static void append(JdbcClient jdbc, List<AuditRow> rows) {
        lock(jdbc);
        List<AuditRow> last = jdbc.sql("select * from audit order by seq desc limit 1")
                .query(AuditRow::of)
                .list();
        long seq = last.isEmpty() ? 0 : last.getFirst().seq();
        String previous = last.isEmpty() ? AuditRow.BEGINNING : last.getFirst().hash();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<Object> values = new ArrayList<>();
        for (AuditRow row : rows) {
            seq++;
            AuditRow next = row.after(previous, seq, now);
            values.addAll(List.of(next.values(previous)));
            previous = next.hash();
        }
        jdbc.sql(
                        "insert into audit (seq, at, organisation, person, key, action, target, details, address, previous, hash)"
                                + " values "
                                + String.join(
                                        ", ", Collections.nCopies(rows.size(), "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")))
                .params(values)
                .update();
    }

    /** Lets nobody else add or take out rows until the transaction ends. */
    static void lock(JdbcClient jdbc) {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().listOfRows();
    }

    private static String cut(String text) {
        // PostgreSQL's text holds no zero character
        String clean = text.replace("\0", "");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }
}
