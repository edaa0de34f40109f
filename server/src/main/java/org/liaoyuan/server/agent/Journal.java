package org.liaoyuan.server.agent;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs write down: as the program, for theirs is the word of nobody's request.
 *
 * <p>INVARIANT: a leg records something only while its run is RUNNING and this leg is its newest, which the statement that records looks
 * at and keeps so: it holds the run's row. A leg that was overtaken, by a cancel or by another process, records nothing. Steps have
 * numbers in the order in which they were committed.
 */
@Component
class Journal {

    private static final String END = "changed_at = now(), ended_at = now()";

    private final SystemDatabase database;
    private final JsonMapper json;
    private final Node process;
    private final RunNews changes;

    Journal(SystemDatabase database, JsonMapper json, Node process, RunNews changes) {
        this.database = database;
        this.json = json;
        this.process = process;
        this.changes = changes;
    }

    /**
     * What a step has to say.
     *
     * @param position where in the walk
     */
    record Entry(String position, org.liaoyuan.server.agent.Node node, NodeWork.Done done, Instant begun) {

        /** A round of a loop is a step beside that of the loop as a whole. */
        private String kind() {
            return Position.isRound(position) ? "round" : node.kind();
        }
    }

    /** @param seconds that it may take; 0 for any time */
    Leg begin(UUID agent, int release, JsonNode input, Tenant owner, int seconds) {
        return begin(agent, release, input, owner, seconds, (jdbc, run) -> {});
    }

    /**
     * Begins a run.
     *
     * @param seconds that it may take; 0 for any time
     * @param also is written in the same transaction, given the run's id
     */
    Leg begin(UUID agent, int release, JsonNode input, Tenant owner, int seconds, BiConsumer<JdbcClient, UUID> also) {
        UUID id = UUID.randomUUID();
        database.run(jdbc -> {
            insert(jdbc, id, agent, release, input, owner, seconds);
            also.accept(jdbc, id);
        });
        return new Leg(id, 1, ofOne(owner.organisation(), owner.person()), agent, release, input);
    }

    private void insert(JdbcClient jdbc, UUID id, UUID agent, int release, JsonNode input, Tenant owner, int seconds) {
        jdbc.sql("""
                        insert into agent_run (id, organisation, person, agent, release, input, process, due_at)
                        values (?, ?, ?, ?, ?, cast(? as jsonb), ?, now() + nullif(?, 0) * interval '1 second')""")
                .params(
                        id,
                        owner.organisation(),
                        owner.person(),
                        agent,
                        release,
                        input.toString(),
                        process.id(),
                        seconds)
                .update();
    }

    /** The newest leg; empty if there is no such run. */
    Optional<Leg> leg(UUID run) {
        return database.ask(jdbc -> jdbc.sql("select * from agent_run where id = ?")
                .param(run)
                .query((row, n) -> new Leg(
                        run,
                        row.getInt("leg"),
                        ofOne(row.getString("organisation"), row.getString("person")),
                        row.getObject("agent", UUID.class),
                        row.getInt("release"),
                        json.readTree(row.getString("input"))))
                .optional());
    }

    private static Tenant ofOne(String organisation, String person) {
        return new Tenant(organisation, person, false, false);
    }

    /** @return whether it was recorded */
    boolean record(Leg leg, Entry entry) {
        return told(database.ask(jdbc -> insert(jdbc, leg, entry, "")));
    }

    /** Records the last step, and that the run is done. */
    boolean finish(Leg leg, Entry entry) {
        return told(database.ask(
                jdbc -> insert(jdbc, leg, entry, ", state = 'DONE', ended_at = now(), output = cast(:output as jsonb)")
                        && Waits.close(jdbc, leg.run())));
    }

    boolean fail(Leg leg, String node, NodeFailure failure) {
        return told(database.ask(jdbc ->
                jdbc.sql("update agent_run set state = 'FAILED', failed_node = ?, failure = ?, detail = ?, " + END
                                                + " where id = ? and leg = ? and state = 'RUNNING'")
                                        .params(
                                                node,
                                                failure.reason.name(),
                                                String.valueOf(failure.getMessage()),
                                                leg.run(),
                                                leg.number())
                                        .update()
                                == 1
                        && Waits.close(jdbc, leg.run())));
    }

    /** False if it had ended. */
    boolean cancel(UUID run) {
        return told(database.ask(jdbc -> jdbc.sql("update agent_run set state = 'CANCELLED', " + END
                                        + " where id = ? and state in ('RUNNING', 'WAITING')")
                                .param(run)
                                .update()
                        == 1
                && Waits.close(jdbc, run)));
    }

    /** Ends runs whose time is over. */
    void endOverdue() {
        told(database.ask(jdbc -> jdbc.sql("""
                        update agent_run set state = 'FAILED', failure = 'LIMIT', changed_at = now(), ended_at = now(),
                          detail = 'the run''s limit of ' || round(extract(epoch from due_at - started_at)) || ' seconds is reached'
                        where state in ('RUNNING', 'WAITING') and due_at <= now() returning id""").query(UUID.class).list().stream()
                        .filter(run -> Waits.close(jdbc, run))
                        .count())
                > 0);
    }

    /**
     * How it stands with a leg before a node.
     *
     * @param isDone whether the node was recorded before
     */
    record Standing(boolean isDone, Budget.Used used) {}

    /** Empty where the leg may not go on. */
    Optional<Standing> standing(Leg leg, String position) {
        return database.ask(jdbc -> jdbc.sql("""
                        select u.steps, u.tokens, u.yuan, coalesce(u.due_at <= now(), false) as overdue,
                          exists(select from agent_step s where s.run = u.id and s.position = ?) as done
                        from agent_run u where u.id = ? and u.leg = ? and u.state = 'RUNNING'""")
                .params(position, leg.run(), leg.number())
                .query((row, n) -> new Standing(
                        row.getBoolean("done"),
                        new Budget.Used(
                                row.getInt("steps"),
                                row.getLong("tokens"),
                                row.getDouble("yuan"),
                                row.getBoolean("overdue"))))
                .optional());
    }

    /** Whether what this leg does may still be recorded. */
    boolean isWanted(Leg leg) {
        return standing(leg, "").isPresent();
    }

    /** Those of these runs that have ended. */
    List<UUID> ended(Collection<UUID> some) {
        return database.ask(jdbc -> jdbc.sql("select id from agent_run where id in (:some) and state <> 'RUNNING'")
                .param("some", some)
                .query(UUID.class)
                .list());
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

    /** This process walks it now. */
    void take(Leg leg) {
        database.run(jdbc -> jdbc.sql("update agent_run set process = ?, changed_at = now() where id = ? and leg = ?")
                .params(process.id(), leg.run(), leg.number())
                .update());
    }

    private boolean told(boolean written) {
        if (written) {
            changes.tell();
        }
        return written;
    }

    private static boolean insert(JdbcClient jdbc, Leg leg, Entry entry, String ending) {
        NodeWork.Done done = entry.done();
        return jdbc.sql("with open as (update agent_run set steps = steps + 1, tokens = tokens + :prompt + :completion,"
                                + " yuan = yuan + :yuan, changed_at = now()" + ending
                                + " where id = :run and leg = :leg and state = 'RUNNING' returning steps, organisation, person)"
                                + """
                                 insert into agent_step (run, position, number, organisation, person, leg, node, kind, input, output,
                                  model, prompt_tokens, completion_tokens, joules, yuan, started_at)
                                select :run, :position, steps, organisation, person, :leg, :node, :kind, cast(:input as jsonb),
                                  cast(:output as jsonb), nullif(:model, ''), :prompt, :completion, :joules, :yuan, :begun from open""")
                        .param("run", leg.run())
                        .param("leg", leg.number())
                        .param("position", entry.position())
                        .param("node", entry.node().id())
                        .param("kind", entry.kind())
                        .param("input", done.input().toString())
                        .param("output", done.output().toString())
                        .param("model", done.model())
                        .param("prompt", done.promptTokens())
                        .param("completion", done.completionTokens())
                        .param("joules", done.joules())
                        .param("yuan", done.yuan())
                        .param("begun", Timestamp.from(entry.begun()))
                        .update()
                == 1;
    }
}
