package org.liaoyuan.server.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.liaoyuan.server.access.SystemDatabase;

/**
 * Spares looks at the database where nothing can be due. Not for two threads.
 *
 * <p>Guarantees: what was written down in this process is looked at the next time, what has a time when that has come, and what other
 * processes wrote after the longest rest; a look that failed is done again the next time.
 */
public final class Lull {

    /** What is usual: who writes sees to what they wrote, but for a kill just then. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Duration longest;
    private final LongSupplier changes;
    private final LongSupplier nanos;
    private final Supplier<Optional<Duration>> look;
    private long seen;
    private long since;
    private Duration rest = Duration.ZERO;

    /**
     * @param changes how often something was written down in this process
     * @param look does what is due, and says how long it is until something is by its time; empty where nothing has one
     */
    public Lull(LongSupplier changes, Supplier<Optional<Duration>> look) {
        this(LONGEST, changes, System::nanoTime, look);
    }

    /** @param longest after which it looks in any case */
    Lull(Duration longest, LongSupplier changes, LongSupplier nanos, Supplier<Optional<Duration>> look) {
        this.longest = longest;
        this.changes = changes;
        this.nanos = nanos;
        this.look = look;
    }

    /**
     * How long it is until a time that the database knows.
     *
     * @param earliest a statement that gives that time, or null
     * @return negative where it has come; empty where there is none
     */
    public static Optional<Duration> until(SystemDatabase database, String earliest) {
        return database.ask(jdbc -> jdbc.sql("select extract(epoch from (" + earliest + ") - now()) * 1000 as millis")
                .query((row, n) -> Optional.ofNullable(row.getBigDecimal("millis"))
                        .map(millis -> Duration.ofMillis(millis.longValue())))
                .single());
    }

    /** Looks, unless nothing can be due. */
    public void look() {
        long now = changes.getAsLong();
        if (now == seen && rest.isPositive() && nanos.getAsLong() - since < rest.toNanos()) {
            return;
        }
        // before it looks: what comes in its middle is looked at the next time
        seen = now;
        rest = Duration.ZERO;
        Duration next = look.get().orElse(longest);
        since = nanos.getAsLong();
        rest = next.compareTo(longest) < 0 ? next : longest;
    }
}
