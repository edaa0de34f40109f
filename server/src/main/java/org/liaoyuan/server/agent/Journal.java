package org.liaoyuan.server.agent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
        UUID id = UUID.randomUUID();
        database.run(jdbc -> jdbc.sql("""
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
                .update());
        return new Leg(id, 1, ofOne(owner.organisation(), owner.person()), agent, release, input);
    }

    /** The newest leg; empty if there is no such run. */
    Optional<Leg> leg(UUID run) {
        return database.ask(jdbc -> jdbc.sql("select * from agent_run where id = ?")
                .param(run)
                .query((row, n) -> leg(run, row))
                .optional());
    }

    private Leg leg(UUID run, ResultSet row) throws SQLException {
        return new Leg(
                run,
                row.getInt("leg"),
                ofOne(row.getString("organisation"), row.getString("person")),
                row.getObject("agent", UUID.class),
                row.getInt("release"),
                json.readTree(row.getString("input")));
    }

    /**
     * A leg that is about to be walked.
     *
     * @param isNew whether its run has recorded nothing
     */
    record Begun(Leg leg, boolean isNew, Budget.Used used) {}

    /** This process walks it now; empty if it is the run's newest leg no longer. */
    Optional<Begun> walked(UUID run, int number) {
        return database.ask(jdbc -> {
            boolean[] ours = {true};
            Optional<Begun> begun = jdbc.sql(
                            "select *, coalesce(due_at <= now(), false) as overdue from agent_run where id = ? and leg = ?")
                    .params(run, number)
                    .query((row, n) -> {
                        ours[0] = process.id().equals(row.getObject("process", UUID.class));
                        return new Begun(leg(run, row), row.getInt("steps") == 0, used(row));
                    })
                    .optional();
            if (!ours[0]) {
                take(jdbc, run, number);
            }
            return begun;
        });
    }

    private void take(JdbcClient jdbc, UUID run, int number) {
        jdbc.sql("update agent_run set process = ?, changed_at = now() where id = ? and leg = ?")
                .params(process.id(), run, number)
                .update();
    }

    private static Tenant ofOne(String organisation, String person) {
        return new Tenant(organisation, person, false, false);
    }

    /** @return what the run has used with it; empty if it was not recorded */
    Optional<Budget.Used> record(Leg leg, Entry entry) {
        Optional<Budget.Used> used = database.ask(jdbc -> insert(jdbc, leg, entry, ""));
        if (used.isPresent()) {
            changes.tell(leg.run(), RunNews.What.STEP);
        }
        return used;
    }

    /** Records the last step, and that the run is done. */
    boolean finish(Leg leg, Entry entry) {
        return told(
                leg.run(),
                database.ask(jdbc ->
                        insert(jdbc, leg, entry, ", state = 'DONE', ended_at = now(), output = cast(:output as jsonb)")
                                        .isPresent()
                                && Waits.close(jdbc, leg.run())));
    }

    boolean fail(Leg leg, String node, NodeFailure failure) {
        return told(
                leg.run(),
                database.ask(jdbc ->
                        jdbc.sql("update agent_run set state = 'FAILED', failed_node = ?, failure = ?, detail = ?, "
                                                        + END + " where id = ? and leg = ? and state = 'RUNNING'")
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
        return told(
                run,
                database.ask(jdbc -> jdbc.sql("update agent_run set state = 'CANCELLED', " + END
                                                + " where id = ? and state in ('RUNNING', 'WAITING')")
                                        .param(run)
                                        .update()
                                == 1
                        && Waits.close(jdbc, run)));
    }

    /** Ends runs whose time is over. */
    void endOverdue() {
        database.<List<UUID>>ask(jdbc -> jdbc.sql("""
                        update agent_run set state = 'FAILED', failure = 'LIMIT', changed_at = now(), ended_at = now(),
                          detail = 'the run''s limit of ' || round(extract(epoch from due_at - started_at)) || ' seconds is reached'
                        where state in ('RUNNING', 'WAITING') and due_at <= now() returning id""").query(UUID.class).list().stream()
                        .filter(run -> Waits.close(jdbc, run))
                        .toList())
                .forEach(run -> changes.tell(run, RunNews.What.STATE));
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
                .query((row, n) -> new Standing(row.getBoolean("done"), used(row)))
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
        database.run(jdbc -> take(jdbc, leg.run(), leg.number()));
    }

    /** The leg is over, and the next one begins. False if somebody else said so. */
    boolean overtake(Leg leg) {
        return told(
                leg.run(),
                database.ask(jdbc -> jdbc.sql("update agent_run set leg = leg + 1, process = ?, changed_at = now()"
                                        + " where id = ? and leg = ? and state = 'RUNNING'")
                                .params(process.id(), leg.run(), leg.number())
                                .update()
                        == 1));
    }

    private boolean told(UUID run, boolean written) {
        if (written) {
            changes.tell(run, RunNews.What.STATE);
        }
        return written;
    }

    private static Optional<Budget.Used> insert(JdbcClient jdbc, Leg leg, Entry entry, String ending) {
        NodeWork.Done done = entry.done();
        return jdbc.sql("with open as (update agent_run set steps = steps + 1, tokens = tokens + :prompt + :completion,"
                        + " yuan = yuan + :yuan, changed_at = now()" + ending
                        + " where id = :run and leg = :leg and state = 'RUNNING'"
                        + " returning steps, tokens, yuan, coalesce(due_at <= now(), false) as overdue, organisation, person),"
                        + """
                         step as (insert into agent_step (run, position, number, organisation, person, leg, node, kind, input, output,
                          model, prompt_tokens, completion_tokens, joules, yuan, started_at)
                        select :run, :position, steps, organisation, person, :leg, :node, :kind, cast(:input as jsonb),
                          cast(:output as jsonb), nullif(:model, ''), :prompt, :completion, :joules, :yuan, :begun from open)
                        select steps, tokens, yuan, overdue from open""")
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
                .query((row, n) -> used(row))
                .optional();
    }

    private static Budget.Used used(ResultSet row) throws SQLException {
        return new Budget.Used(
                row.getInt("steps"), row.getLong("tokens"), row.getDouble("yuan"), row.getBoolean("overdue"));
    }
}
