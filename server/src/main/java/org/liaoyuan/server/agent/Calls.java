package org.liaoyuan.server.agent;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.tool.Tool;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Calls of tools that do something: each is a row before it is made. A run that comes by a row without its step finds a call that broke
 * off: one that the other side knows by its key is made again, of any other a person says what is to be done.
 *
 * <p>INVARIANT: whoever writes holds the run's row first.
 */
@Component
class Calls {

    private final SystemDatabase database;
    private final Node process;
    private final RunNews changes;

    Calls(SystemDatabase database, Node process, RunNews changes) {
        this.database = database;
        this.process = process;
        this.changes = changes;
    }

    /** The same for each call of one step of one run. */
    static UUID key(UUID run, String position) {
        return UUID.nameUUIDFromBytes((run + " " + position).getBytes(StandardCharsets.UTF_8));
    }

    /** What is to be done about a call. */
    enum Turn {
        MAKE,
        /** A person is asked. */
        ASKED,
        /** The run has gone on without this leg. */
        OVER
    }

    /** @param sent what is sent, secrets as their names */
    Turn begin(
            Leg leg,
            String position,
            org.liaoyuan.server.agent.definition.Node.Act node,
            Tool.Effect effect,
            JsonNode sent) {
        Turn turn = database.ask(jdbc -> {
            if (isOver(jdbc, leg)) {
                return Turn.OVER;
            }
            Optional<String> state = jdbc.sql("select state from agent_call where run = ? and position = ?")
                    .params(leg.run(), position)
                    .query(String.class)
                    .optional();
            if (state.isEmpty()) {
                insert(jdbc, leg, position, node, effect, sent);
                return Turn.MAKE;
            }
            if (state.get().equals("ASKED")) {
                return Turn.ASKED;
            }
            // a run that was ended for it, and goes on, knows no more than before
            if (Set.of("BEGUN", "ENDED").contains(state.get()) && effect == Tool.Effect.ONCE) {
                ask(jdbc, leg, position, "");
                return Turn.ASKED;
            }
            jdbc.sql("""
                            update agent_call set state = 'BEGUN', uses = uses + 1, begun_at = now(), sent = cast(? as jsonb)
                            where run = ? and position = ?""").params(sent.toString(), leg.run(), position).update();
            return Turn.MAKE;
        });
        if (turn == Turn.ASKED) {
            changes.tell(leg.run(), RunNews.What.STEP);
        }
        return turn;
    }

    private static boolean isOver(JdbcClient jdbc, Leg leg) {
        return jdbc.sql("select 1 from agent_run where id = ? and leg = ? and state = 'RUNNING' for update")
                .params(leg.run(), leg.number())
                .query(Integer.class)
                .optional()
                .isEmpty();
    }

    private static void insert(
            JdbcClient jdbc,
            Leg leg,
            String position,
            org.liaoyuan.server.agent.definition.Node.Act node,
            Tool.Effect effect,
            JsonNode sent) {
        jdbc.sql("""
                        insert into agent_call (run, position, organisation, person, node, kind, effect, key, sent)
                        values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))""")
                .params(
                        leg.run(),
                        position,
                        leg.owner().organisation(),
                        leg.owner().person(),
                        node.id(),
                        node.kind(),
                        effect.name(),
                        key(leg.run(), position),
                        sent.toString())
                .update();
    }

    private static void ask(JdbcClient jdbc, Leg leg, String position, String known) {
        jdbc.sql(
                        "update agent_call set state = 'ASKED', known = coalesce(nullif(?, ''), known), asked_at = now() where run = ? and position = ?")
                .params(known, leg.run(), position)
                .update();
    }

    /**
     * Asks what became of a call.
     *
     * @param known what is
     * @return false if the run has gone on without this leg
     */
    boolean ask(Leg leg, String position, String known) {
        boolean asked = database.ask(jdbc -> {
            if (isOver(jdbc, leg)) {
                return false;
            }
            ask(jdbc, leg, position, known);
            return true;
        });
        changes.tell(leg.run(), RunNews.What.STEP);
        return asked;
    }

    /** Nothing was done: it may be made again. */
    void free(Leg leg, String position) {
        database.run(jdbc -> jdbc.sql(
                        "update agent_call set state = 'FREE' where run = ? and position = ? and state = 'BEGUN'")
                .params(leg.run(), position)
                .update());
    }

    /** It was done: this is what it gave. False if nobody is asked any more. */
    boolean done(UUID run, String position, JsonNode output, String person) {
        return answer(
                run,
                position,
                "DONE",
                person,
                jdbc -> jdbc.sql("""
                        insert into agent_step (run, position, number, organisation, person, leg, node, kind, input, output, started_at)
                        select c.run, c.position, u.steps + 1, c.organisation, c.person, u.leg, c.node, c.kind, c.sent,
                          cast(? as jsonb), c.begun_at
                        from agent_call c join agent_run u on u.id = c.run where c.run = ? and c.position = ?""").params(output.toString(), run, position).update());
    }

    /** It is to be made again. False if nobody is asked any more. */
    boolean again(UUID run, String position, String person) {
        return answer(run, position, "FREE", person, jdbc -> 0);
    }

    private boolean answer(UUID run, String position, String state, String person, ToIntFunction<JdbcClient> steps) {
        boolean answered = database.ask(jdbc ->
                answered(jdbc, run, position, state, person) && Waits.goOn(jdbc, run, steps.applyAsInt(jdbc), process));
        changes.tell(run, RunNews.What.STATE);
        return answered;
    }

    /** The run ends. False if nobody is asked any more. */
    boolean end(UUID run, String position, String person) {
        boolean answered = database.ask(jdbc -> {
            if (!answered(jdbc, run, position, "ENDED", person)) {
                return false;
            }
            jdbc.sql("""
                            update agent_run u set state = 'FAILED', failed_node = c.node, failure = ?, detail = c.known,
                              changed_at = now(), ended_at = now(), paused_at = null
                            from agent_call c where u.id = ? and c.run = u.id and c.position = ?""")
                    .params(NodeFailure.Reason.OUTCOME.name(), run, position)
                    .update();
            return Waits.close(jdbc, run);
        });
        changes.tell(run, RunNews.What.STATE);
        return answered;
    }

    private static boolean answered(JdbcClient jdbc, UUID run, String position, String state, String person) {
        return Waits.holds(jdbc, run)
                && jdbc.sql("""
                        update agent_call c set state = ?, answered_by = ?, answered_at = now(),
                          answered_leg = (select leg from agent_run where id = c.run)
                        where run = ? and position = ? and state = 'ASKED'""").params(state, person, run, position).update() == 1;
    }

    /** What a step has of which nobody said what came of it. */
    static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode().put("text", "");
    }
}
