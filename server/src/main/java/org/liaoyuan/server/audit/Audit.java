package org.liaoyuan.server.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

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

    private final SystemDatabase database;

    Audit(SystemDatabase database) {
        this.database = database;
    }

    /** Writes what somebody did, in a transaction of its own. */
    public void write(Identity who, String action, String target, String details) {
        database.run(jdbc -> write(jdbc, who, who.organisation(), action, target, details));
    }

    /** Writes what somebody did to their own organisation, within the transaction that does it. */
    public void write(JdbcClient jdbc, Identity who, String action, String target, String details) {
        write(jdbc, who, who.organisation(), action, target, details);
    }

    /** Writes what was done in an organisation. */
    public void write(
            JdbcClient jdbc, Identity who, String organisation, String action, String target, String details) {
        lock(jdbc);
        List<AuditRow> last = jdbc.sql("select * from audit order by seq desc limit 1")
                .query(AuditRow::of)
                .list();
        String previous = last.isEmpty() ? AuditRow.BEGINNING : last.getFirst().hash();
        AuditRow row = AuditRow.after(
                previous,
                new AuditRow(
                        last.isEmpty() ? 1 : last.getFirst().seq() + 1,
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        organisation,
                        who.person(),
                        who.key(),
                        action,
                        cut(target),
                        cut(details),
                        who.address(),
                        ""));
        jdbc.sql("""
                        insert into audit (seq, at, organisation, person, key, action, target, details, address, previous, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""").params(List.of(row.values(previous))).update();
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
