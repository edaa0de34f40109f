package org.liaoyuan.server.agent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.agent.definition.Budget;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.Position;
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
public class Journal {

    private static final String END = "changed_at = now(), ended_at = now(), paused_at = null";

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
     * @param copied whether another run did it
     */
    record Entry(
            String position,
            org.liaoyuan.server.agent.definition.Node node,
            NodeWork.Done done,
            Instant begun,
            boolean copied) {

        Entry(String position, org.liaoyuan.server.agent.definition.Node node, NodeWork.Done done, Instant begun) {
            this(position, node, done, begun, false);
        }

        /** A round of a loop is a step beside that of the loop as a whole. */
        String kind() {
            return Position.isRound(position) ? "round" : node.kind();
        }
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
                json.readTree(row.getString("input")),
                terms(row));
    }

    private Leg.Terms terms(ResultSet row) throws SQLException {
        String budget = row.getString("budget");
        String replay = row.getString("replay");
        return new Leg.Terms(
                budget == null ? null : json.readTree(budget),
                replay == null ? null : row.getObject("origin", UUID.class),
                replay == null ? null : Leg.Replay.valueOf(replay),
                row.getObject("parent") != null,
                row.getObject("evaluation_case", Integer.class));
    }

    /**
     * A leg that is about to be walked.
     *
     * @param isNew whether its run has recorded nothing
     */
    record Begun(Leg leg, boolean isNew, Standing standing) {}

    /** This process walks it now; empty if it is the run's newest leg no longer. */
    Optional<Begun> walked(UUID run, int number) {
        return database.ask(jdbc -> {
            boolean[] ours = {true};
            Optional<Begun> begun = jdbc.sql(
                            "select *, coalesce(due_at <= now(), false) as overdue from agent_run where id = ? and leg = ?")
                    .params(run, number)
                    .query((row, n) -> {
                        ours[0] = process.id().equals(row.getObject("process", UUID.class));
                        return new Begun(leg(run, row), row.getInt("steps") == 0, standing(row, false));
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

    static Tenant ofOne(String organisation, String person) {
        return new Tenant(organisation, person, false, false);
    }

    /**
     * What was recorded.
     *
     * @param output as it is kept: the same for whoever reads it later, down to the order of fields
     * @param standing before the next node
     */
    record Recorded(JsonNode output, Standing standing) {}

    /** Empty if it was not recorded. */
    Optional<Recorded> record(Leg leg, Entry entry) {
        Optional<Recorded> after = database.ask(jdbc -> insert(jdbc, leg, entry, ""));
        if (after.isPresent()) {
            changes.tell(leg.run(), RunNews.What.STEP);
        }
        return after;
    }

    /** Records the last step, and that the run is done. */
    boolean finish(Leg leg, Entry entry) {
        return told(
                leg.run(),
                database.ask(jdbc -> insert(
                                        jdbc,
                                        leg,
                                        entry,
                                        ", state = 'DONE', ended_at = now(), paused_at = null, output = cast(:output as jsonb)")
                                .isPresent()
                        && Waits.close(jdbc, leg.run())));
    }

    public boolean fail(Leg leg, String node, NodeFailure failure) {
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

    /** Ends a run for what does not come from its walk. False if it had ended. */
    public boolean fail(UUID run, NodeFailure failure) {
        return told(
                run,
                database.ask(jdbc -> jdbc.sql("update agent_run set state = 'FAILED', failure = ?, detail = ?, " + END
                                                + " where id = ? and ended_at is null")
                                        .params(failure.reason.name(), String.valueOf(failure.getMessage()), run)
                                        .update()
                                == 1
                        && Waits.close(jdbc, run)));
    }

    /** False if it had ended. */
    boolean cancel(UUID run) {
        return told(
                run,
                database.ask(jdbc -> jdbc.sql("update agent_run set state = 'CANCELLED', " + END
                                                + " where id = ? and state in ('RUNNING', 'WAITING', 'PAUSED')")
                                        .param(run)
                                        .update()
                                == 1
                        && Waits.close(jdbc, run)));
    }

    /** Ends runs whose time is over. */
    void endOverdue() {
        database.<List<UUID>>ask(jdbc -> jdbc.sql("""
                        update agent_run set state = 'FAILED', failure = 'LIMIT', changed_at = now(), ended_at = now(),
                          detail = 'the run''s limit of ' || round(extract(epoch from due_at - started_at - rested)) || ' seconds is reached'
                        where id in (select id from agent_run where state in ('RUNNING', 'WAITING') and paused_at is null
                          and due_at <= now() order by depth for update) returning id""").query(UUID.class).list().stream()
                        .filter(run -> Waits.close(jdbc, run))
                        .toList())
                .forEach(run -> changes.tell(run, RunNews.What.STATE));
    }

    /**
     * How it stands with a leg before a node.
     *
     * @param isDone whether the node was recorded before
     * @param isPaused whether nothing more is to begin
     */
    record Standing(boolean isDone, boolean isPaused, Budget.Used used) {}

    /** What runs below one have used; one that began none asks for nothing. */
    private static String below(String sum, String run) {
        return "case when " + run + ".limits is null then 0 else coalesce((select sum(b." + sum + ") from agent_below("
                + run + ".id) b), 0) end";
    }

    /** Empty where the leg may not go on. */
    Optional<Standing> standing(Leg leg, String position) {
        return database.ask(jdbc -> jdbc.sql("""
                        select u.steps + """ + below("steps", "u") + " as steps, u.tokens + " + below("tokens", "u")
                        + " as tokens, u.yuan + " + below("yuan", "u") + """
                          as yuan, coalesce(u.due_at <= now(), false) as overdue, u.paused_at,
                          exists(select from agent_step s where s.run = u.id and s.position = ?) as done
                        from agent_run u where u.id = ? and u.leg = ? and u.state = 'RUNNING'""")
                .params(position, leg.run(), leg.number())
                .query((row, n) -> standing(row, row.getBoolean("done")))
                .optional());
    }

    /** Whether what this leg does may still be recorded. */
    boolean isWanted(Leg leg) {
        return standing(leg, "").isPresent();
    }

    /** What a run that is replayed did; whether who asks may know was looked at when the replay began. */
    Optional<Replaying.Recorded> recorded(UUID run, String position) {
        return database.ask(jdbc -> jdbc.sql(
                        "select node, kind, input, output from agent_step where run = ? and position = ?")
                .params(run, position)
                .query((row, n) -> new Replaying.Recorded(
                        row.getString("node"),
                        row.getString("kind"),
                        json.readTree(row.getString("input")),
                        json.readTree(row.getString("output"))))
                .optional());
    }

    /** How often a run has passed a node so far. */
    int passes(UUID run, org.liaoyuan.server.agent.definition.Node node) {
        return database.ask(
                jdbc -> jdbc.sql("select count(*) from agent_step where run = ? and node = ? and kind <> 'round'")
                        .params(run, node.id())
                        .query(Integer.class)
                        .single());
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

    private Optional<Recorded> insert(JdbcClient jdbc, Leg leg, Entry entry, String ending) {
        NodeWork.Done done = entry.done();
        boolean isOfAnother = entry.node() instanceof org.liaoyuan.server.agent.definition.Node.SubAgent;
        return jdbc.sql("with open as (update agent_run set steps = steps + 1, tokens = tokens + :tokens,"
                        + " yuan = yuan + :spent, changed_at = now()" + ending
                        + " where id = :run and leg = :leg and state = 'RUNNING'"
                        + " returning steps, steps + " + below("steps", "agent_run") + " as all_steps, tokens + "
                        + below("tokens", "agent_run") + " as tokens, yuan + " + below("yuan", "agent_run")
                        + " as yuan, coalesce(due_at <= now(), false) as overdue, paused_at, organisation, person),"
                        + """
                         step as (insert into agent_step (run, position, number, organisation, person, leg, node, kind, input, output,
                          model, prompt_tokens, completion_tokens, joules, yuan, copied, started_at)
                        select :run, :position, steps, organisation, person, :leg, :node, :kind, cast(:input as jsonb),
                          cast(:output as jsonb), nullif(:model, ''), :prompt, :completion, :joules, :yuan, :copied, :begun from open returning output)
                        select all_steps as steps, tokens, yuan, overdue, paused_at, step.output from open, step""")
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
                // what another run used is counted there
                .param("tokens", isOfAnother ? 0 : done.promptTokens() + done.completionTokens())
                .param("spent", isOfAnother ? 0 : done.yuan())
                .param("copied", entry.copied())
                .param("begun", Timestamp.from(entry.begun()))
                .query((row, n) -> new Recorded(json.readTree(row.getString("output")), standing(row, false)))
                .optional();
    }

    private static Standing standing(ResultSet row, boolean isDone) throws SQLException {
        return new Standing(
                isDone,
                row.getTimestamp("paused_at") != null,
                new Budget.Used(
                        row.getInt("steps"), row.getLong("tokens"), row.getDouble("yuan"), row.getBoolean("overdue")));
    }
}
