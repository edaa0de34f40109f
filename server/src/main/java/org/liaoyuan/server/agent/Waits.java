package org.liaoyuan.server.agent;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Node;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What runs wait for: decisions of people, and times. Each is a row. When it is over it becomes the step that was waited for, and a run
 * that rests goes on with another leg; one that is still on its way takes the step up, when it comes to rest at the latest.
 *
 * <p>INVARIANT: whoever writes holds the run's row first.
 */
@Component
class Waits {

    private static final String OPEN =
            "select 1 from agent_run where id = ? and state in ('RUNNING', 'WAITING') for update";

    private static final int MOST_AT_ONCE = 500;

    private final SystemDatabase database;
    private final Node process;
    private final RunNews changes;

    Waits(SystemDatabase database, Node process, RunNews changes) {
        this.database = database;
        this.process = process;
        this.changes = changes;
    }

    /** What became of a leg at its end. */
    enum Rest {
        /** The run waits. */
        WAITING,
        /** Something that this leg waited for is over: there is a next leg. */
        ON,
        /** It is no longer this leg's to say. */
        OVER
    }

    /** Puts a question to a person. */
    void ask(Leg leg, String position, org.liaoyuan.server.agent.Node.Approval node, String question) {
        insert(leg, position, node, new Asked(question, node.by().name(), node.within(), null));
    }

    /**
     * Waits for a time.
     *
     * @param until null for the node's seconds from now on
     */
    void pause(Leg leg, String position, org.liaoyuan.server.agent.Node.Wait node, @Nullable Instant until) {
        insert(leg, position, node, new Asked("", null, node.seconds(), until));
    }

    private record Asked(
            String question,
            @Nullable String by,
            int seconds,
            @Nullable Instant until) {}

    private void insert(Leg leg, String position, org.liaoyuan.server.agent.Node node, Asked asked) {
        Instant until = asked.until();
        // a leg that comes here again finds it asked
        int written = database.ask(jdbc -> jdbc.sql("""
                        with open as (select id, organisation, person from agent_run
                          where id = :run and leg = :leg and state = 'RUNNING' for update)
                        insert into agent_wait (run, position, organisation, person, node, kind, question, decided_by, due_at)
                        select id, :position, organisation, person, :node, :kind, :question, :by,
                          coalesce(:until, now() + nullif(:seconds, 0) * interval '1 second') from open
                        on conflict do nothing""")
                .param("run", leg.run())
                .param("leg", leg.number())
                .param("position", position)
                .param("node", node.id())
                .param("kind", node.kind())
                .param("question", asked.question())
                .param("by", asked.by(), Types.VARCHAR)
                .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("seconds", asked.seconds())
                .update());
        if (written > 0) {
            changes.tell();
        }
    }

    /** Nothing more can be done before somebody decides, or a time comes: puts the run to rest. */
    Rest rest(Leg leg) {
        Rest how = database.ask(jdbc -> {
            if (jdbc.sql("select 1 from agent_run where id = ? and leg = ? and state = 'RUNNING' for update")
                    .params(leg.run(), leg.number())
                    .query(Integer.class)
                    .optional()
                    .isEmpty()) {
                return Rest.OVER;
            }
            boolean on = jdbc.sql(
                            "select exists(select from agent_step where run = ? and leg = ? and kind in ('approval', 'wait'))"
                                    + " or exists(select from agent_call where run = ? and answered_leg = ?)")
                    .params(leg.run(), leg.number(), leg.run(), leg.number())
                    .query(Boolean.class)
                    .single();
            jdbc.sql(
                            on
                                    ? "update agent_run set leg = leg + 1, process = ?, changed_at = now() where id = ?"
                                    : "update agent_run set state = 'WAITING', process = ?, changed_at = now() where id = ?")
                    .params(process.id(), leg.run())
                    .update();
            return on ? Rest.ON : Rest.WAITING;
        });
        changes.tell();
        return how;
    }

    /** Takes a decision. False if somebody decided before, or nobody is asked any more. */
    boolean decide(UUID run, String position, boolean approved, String note, String person) {
        JsonNode output =
                JsonNodeFactory.instance.objectNode().put("approved", approved).put("note", note);
        return over(
                run,
                position,
                output,
                jdbc -> jdbc.sql("""
                        update agent_wait set approved = ?, note = ?, decider = ?, over_at = now()
                        where run = ? and position = ? and kind = 'approval' and over_at is null""")
                        .params(approved, note, person, run, position)
                        .update());
    }

    private record Due(UUID run, String position, String kind) {}

    /**
     * Ends what is waited for no longer, the earliest first.
     *
     * @return runs that go on
     */
    List<UUID> endDue() {
        List<Due> due = database.ask(jdbc -> jdbc.sql("""
                        select run, position, kind from agent_wait where over_at is null and due_at <= now()
                        order by due_at limit ?""")
                .param(MOST_AT_ONCE)
                .query((row, n) ->
                        new Due(row.getObject("run", UUID.class), row.getString("position"), row.getString("kind")))
                .list());
        return due.stream().filter(this::end).map(Due::run).distinct().toList();
    }

    private boolean end(Due due) {
        JsonNode output = due.kind().equals("wait")
                ? JsonNodeFactory.instance.objectNode().put("at", Instant.now().toString())
                : JsonNodeFactory.instance.objectNode().put("late", true).put("note", "");
        return over(
                due.run(),
                due.position(),
                output,
                jdbc -> jdbc.sql(
                                "update agent_wait set over_at = now() where run = ? and position = ? and over_at is null")
                        .params(due.run(), due.position())
                        .update());
    }

    private boolean over(UUID run, String position, JsonNode output, ToIntFunction<JdbcClient> change) {
        boolean over = database.ask(jdbc ->
                jdbc.sql(OPEN).param(run).query(Integer.class).optional().isPresent()
                        && change.applyAsInt(jdbc) == 1
                        && goOn(jdbc, run, position, output));
        if (over) {
            changes.tell();
        }
        return over;
    }

    private boolean goOn(JdbcClient jdbc, UUID run, String position, JsonNode output) {
        jdbc.sql("""
                        insert into agent_step (run, position, number, organisation, person, leg, node, kind, input, output, started_at)
                        select w.run, w.position, u.steps + 1, w.organisation, w.person, u.leg, w.node, w.kind,
                          case when w.kind = 'approval' then jsonb_build_object('question', w.question) else '{}'::jsonb end,
                          cast(? as jsonb), w.asked_at
                        from agent_wait w join agent_run u on u.id = w.run where w.run = ? and w.position = ?""").params(output.toString(), run, position).update();
        return jdbc.sql("""
                        update agent_run set steps = steps + 1, changed_at = now(), state = 'RUNNING',
                          leg = case state when 'WAITING' then leg + 1 else leg end,
                          process = case state when 'WAITING' then ? else process end
                        where id = ?""").params(process.id(), run).update() == 1;
    }

    /** Nothing is waited for in a run that has ended. */
    static boolean close(JdbcClient jdbc, UUID run) {
        jdbc.sql("update agent_wait set over_at = now() where run = ? and over_at is null")
                .param(run)
                .update();
        return true;
    }
}
