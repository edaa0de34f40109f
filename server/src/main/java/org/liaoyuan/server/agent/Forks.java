package org.liaoyuan.server.agent;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Begins runs in the middle of others: with their steps, which are not done again. */
@Component
class Forks {

    private final SystemDatabase database;
    private final Node process;
    private final RunNews changes;

    Forks(SystemDatabase database, Node process, RunNews changes) {
        this.database = database;
        this.process = process;
        this.changes = changes;
    }

    /**
     * Where another run begins.
     *
     * @param kept positions of the steps that it has from the start
     * @param at where in the other; empty for its end
     * @param input what the new one is started with
     * @param output what was given at {@code at}, in place of what was; null for what was
     * @param seconds that the new one may take; 0 for any time
     */
    record Fork(
            UUID origin,
            UUID agent,
            int release,
            List<String> kept,
            String at,
            JsonNode input,
            @Nullable JsonNode output,
            int seconds) {}

    /** Steps that were done before a run's first leg have leg 0. */
    Leg begin(Fork fork, Tenant owner) {
        UUID id = UUID.randomUUID();
        database.run(jdbc -> {
            jdbc.sql("""
                            insert into agent_run (id, organisation, person, agent, release, input, process, due_at, origin,
                              origin_position, steps)
                            values (?, ?, ?, ?, ?, cast(? as jsonb), ?, now() + nullif(?, 0) * interval '1 second', ?, ?, ?)""")
                    .params(
                            id,
                            owner.organisation(),
                            owner.person(),
                            fork.agent(),
                            fork.release(),
                            fork.input().toString(),
                            process.id(),
                            fork.seconds(),
                            fork.origin(),
                            fork.at(),
                            fork.kept().size())
                    .update();
            if (!fork.kept().isEmpty()) {
                copy(jdbc, id, fork, owner);
            }
        });
        changes.tell(id, RunNews.What.STATE);
        return new Leg(
                id,
                1,
                new Tenant(owner.organisation(), owner.person(), false, false),
                fork.agent(),
                fork.release(),
                fork.input(),
                Leg.Terms.USUAL);
    }

    private static void copy(JdbcClient jdbc, UUID id, Fork fork, Tenant owner) {
        JsonNode output = fork.output();
        jdbc.sql("""
                        insert into agent_step (run, position, number, organisation, person, leg, node, kind, input, output, model,
                          started_at, ended_at, copied)
                        select :id, position, row_number() over (order by number), :organisation, :person, 0, node, kind, input,
                          case when position = :at and :edited then cast(:output as jsonb)
                            when kind = 'input' then cast(:input as jsonb) else output end,
                          model, started_at, ended_at, true
                        from agent_step where run = :origin and position in (:kept)""")
                .param("id", id)
                .param("organisation", owner.organisation())
                .param("person", owner.person())
                .param("at", fork.at())
                .param("edited", output != null)
                .param("output", output == null ? null : output.toString(), java.sql.Types.VARCHAR)
                .param("input", fork.input().toString())
                .param("origin", fork.origin())
                .param("kept", fork.kept())
                .update();
        // what was decided, as it was: who did so stays to be seen
        jdbc.sql("""
                        insert into agent_wait (run, position, organisation, person, node, kind, question, decided_by, approved, decider,
                          note, answer, asked_at, due_at, over_at, agent, release, form, suggested, data, event, event_key)
                        select :id, position, :organisation, :person, node, kind, question, decided_by, approved, decider,
                          note, answer, asked_at, due_at, coalesce(over_at, now()), :agent, :release, form, suggested, data, event, event_key
                        from agent_wait where run = :origin and position in (:kept)""")
                .param("id", id)
                .param("organisation", owner.organisation())
                .param("person", owner.person())
                .param("agent", fork.agent())
                .param("release", fork.release())
                .param("origin", fork.origin())
                .param("kept", fork.kept())
                .update();
    }
}
