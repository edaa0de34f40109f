package org.liaoyuan.server.agent;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Node;
import org.springframework.stereotype.Component;

/** How all runs stand, whosever they are: what nobody walks, what has come due. Reads alone. */
@Component
class Survey {

    private final SystemDatabase database;

    Survey(SystemDatabase database) {
        this.database = database;
    }

    /** Those of these runs that have ended. */
    List<UUID> ended(Collection<UUID> some) {
        return database.ask(jdbc -> jdbc.sql("select id from agent_run where id in (:some) and state <> 'RUNNING'")
                .param("some", some)
                .query(UUID.class)
                .list());
    }

    /** Those of these runs that have not. */
    Set<UUID> open(Collection<UUID> some) {
        return some.isEmpty()
                ? Set.of()
                : Set.copyOf(database.ask(
                        jdbc -> jdbc.sql("select id from agent_run where id in (:some) and ended_at is null")
                                .param("some", some)
                                .query(UUID.class)
                                .list()));
    }

    /**
     * Whether there is something to look at.
     *
     * @param isLeft whether runs may be {@link #left}
     * @param isDue whether a time has come: of what is waited for, or of a run
     * @param isBelow whether runs below others have ended, or those others have
     * @param isExpected whether any of it may come by itself
     * @param dueMillis until the next wait is over, those aside that are; null where none has a time
     */
    record Look(
            boolean isLeft,
            boolean isDue,
            boolean isBelow,
            boolean isExpected,
            @Nullable Long dueMillis) {

        Optional<Duration> untilDue() {
            return Optional.ofNullable(dueMillis).map(Duration::ofMillis);
        }
    }

    /** One statement, of indexes alone. */
    Look look() {
        return database.ask(
                jdbc -> jdbc.sql("""
                        select exists(select from agent_run where state = 'RUNNING' and (process not in (""" + Node.PRESENT + """
                          ) or changed_at < now() - interval '30 seconds')) as is_left,
                          exists(select from agent_wait where over_at is null and due_at <= now())
                          or exists(select from agent_wait where escalate_at <= now() and escalated_at is null and over_at is null)
                          or exists(select from agent_run where due_at <= now() and state in ('RUNNING', 'WAITING')
                            and paused_at is null) as is_due,
                          exists(select from agent_run where parent is not null and told_leg is null and ended_at is not null)
                          or exists(select from agent_run c join agent_run p on p.id = c.parent
                            where c.parent is not null and c.ended_at is null and p.ended_at is not null) as is_below,
                          exists(select from agent_run where state = 'RUNNING')
                          or exists(select from agent_wait where over_at is null and due_at is not null)
                          or exists(select from agent_wait
                            where escalate_at is not null and escalated_at is null and over_at is null)
                          or exists(select from agent_run where due_at is not null and state in ('RUNNING', 'WAITING')
                            and paused_at is null) as is_expected,
                          ceil(extract(epoch from (select min(due_at) from agent_wait where over_at is null and due_at > now())
                            - now()) * 1000)::bigint as due_millis""").query(Look.class).single());
    }

    /**
     * A run of which nothing may come any more.
     *
     * @param isGone whether the process that walked it is
     */
    record Left(UUID run, boolean isGone) {}

    /** Runs on their way whose process has gone, and those of which nothing was heard for a while. */
    List<Left> left() {
        return database.ask(jdbc -> jdbc.sql("select id, process not in (" + Node.PRESENT + ") as gone from agent_run"
                        + " where state = 'RUNNING' and (process not in (" + Node.PRESENT
                        + ") or changed_at < now() - interval '30 seconds') order by changed_at limit 1000")
                .query((row, n) -> new Left(row.getObject("id", UUID.class), row.getBoolean("gone")))
                .list());
    }
}
