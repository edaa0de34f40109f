package org.liaoyuan.server.agent;

import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What builders do with evaluations. */
@Repository
class Evaluations {

    /** Of an agent: older ones go with their runs when another begins. */
    static final int MOST_KEPT = 50;

    /** Under way at once in an organisation. */
    private static final int MOST_AT_ONCE = 20;

    private final JdbcClient jdbc;
    private final Agents agents;
    private final Node process;

    Evaluations(JdbcClient jdbc, Agents agents, Node process) {
        this.jdbc = jdbc;
        this.agents = agents;
        this.process = process;
    }

    /**
     * Writes one down that is to be seen to.
     *
     * @param release null for the draft
     * @throws RefusedException if there are problems or no cases, another one is under way, or there is no such release
     */
    @Transactional
    public UUID begin(UUID id, @Nullable Integer release) {
        Identity who = Identity.current();
        if (!who.may(Permission.RUN_AGENTS)) {
            throw RefusedException.forbidden("an evaluation runs the agent: your key or role may not run agents");
        }
        // who comes second waits for the row, and finds the first
        var unused = jdbc.sql("select id from agent where id = :id and " + Tenant.OURS + " for update")
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> RefusedException.missing("agent", id));
        requireRoom(id);
        Agent agent = agents.get(id);
        int number = next(id);
        int walked = release == null ? -number : agents.number(id, Which.of(release, null));
        Definition definition = release == null ? keep(agent, walked) : agents.definition(id, walked);
        int cases = definition.evals().cases().size();
        if (cases == 0) {
            throw RefusedException.conflict((release == null ? "The draft" : "Release " + release)
                    + " has no cases to evaluate; add some under evals/cases");
        }
        UUID evaluation = UUID.randomUUID();
        jdbc.sql("""
                        insert into agent_evaluation (id, organisation, agent, number, person, api_key, release, revision, cases, process)
                        values (:evaluation, :organisation, :id, :number, :person, :key, :release, :revision, :cases, :process)""")
                .params(Tenant.current().parameters())
                .param("evaluation", evaluation)
                .param("id", id)
                .param("number", number)
                .param("key", who.key().isEmpty() ? null : UUID.fromString(who.key()), Types.OTHER)
                .param("release", walked)
                .param("revision", release == null ? agent.revision() : null, Types.INTEGER)
                .param("cases", cases)
                .param("process", process.id())
                .update();
        forget(id, number - MOST_KEPT);
        return evaluation;
    }

    private Definition keep(Agent agent, int number) {
        Agents.requireWhole(agent);
        Definition definition = agents.definition(agent);
        agents.keep(agent, definition, number);
        return definition;
    }

    private void requireRoom(UUID agent) {
        List<UUID> running = jdbc.sql("select agent from agent_evaluation where state = 'RUNNING' and " + Tenant.OURS)
                .params(Tenant.current().parameters())
                .query((row, n) -> row.getObject("agent", UUID.class))
                .list();
        if (running.contains(agent)) {
            throw RefusedException.conflict(
                    "The agent is being evaluated; wait for the end, or cancel that evaluation");
        }
        if (running.size() >= MOST_AT_ONCE) {
            throw RefusedException.conflict(
                    running.size() + " agents are being evaluated, which is the most; wait for one to end");
        }
    }

    private int next(UUID agent) {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from agent_evaluation where agent = :agent and "
                        + Tenant.OURS)
                .params(Tenant.current().parameters())
                .param("agent", agent)
                .query(Integer.class)
                .single();
    }

    /** Those up to a number, with their runs, and drafts that were kept for them. */
    private void forget(UUID agent, int upTo) {
        for (String one : List.of(
                "delete from agent_evaluation where agent = :agent and number <= :number and " + Tenant.OURS,
                "delete from agent_release where agent = :agent and number < 0 and -number <= :number and "
                        + Tenant.OURS)) {
            jdbc.sql(one)
                    .params(Tenant.current().parameters())
                    .param("agent", agent)
                    .param("number", upTo)
                    .update();
        }
    }

    /**
     * Begins no further case; one that has ended stays as it is.
     *
     * @return runs that are to be cancelled, if they have not ended
     */
    @Transactional
    public List<UUID> cancel(UUID agent, UUID id) {
        jdbc.sql("update agent_evaluation set state = 'CANCELLED', ended_at = now()"
                        + " where id = :id and agent = :agent and state = 'RUNNING' and " + Tenant.OURS)
                .params(Tenant.current().parameters())
                .param("id", id)
                .param("agent", agent)
                .update();
        return jdbc.sql(
                        "select run from agent_evaluation_case where evaluation = :id and passed is null and run is not null"
                                + " and " + Tenant.OURS)
                .params(Tenant.current().parameters())
                .param("id", id)
                .query((row, n) -> row.getObject("run", UUID.class))
                .list();
    }
}
