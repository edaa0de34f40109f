package org.liaoyuan.server.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One row a request. Rows are written in the background, many at once; every question sees all rows that were recorded before
 * it. Close it when nothing records any more: what waits is written then. Only the death of the process loses rows, those of
 * its last moments.
 */
public final class Ledger implements AutoCloseable {

    /** Days that are shown where nobody says which. */
    static final int USUAL_DAYS = 30;

    private final EntryStore store;
    private final EntryQueue queue;
    private final ZoneId zone;

    Ledger(DataSource source, LedgerSettings settings) {
        this.store = new EntryStore(source);
        this.queue = new EntryQueue(store, settings.queue());
        this.zone = settings.zoneId();
    }

    /**
     * The ledger of a database that no server uses.
     *
     * @return empty if that database has never had one
     */
    public static Optional<Ledger> open(DataSource source, LedgerSettings settings) {
        boolean exists = JdbcClient.create(source)
                .sql("select to_regclass('ledger_entry') is not null")
                .query(Boolean.class)
                .single();
        return exists ? Optional.of(new Ledger(source, settings)) : Optional.empty();
    }

    /** Does not wait for the database, unless very many rows wait already. */
    void record(Entry entry) {
        queue.add(entry);
    }

    /**
     * The rows of some days, summed: those that the tenant may see.
     *
     * @param from the first day
     * @param to the last day
     * @throws IllegalArgumentException if the last day is before the first
     */
    public Sums sums(Grouping by, LocalDate from, LocalDate to) {
        requireOrder(from, to);
        queue.flush();
        List<Sum> rows = store.sums(by, from, to, zone);
        return new Sums(by, from, to, rows, store.total(from, to, zone));
    }

    /** Today, where this ledger's days begin. */
    public LocalDate today() {
        return LocalDate.now(Clock.system(zone));
    }

    /** The first of the days that are shown where nobody says which. */
    public LocalDate usualStart() {
        return today().minusDays(USUAL_DAYS - 1);
    }

    /** Writes the rows that wait: in a transaction that only reads it could not be done. */
    void writeWaiting() {
        queue.flush();
    }

    /** Every written row of some days that the tenant may see, as lines of comma-separated values, the head first. Read it inside a transaction, and close it. */
    Stream<String> csv(LocalDate from, LocalDate to) {
        requireOrder(from, to);
        return Stream.concat(Stream.of(EntryStore.HEAD), store.csv(from, to, zone));
    }

    /** What a budget's subject has spent in its organisation since then. */
    Spending spent(Budget budget, Instant since) {
        queue.flush();
        return Tenant.SYSTEM.ask(() -> store.spent(budget, since));
    }

    private static void requireOrder(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("the last day, " + to + ", is before the first, " + from);
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
