package org.liaoyuan.server.agent.door;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.agent.Beginnings;
import org.liaoyuan.server.agent.Lull;
import org.liaoyuan.server.agent.Starts;
import org.liaoyuan.server.agent.definition.Channel;
import org.liaoyuan.server.agent.door.FiredTriggers.Fired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Starts runs of schedules that are due.
 *
 * <p>Guarantee: each time starts one run at most, whichever processes look at once: who starts it moves the schedule on in the same
 * transaction.
 */
@Component
class Schedules {

    private static final int MOST_AT_ONCE = 50;

    /** Later than this a time counts as missed. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private final SystemDatabase database;
    private final FiredTriggers triggers;
    private final Starts starts;
    private final AtomicLong changes = new AtomicLong();

    Schedules(SystemDatabase database, FiredTriggers triggers, Starts starts) {
        this.database = database;
        this.triggers = triggers;
        this.starts = starts;
    }

    private record Due(UUID id, OffsetDateTime at, Cron cron, boolean once) {

        boolean isMissed(Instant now) {
            return !once && at.toInstant().plus(LATE).isBefore(now);
        }
    }

    /** Schedules were written down in this process. */
    void changed() {
        changes.incrementAndGet();
    }

    /** How often {@link #changed}. */
    long changes() {
        return changes.get();
    }

    /** @return how long it is until the next is due; empty where none is */
    Optional<Duration> startDue() {
        List<Due> due = database.ask(jdbc -> jdbc.sql("""
                        select id, next_at, cron, zone, missed from agent_trigger where next_at <= now() and not paused
                        order by next_at limit ?""")
                .param(MOST_AT_ONCE)
                .query((row, n) -> new Due(
                        row.getObject("id", UUID.class),
                        row.getObject("next_at", OffsetDateTime.class),
                        new Cron(row.getString("cron"), row.getString("zone")),
                        row.getString("missed").equals(Trigger.Missed.ONCE.name())))
                .list());
        due.forEach(this::start);
        return Lull.until(database, "select min(next_at) from agent_trigger where not paused");
    }

    private void start(Due due) {
        triggers.find("id = ?", due.id()).ifPresent(fired -> begin(due, fired).ifPresent(starts::go));
    }

    private Optional<Beginnings.Started> begin(Due due, Fired fired) {
        Instant now = Instant.now();
        Starts.Ready ready = null;
        String problem = "";
        try {
            if (due.isMissed(now)) {
                problem = "no server was there at " + due.at().toInstant() + "; that time was skipped";
            } else {
                triggers.requireOpen(fired);
                ready = fired.owner()
                        .ask(() -> starts.ready(fired.agent(), fired.which(), fired.input(), Channel.SCHEDULE));
            }
        } catch (RefusedException | IllegalArgumentException e) {
            problem = String.valueOf(e.getMessage());
        }
        Starts.Ready toStart = ready;
        String why = problem;
        return database.ask(jdbc ->
                moveOn(jdbc, due, now) ? begun(jdbc, fired, toStart, why) : Optional.<Beginnings.Started>empty());
    }

    private Optional<Beginnings.Started> begun(
            JdbcClient jdbc, Fired fired, Starts.@Nullable Ready ready, String problem) {
        if (ready == null) {
            FiredTriggers.failed(jdbc, fired, problem);
            return Optional.empty();
        }
        return Optional.of(starts.begin(ready, fired.owner(), FiredTriggers.started(fired)));
    }

    /** False if another process did meanwhile. */
    private static boolean moveOn(JdbcClient jdbc, Due due, Instant now) {
        OffsetDateTime next =
                due.cron().next(now).map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
        return jdbc.sql("update agent_trigger set next_at = :next where id = :id and next_at = :at and not paused")
                        .param("next", next, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("id", due.id())
                        .param("at", due.at())
                        .update()
                == 1;
    }
}
