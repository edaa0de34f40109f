package org.liaoyuan.server.agent;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Node;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Holds runs, lets them go on, and has those that ended go on where they did. */
@Component
class Steering {

    private final SystemDatabase database;
    private final Node process;
    private final RunNews changes;

    Steering(SystemDatabase database, Node process, RunNews changes) {
        this.database = database;
        this.process = process;
        this.changes = changes;
    }

    /** What is under way ends, and nothing more begins. False if the run has ended. */
    boolean pause(UUID run) {
        return told(run, database.ask(jdbc -> jdbc.sql("""
                        update agent_run set paused_at = coalesce(paused_at, now()), changed_at = now(),
                          state = case state when 'WAITING' then 'PAUSED' else state end
                        where id = ? and state in ('RUNNING', 'WAITING', 'PAUSED')""").param(run).update() == 1));
    }

    /**
     * Goes on: with another leg, or with the one that has not come to its end yet, after which another follows. The run's time did not
     * pass meanwhile. False if it is not paused.
     */
    boolean resume(UUID run) {
        return told(
                run,
                database.ask(jdbc -> jdbc.sql("""
                        update agent_run set changed_at = now(), due_at = due_at + (now() - paused_at),
                          rested = rested + (now() - paused_at), paused_at = null, state = 'RUNNING', process = ?,
                          again_leg = case state when 'RUNNING' then leg else again_leg end,
                          leg = case state when 'PAUSED' then leg + 1 else leg end
                        where id = ? and paused_at is not null and state in ('RUNNING', 'PAUSED')""").params(process.id(), run).update() == 1));
    }

    /**
     * Goes on where it failed or was cancelled. What it asked and nobody answered is asked anew; its time did not pass meanwhile.
     *
     * @param budget what it may use from now on, all that it used before included; null for what held before
     * @param seconds of that; 0 where it says nothing of them
     * @return false if it has not ended, or came to its answer
     */
    boolean goOn(UUID run, @Nullable String budget, int seconds) {
        return told(run, database.ask(jdbc -> goOn(jdbc, process, run, budget, seconds)));
    }

    /** As {@link #goOn(UUID, String, int)}, in a transaction that holds the run's row, or none above it. Runs below that did not come to their answer go on when it comes by them. */
    static boolean goOn(JdbcClient jdbc, Node process, UUID run, @Nullable String budget, int seconds) {
        boolean goesOn = jdbc.sql("""
                                update agent_run set state = 'RUNNING', leg = leg + 1, process = :process, failed_node = '', failure = '',
                                  detail = '', changed_at = now(), rested = rested + (now() - ended_at),
                                  due_at = case when :seconds > 0
                                    then started_at + rested + (now() - ended_at) + :seconds * interval '1 second'
                                    else due_at + (now() - ended_at) end,
                                  ended_at = null,
                                  budget = case when cast(:budget as text) is null then budget
                                    else coalesce(budget, '{}'::jsonb) || cast(:budget as jsonb) end
                                where id = :run and state in ('FAILED', 'CANCELLED')""")
                        .param("process", process.id())
                        .param("seconds", seconds)
                        .param("budget", budget, java.sql.Types.VARCHAR)
                        .param("run", run)
                        .update()
                == 1;
        if (goesOn) {
            jdbc.sql("""
                            delete from agent_wait w where run = ? and not exists (
                              select from agent_step s where s.run = w.run and s.position = w.position)""").param(run).update();
            jdbc.sql("""
                            update agent_run c set goes_on = true where c.parent = ? and c.state in ('FAILED', 'CANCELLED')
                              and not exists (select from agent_step s where s.run = c.parent and s.position = c.parent_position)""").param(run).update();
        }
        return goesOn;
    }

    private boolean told(UUID run, boolean changed) {
        if (changed) {
            changes.tell(run, RunNews.What.STATE);
        }
        return changed;
    }
}
