package org.liaoyuan.server.agent;

import java.time.Instant;
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
 * <p>INVARIANT: a leg records something only while its run is RUNNING and this leg is its newest, which one transaction looks at and
 * keeps so. A leg that was overtaken, by a cancel or by another process, records nothing.
 */
@Component
class Journal {

    private static final String OPEN =
            "select 1 from agent_run where id = ? and leg = ? and state = 'RUNNING' for update";

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

    /** What a step has to say. */
    record Entry(int position, org.liaoyuan.server.agent.Node node, NodeWork.Done done, Instant begun) {}

    Leg begin(UUID agent, int release, JsonNode input, Tenant owner) {
        UUID id = UUID.randomUUID();
        database.run(jdbc -> jdbc.sql("""
                        insert into agent_run (id, organisation, person, agent, release, input, process)
                        values (?, ?, ?, ?, ?, cast(? as jsonb), ?)""")
                .params(id, owner.organisation(), owner.person(), agent, release, input.toString(), process.id())
                .update());
        return new Leg(id, 1, ofOne(owner.organisation(), owner.person()), agent, release, input);
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
        return told(database.ask(jdbc -> isOpen(jdbc, leg) && insert(jdbc, leg, entry) && touch(jdbc, leg)));
    }

    /** Records the last step, and that the run is done. */
    boolean finish(Leg leg, Entry entry) {
        return told(database.ask(jdbc -> isOpen(jdbc, leg)
                && insert(jdbc, leg, entry)
                && jdbc.sql(
                                        "update agent_run set state = 'DONE', output = cast(? as jsonb), changed_at = now(), ended_at = now()"
                                                + " where id = ?")
                                .params(entry.done().output().toString(), leg.run())
                                .update()
                        == 1));
    }

    boolean fail(Leg leg, String node, NodeFailure failure) {
        return told(database.ask(jdbc -> isOpen(jdbc, leg)
                && jdbc.sql("""
                                update agent_run set state = 'FAILED', failed_node = ?, failure = ?, detail = ?, changed_at = now(),
                                  ended_at = now() where id = ?""")
                                .params(node, failure.reason.name(), String.valueOf(failure.getMessage()), leg.run())
                                .update()
                        == 1));
    }

    /** Puts a question to a person, and the run to rest. */
    boolean ask(Leg leg, int position, org.liaoyuan.server.agent.Node.Approval node, String question) {
        return told(database.ask(jdbc -> isOpen(jdbc, leg)
                && jdbc.sql("""
                                insert into agent_approval (run, position, organisation, person, node, question, decided_by)
                                values (?, ?, ?, ?, ?, ?, ?)""")
                                .params(
                                        leg.run(),
                                        position,
                                        leg.owner().organisation(),
                                        leg.owner().person(),
                                        node.id(),
                                        question,
                                        node.by().name())
                                .update()
                        == 1
                && jdbc.sql("update agent_run set state = 'WAITING', changed_at = now() where id = ?")
                                .param(leg.run())
                                .update()
                        == 1));
    }

    /** Takes a decision as the step that was waited for; the run goes on with another leg. False if somebody decided before. */
    boolean decide(UUID run, int position, boolean approved, String note, String person) {
        return told(database.ask(jdbc -> jdbc.sql("""
                                update agent_approval a set approved = :approved, note = :note, decider = :person, decided_at = now()
                                from agent_run u
                                where u.id = a.run and u.state = 'WAITING' and a.run = :run and a.position = :position
                                  and a.approved is null""")
                                .param("approved", approved)
                                .param("note", note)
                                .param("person", person)
                                .param("run", run)
                                .param("position", position)
                                .update()
                        == 1
                && jdbc.sql("""
                                insert into agent_step (run, position, organisation, person, leg, node, kind, input, output, started_at)
                                select a.run, a.position, a.organisation, a.person, u.leg, a.node, 'approval',
                                  jsonb_build_object('question', a.question),
                                  jsonb_build_object('approved', a.approved, 'note', a.note), a.asked_at
                                from agent_approval a join agent_run u on u.id = a.run where a.run = ? and a.position = ?""").params(run, position).update() == 1
                && jdbc.sql("update agent_run set state = 'RUNNING', leg = leg + 1, process = ?, changed_at = now()"
                                        + " where id = ? and state = 'WAITING'")
                                .params(process.id(), run)
                                .update()
                        == 1));
    }

    /** False if it had ended. */
    boolean cancel(UUID run) {
        return told(database.ask(
                jdbc -> jdbc.sql("update agent_run set state = 'CANCELLED', changed_at = now(), ended_at = now()"
                                        + " where id = ? and state in ('RUNNING', 'WAITING')")
                                .param(run)
                                .update()
                        == 1));
    }

    /** Whether what this leg does may still be recorded. */
    boolean isWanted(Leg leg) {
        return database.ask(jdbc -> isOpen(jdbc, leg));
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

    private static boolean isOpen(JdbcClient jdbc, Leg leg) {
        return jdbc.sql(OPEN)
                .params(leg.run(), leg.number())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private static boolean touch(JdbcClient jdbc, Leg leg) {
        return jdbc.sql("update agent_run set changed_at = now() where id = ?")
                        .param(leg.run())
                        .update()
                == 1;
    }

    private static boolean insert(JdbcClient jdbc, Leg leg, Entry entry) {
        NodeWork.Done done = entry.done();
        return jdbc.sql("""
                        insert into agent_step (run, position, organisation, person, leg, node, kind, input, output, model,
                          prompt_tokens, completion_tokens, joules, yuan, started_at)
                        values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb), nullif(?, ''), ?, ?, ?, ?, ?)""")
                        .params(
                                leg.run(),
                                entry.position(),
                                leg.owner().organisation(),
                                leg.owner().person(),
                                leg.number(),
                                entry.node().id(),
                                entry.node().kind(),
                                done.input().toString(),
                                done.output().toString(),
                                done.model(),
                                done.promptTokens(),
                                done.completionTokens(),
                                done.joules(),
                                done.yuan(),
                                java.sql.Timestamp.from(entry.begun()))
                        .update()
                == 1;
    }
}
