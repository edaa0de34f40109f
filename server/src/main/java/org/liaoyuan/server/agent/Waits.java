package org.liaoyuan.server.agent;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.People;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.References;
import org.liaoyuan.server.agent.definition.Signal;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.store.Node;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What runs wait for: decisions and answers of people, times, and signals from outside. Each is a row. When it is over it becomes the step that was waited for, and a run
 * that rests goes on with another leg; one that is still on its way takes the step up, when it comes to rest at the latest.
 *
 * <p>INVARIANT: whoever writes holds the run's row first.
 */
@Component
class Waits {

    private static final String OPEN =
            "select 1 from agent_run where id = ? and state in ('RUNNING', 'WAITING', 'PAUSED') for update";

    private static final int MOST_AT_ONCE = 500;

    /** Kinds of nodes whose steps are written by what ends their wait. */
    static final String KINDS = "('approval', 'question', 'wait', 'event')";

    private final SystemDatabase database;
    private final Node process;
    private final RunNews changes;
    private final Audit audit;

    Waits(SystemDatabase database, Node process, RunNews changes, Audit audit) {
        this.audit = audit;
        this.database = database;
        this.process = process;
        this.changes = changes;
    }

    /** What became of a leg at its end. */
    enum Rest {
        /** The run waits, or is paused. */
        WAITING,
        /** Something that this leg waited for is over, or a pause that it ended for: there is a next leg. */
        ON,
        /** It is no longer this leg's to say. */
        OVER
    }

    /** Puts a question to a person. */
    void ask(
            Leg leg,
            String position,
            org.liaoyuan.server.agent.definition.Node.Asking node,
            Map<String, JsonNode> outputs) {
        insert(leg, position, node, Asked.of(node, outputs));
    }

    /**
     * Waits for a time.
     *
     * @param until null for the node's seconds from now on
     */
    void pause(Leg leg, String position, org.liaoyuan.server.agent.definition.Node.Wait node, @Nullable Instant until) {
        insert(leg, position, node, Asked.time(node.seconds(), until));
    }

    /**
     * Waits for a signal; one that came before is taken at once.
     *
     * @throws NodeFailure if no signal can have such a key
     */
    void await(
            Leg leg,
            String position,
            org.liaoyuan.server.agent.definition.Node.Event node,
            Map<String, JsonNode> outputs) {
        String key = References.fill(node.key(), outputs).strip();
        if (!Signal.isKey(key)) {
            throw new NodeFailure(
                    NodeFailure.Reason.VALUE,
                    "the key has " + key.length() + " characters; expected " + Signal.LONGEST_KEY
                            + " at most, and no control characters");
        }
        insert(leg, position, node, Asked.signal(node.within(), node.name(), key));
        signalled(leg.run(), position);
    }

    private void insert(Leg leg, String position, org.liaoyuan.server.agent.definition.Node node, Asked asked) {
        Instant until = asked.until();
        // a leg that comes here again finds it asked
        int written = database.ask(jdbc -> jdbc.sql("""
                        with open as (select id, organisation, person, agent, release from agent_run
                          where id = :run and leg = :leg and state = 'RUNNING' for update)
                        insert into agent_wait (run, position, organisation, person, node, kind, question, decided_by, agent, release,
                          form, suggested, escalate_to, escalate_at, event, event_key, tell, tell_at, due_at)
                        select id, :position, organisation, person, :node, :kind, :question, :by, agent, release,
                          cast(:form as jsonb), cast(:suggested as jsonb), :to, now() + nullif(:after, 0) * interval '1 second', :event, :key,
                          :tell, case when :tell <> '' then now() end,
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
                .param("form", asked.form(), Types.VARCHAR)
                .param("suggested", asked.suggested(), Types.VARCHAR)
                .param("to", asked.escalation().to())
                .param("after", asked.escalation().after())
                .param("event", asked.event(), Types.VARCHAR)
                .param("key", asked.key())
                .param("tell", asked.tell())
                .update());
        if (written > 0) {
            changes.tell(leg.run(), RunNews.What.STEP);
        }
    }

    /** Nothing more can be done before somebody decides, or a time comes: puts the run to rest. */
    Rest rest(Leg leg) {
        Rest how = database.ask(jdbc -> {
            Optional<Boolean> paused = jdbc.sql("select paused_at is not null from agent_run"
                            + " where id = ? and leg = ? and state = 'RUNNING' for update")
                    .params(leg.run(), leg.number())
                    .query(Boolean.class)
                    .optional();
            if (paused.isEmpty()) {
                return Rest.OVER;
            }
            boolean on = !paused.get()
                    && jdbc.sql("select again_leg = leg or exists(select from agent_step"
                                    + " where run = :run and leg = :leg and kind in " + KINDS + ")"
                                    + " or exists(select from agent_call where run = :run and answered_leg = :leg)"
                                    + " or exists(select from agent_run c where c.parent = :run and c.told_leg = :leg)"
                                    + " from agent_run where id = :run")
                            .param("run", leg.run())
                            .param("leg", leg.number())
                            .query(Boolean.class)
                            .single();
            jdbc.sql("update agent_run set leg = leg + ?, state = ?, process = ?, changed_at = now() where id = ?")
                    .params(on ? 1 : 0, on ? "RUNNING" : paused.get() ? "PAUSED" : "WAITING", process.id(), leg.run())
                    .update();
            return on ? Rest.ON : Rest.WAITING;
        });
        changes.tell(leg.run(), RunNews.What.STATE);
        return how;
    }

    /**
     * A yes or no.
     *
     * @param data what was filled in with it; null where nothing was asked for
     * @param how for the audit log; empty where they did by the page or the API
     */
    record Decision(boolean approved, String note, @Nullable JsonNode data, String how) {

        private ObjectNode output() {
            ObjectNode output = JsonNodeFactory.instance
                    .objectNode()
                    .put("approved", approved)
                    .put("note", note);
            if (data != null) {
                output.set("data", data);
            }
            return output;
        }
    }

    /**
     * What somebody answered: in words, or by what they filled in.
     *
     * @param text empty where there is a form
     * @param data null where there is none
     * @param how for the audit log; empty where they did by the page or the API
     */
    record Said(String text, @Nullable JsonNode data, String how) {

        private ObjectNode output(String by) {
            ObjectNode output = JsonNodeFactory.instance.objectNode();
            if (data == null) {
                output.put("text", text);
            } else {
                output.set("data", data);
            }
            return output.put("by", by);
        }
    }

    /**
     * Takes an answer, and tells the audit log that there is one; later nodes are told the name of who gave it. False if somebody
     * answered before, or nobody is asked any more.
     */
    boolean answer(UUID run, String position, Said said, Identity who) {
        JsonNode data = said.data();
        String by = database.ask(
                jdbc -> People.byId(jdbc, who.person()).map(People.Person::name).orElse(""));
        return over(
                run,
                position,
                said.output(by),
                jdbc -> jdbc.sql("""
                        update agent_wait set answer = :text, data = cast(:data as jsonb), decider = :person, over_at = now()
                        where run = :run and position = :position and kind = 'question' and over_at is null""")
                        .param("text", said.text())
                        .param("data", data == null ? null : data.toString(), Types.VARCHAR)
                        .param("person", who.person())
                        .param("run", run)
                        .param("position", position)
                        .update(),
                jdbc -> audit.write(jdbc, who, "run.answer", run + " " + position, said.how()));
    }

    /** Takes a decision, and tells the audit log of it. False if somebody decided before, or nobody is asked any more. */
    boolean decide(UUID run, String position, Decision decision, Identity who) {
        JsonNode data = decision.data();
        return over(
                run,
                position,
                decision.output(),
                jdbc -> jdbc.sql("""
                        update agent_wait set approved = :approved, note = :note, data = cast(:data as jsonb), decider = :person,
                          over_at = now()
                        where run = :run and position = :position and kind = 'approval' and over_at is null""")
                        .param("approved", decision.approved())
                        .param("note", decision.note())
                        .param("data", data == null ? null : data.toString(), Types.VARCHAR)
                        .param("person", who.person())
                        .param("run", run)
                        .param("position", position)
                        .update(),
                jdbc -> audit.write(
                        jdbc,
                        who,
                        "run.decide",
                        run + " " + position,
                        ("approved=" + decision.approved() + " " + decision.how()).strip()));
    }

    /**
     * Ends the wait for a signal by the oldest one that is kept for it.
     *
     * @return whether there was one, and it was still waited for
     */
    boolean signalled(UUID run, String position) {
        boolean over = database.ask(jdbc -> holds(jdbc, run)
                && KeptSignals.take(jdbc, run, position)
                        .filter(signal -> endBy(jdbc, run, position, signal))
                        .isPresent());
        if (over) {
            changes.tell(run, RunNews.What.STATE);
        }
        return over;
    }

    private boolean endBy(JdbcClient jdbc, UUID run, String position, KeptSignals.Kept signal) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.set("data", signal.data());
        output.put("at", signal.at().toString());
        jdbc.sql("update agent_wait set over_at = now() where run = ? and position = ?")
                .params(run, position)
                .update();
        return goOn(jdbc, run, position, output);
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
        ObjectNode late = JsonNodeFactory.instance.objectNode().put("late", true);
        JsonNode output = switch (due.kind()) {
            case "wait" ->
                JsonNodeFactory.instance.objectNode().put("at", Instant.now().toString());
            case "approval" -> late.put("note", "");
            default -> late;
        };
        return over(
                due.run(),
                due.position(),
                output,
                jdbc -> jdbc.sql(
                                "update agent_wait set over_at = now() where run = ? and position = ? and over_at is null")
                        .params(due.run(), due.position())
                        .update(),
                jdbc -> {});
    }

    private boolean over(
            UUID run, String position, JsonNode output, ToIntFunction<JdbcClient> change, Consumer<JdbcClient> then) {
        boolean over = database.ask(jdbc -> {
            boolean goesOn = holds(jdbc, run) && change.applyAsInt(jdbc) == 1 && goOn(jdbc, run, position, output);
            if (goesOn) {
                then.accept(jdbc);
            }
            return goesOn;
        });
        if (over) {
            changes.tell(run, RunNews.What.STATE);
        }
        return over;
    }

    private boolean goOn(JdbcClient jdbc, UUID run, String position, JsonNode output) {
        jdbc.sql("""
                        insert into agent_step (run, position, number, organisation, person, leg, node, kind, input, output, started_at)
                        select w.run, w.position, u.steps + 1, w.organisation, w.person, u.leg, w.node, w.kind,
                          case when w.decided_by is not null then jsonb_build_object('question', w.question)
                            when w.event is not null then jsonb_build_object('name', w.event, 'key', w.event_key)
                            else '{}'::jsonb end,
                          cast(? as jsonb), w.asked_at
                        from agent_wait w join agent_run u on u.id = w.run where w.run = ? and w.position = ?""").params(output.toString(), run, position).update();
        return goOn(jdbc, run, 1, process);
    }

    /** Holds a run's row until the transaction ends. False if the run has ended. */
    static boolean holds(JdbcClient jdbc, UUID run) {
        return jdbc.sql(OPEN).param(run).query(Integer.class).optional().isPresent();
    }

    /**
     * What a run waited for is over: one that rests has another leg; one that is paused stays so.
     *
     * @param steps that were recorded with it
     */
    static boolean goOn(JdbcClient jdbc, UUID run, int steps, Node process) {
        return jdbc.sql("""
                        update agent_run set steps = steps + ?, changed_at = now(),
                          state = case state when 'PAUSED' then 'PAUSED' else 'RUNNING' end,
                          leg = case state when 'WAITING' then leg + 1 else leg end,
                          process = case state when 'WAITING' then ? else process end
                        where id = ?""").params(steps, process.id(), run).update() == 1;
    }

    /** Nothing is waited for in a run that has ended. */
    static boolean close(JdbcClient jdbc, UUID run) {
        jdbc.sql("update agent_wait set over_at = now() where run = ? and over_at is null")
                .param(run)
                .update();
        return true;
    }
}
