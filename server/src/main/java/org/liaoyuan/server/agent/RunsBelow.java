package org.liaoyuan.server.agent;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Node;
import org.springframework.stereotype.Component;

/**
 * Ends of runs that others wait for, and of those that wait: the one is told to the run above, the other ends what runs below.
 *
 * <p>INVARIANT: whoever writes holds the row of the run above before that of the run below.
 */
@Component
public class RunsBelow {

    private static final int MOST_AT_ONCE = 500;

    private final SystemDatabase database;
    private final Node process;
    private final RunNews changes;

    RunsBelow(SystemDatabase database, Node process, RunNews changes) {
        this.database = database;
        this.process = process;
        this.changes = changes;
    }

    /** Runs that go on since others below them have ended. */
    List<UUID> wakeAll() {
        return database
                .ask(jdbc -> jdbc.sql("select id from agent_run where parent is not null and told_leg is null"
                                + " and ended_at is not null order by ended_at limit ?")
                        .param(MOST_AT_ONCE)
                        .query(UUID.class)
                        .list())
                .stream()
                .flatMap(id -> wake(id).stream())
                .distinct()
                .toList();
    }

    /** Tells the run above of the end of this one; empty where it has not ended, nobody waits, or somebody did before. */
    Optional<UUID> wake(UUID id) {
        Optional<UUID> woken = database.ask(jdbc -> {
            Optional<UUID> parent = jdbc.sql(
                            "select parent from agent_run where id = ? and parent is not null and told_leg is null and ended_at is not null")
                    .param(id)
                    .query(UUID.class)
                    .optional();
            if (parent.isEmpty()) {
                return parent;
            }
            boolean goesOn = Waits.holds(jdbc, parent.get());
            int told = jdbc.sql("""
                            update agent_run set told_leg = case when :on then (select p.leg from agent_run p where p.id = :parent) else 0 end
                            where id = :id and told_leg is null and ended_at is not null""")
                    .param("on", goesOn, Types.BOOLEAN)
                    .param("parent", parent.get())
                    .param("id", id)
                    .update();
            return goesOn && told == 1 && Waits.goOn(jdbc, parent.get(), 0, process) ? parent : Optional.empty();
        });
        woken.ifPresent(parent -> changes.tell(parent, RunNews.What.STATE));
        return woken;
    }

    /** Ends what still runs below runs that have ended. @return what ended */
    List<UUID> endLeft() {
        List<UUID> above = database.<List<UUID>>ask(
                jdbc -> jdbc.sql("""
                        select distinct p.id from agent_run c join agent_run p on p.id = c.parent
                        where c.parent is not null and c.ended_at is null and p.ended_at is not null limit ?""").param(MOST_AT_ONCE).query(UUID.class).list());
        return above.stream().flatMap(run -> end(run).stream()).toList();
    }

    /** Ends what runs below a run that has ended, at whatever depth. @return what ended */
    List<UUID> end(UUID run) {
        List<UUID> ended = database.<List<UUID>>ask(jdbc -> {
            List<UUID> some = jdbc.sql("""
                            with over as (select id from agent_run where id = ? and ended_at is not null for update)
                            update agent_run set state = 'CANCELLED', changed_at = now(), ended_at = now(), paused_at = null, told_leg = 0
                            where parent in (select id from over) and ended_at is null returning id""")
                    .param(run)
                    .query((row, n) -> row.getObject("id", UUID.class))
                    .list();
            some.forEach(one -> Waits.close(jdbc, one));
            return some;
        });
        List<UUID> all = new ArrayList<>(ended);
        for (UUID one : ended) {
            changes.tell(one, RunNews.What.STATE);
            all.addAll(end(one));
        }
        return all;
    }

    /** All below a run that have not ended. */
    public List<UUID> open(UUID run) {
        return database.ask(jdbc -> jdbc.sql(
                        "select b.id from agent_below(?) b join agent_run u on u.id = b.id where u.ended_at is null")
                .param(run)
                .query(UUID.class)
                .list());
    }

    /** Whether something below a run is on its way. */
    boolean isAtWork(UUID run) {
        return database.ask(jdbc -> jdbc.sql(
                        "select exists(select from agent_below(?) b join agent_run u on u.id = b.id where u.state = 'RUNNING'"
                                + " or u.ended_at is not null and u.told_leg is null)")
                .param(run)
                .query(Boolean.class)
                .single());
    }
}
