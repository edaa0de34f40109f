package org.liaoyuan.server.agent;

import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Writes runs down that are to be walked. */
@Component
public class Beginnings {

    private final SystemDatabase database;
    private final JsonMapper json;
    private final Node process;
    private final RunNews changes;

    Beginnings(SystemDatabase database, JsonMapper json, Node process, RunNews changes) {
        this.database = database;
        this.json = json;
        this.process = process;
        this.changes = changes;
    }

    /** A run that was written down: its first leg, and whether it has ended already. */
    public record Started(Leg leg, boolean isOver) {}

    /** @param seconds that it may take; 0 for any time */
    Leg begin(UUID agent, int release, JsonNode input, Tenant owner, int seconds, Leg.Terms terms) {
        return begin(agent, release, input, owner, seconds, terms, (jdbc, run) -> {}, leg -> List.of())
                .leg();
    }

    /**
     * Begins a run.
     *
     * @param seconds that it may take; 0 for any time
     * @param also is written in the same transaction, given the run's id
     * @param opening says which steps are written with it, given the leg with its input as it is kept
     */
    Started begin(
            UUID agent,
            int release,
            JsonNode input,
            Tenant owner,
            int seconds,
            Leg.Terms terms,
            BiConsumer<JdbcClient, UUID> also,
            Function<Leg, List<Journal.Entry>> opening) {
        UUID id = UUID.randomUUID();
        Tenant one = Journal.ofOne(owner.organisation(), owner.person());
        Leg wanted = new Leg(id, 1, one, agent, release, input, terms);
        Started started = database.ask(jdbc -> {
            JsonNode kept = insert(jdbc, wanted, seconds);
            also.accept(jdbc, id);
            Leg leg = new Leg(id, 1, one, agent, release, kept, terms);
            List<Journal.Entry> steps = one.ask(() -> opening.apply(leg));
            return new Started(leg, open(jdbc, leg, steps));
        });
        changes.tell(id, RunNews.What.STATE);
        return started;
    }

    /** Records the first steps of a run that nobody walks yet. @return whether they were all */
    private boolean open(JdbcClient jdbc, Leg leg, List<Journal.Entry> steps) {
        if (steps.isEmpty()) {
            return false;
        }
        ArrayNode rows = json.createArrayNode();
        for (Journal.Entry entry : steps) {
            rows.addObject()
                    .put("position", entry.position())
                    .put("number", rows.size())
                    .put("node", entry.node().id())
                    .put("kind", entry.kind())
                    .set("input", entry.done().input())
                    .set("output", entry.done().output());
        }
        Journal.Entry last = steps.getLast();
        boolean isOver = last.node() instanceof org.liaoyuan.server.agent.definition.Node.Answer;
        jdbc.sql("with open as (update agent_run set steps = :steps"
                        + (isOver ? ", state = 'DONE', ended_at = now(), output = cast(:output as jsonb)" : "")
                        + """
                         where id = :run returning organisation, person)
                        insert into agent_step (run, position, number, organisation, person, leg, node, kind, input, output, started_at)
                        select :run, s.position, s.number, organisation, person, :leg, s.node, s.kind, s.input, s.output, now()
                        from open, jsonb_to_recordset(cast(:rows as jsonb))
                          as s (position text, number integer, node text, kind text, input jsonb, output jsonb)""")
                .param("steps", steps.size())
                .param("output", last.done().output().toString())
                .param("run", leg.run())
                .param("leg", leg.number())
                .param("rows", rows.toString())
                .update();
        return isOver;
    }

    /** @return the input as it is kept: the same for whoever reads it later */
    private JsonNode insert(JdbcClient jdbc, Leg leg, int seconds) {
        Leg.Replay replay = leg.terms().replay();
        return jdbc.sql("""
                        insert into agent_run (id, organisation, person, agent, release, input, process, due_at, origin, replay)
                        values (:id, :organisation, :person, :agent, :release, cast(:input as jsonb), :process,
                          now() + nullif(:seconds, 0) * interval '1 second', :origin, :replay)
                        returning input""")
                .param("id", leg.run())
                .param("organisation", leg.owner().organisation())
                .param("person", leg.owner().person())
                .param("agent", leg.agent())
                .param("release", leg.release())
                .param("input", leg.input().toString())
                .param("process", process.id())
                .param("seconds", seconds)
                .param("origin", leg.terms().origin(), Types.OTHER)
                .param("replay", replay == null ? null : replay.name(), Types.VARCHAR)
                .query((row, n) -> json.readTree(row.getString("input")))
                .single();
    }
}
