package org.liaoyuan.server.agent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.Evals;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Evaluations as the builders of the organisation see them. */
@Repository
class EvaluationStore {

    private static final String SELECT = """
            select e.*, coalesce(nullif(p.display_name, ''), p.name, '') as who, s.* from agent_evaluation e
              left join person p on p.id = e.person
              cross join lateral (select count(c.passed) as done, count(*) filter (where c.passed) as passed,
                coalesce(sum(c.tokens), 0) as tokens, coalesce(sum(c.yuan), 0) as yuan
                from agent_evaluation_case c where c.evaluation = e.id) s
            where\s""" + Tenant.ours("e");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Agents agents;

    EvaluationStore(JdbcClient jdbc, JsonMapper json, Agents agents) {
        this.jdbc = jdbc;
        this.json = json;
        this.agents = agents;
    }

    /** Of an agent, the newest first: as many as are kept. */
    List<Evaluation> list(UUID agent) {
        return jdbc.sql(SELECT + " and e.agent = :agent order by e.number desc")
                .params(Tenant.current().parameters())
                .param("agent", agent)
                .query(EvaluationStore::evaluation)
                .list();
    }

    /** Those on the account of who asks, the oldest first. */
    List<Evaluation> own() {
        return jdbc.sql(SELECT + " and e.person = :person order by e.started_at, e.id")
                .params(Tenant.current().parameters())
                .query(EvaluationStore::evaluation)
                .list();
    }

    /** @throws RefusedException if there is none */
    Evaluation.Whole whole(UUID agent, UUID id) {
        int[] walked = new int[1];
        Evaluation evaluation = jdbc.sql(SELECT + " and e.agent = :agent and e.id = :id")
                .params(Tenant.current().parameters())
                .param("agent", agent)
                .param("id", id)
                .query((row, n) -> {
                    walked[0] = row.getInt("release");
                    return evaluation(row, n);
                })
                .optional()
                .orElseThrow(() -> RefusedException.missing("evaluation", id));
        Map<Integer, Evaluation.Case> known = cases(id);
        List<Evals.Case> all = agents.definition(agent, walked[0]).evals().cases();
        List<Evaluation.Case> cases = new ArrayList<>();
        for (int place = 0; place < all.size(); place++) {
            String name = all.get(place).name();
            Evaluation.Case open =
                    new Evaluation.Case(place, name, Evaluation.Verdict.OPEN, null, "", List.of(), 0, 0, 0);
            cases.add(named(known.getOrDefault(place, open), name));
        }
        return new Evaluation.Whole(evaluation, cases);
    }

    private static Evaluation.Case named(Evaluation.Case one, String name) {
        return new Evaluation.Case(
                one.place(),
                name,
                one.verdict(),
                one.run(),
                one.problem(),
                one.missed(),
                one.tokens(),
                one.yuan(),
                one.seconds());
    }

    private Map<Integer, Evaluation.Case> cases(UUID id) {
        Map<Integer, Evaluation.Case> cases = new HashMap<>();
        jdbc.sql("select c.*, e.state from agent_evaluation_case c join agent_evaluation e on e.id = c.evaluation"
                        + " where c.evaluation = :id and " + Tenant.ours("c"))
                .params(Tenant.current().parameters())
                .param("id", id)
                .query((row, n) -> new Evaluation.Case(
                        row.getInt("place"),
                        "",
                        verdict(row),
                        row.getObject("run", UUID.class),
                        row.getString("problem"),
                        List.of(json.readValue(row.getString("missed"), Evaluation.Miss[].class)),
                        row.getLong("tokens"),
                        row.getDouble("yuan"),
                        row.getDouble("seconds")))
                .list()
                .forEach(one -> cases.put(one.place(), one));
        return cases;
    }

    private static Evaluation.Verdict verdict(ResultSet row) throws SQLException {
        Boolean passed = row.getObject("passed", Boolean.class);
        if (passed == null) {
            return row.getString("state").equals(Evaluation.State.RUNNING.name())
                    ? Evaluation.Verdict.RUNNING
                    : Evaluation.Verdict.OPEN;
        }
        return passed ? Evaluation.Verdict.PASSED : Evaluation.Verdict.FAILED;
    }

    private static Evaluation evaluation(ResultSet row, int number) throws SQLException {
        int walked = row.getInt("release");
        int cases = row.getInt("cases");
        int passed = row.getInt("passed");
        return new Evaluation(
                row.getObject("id", UUID.class),
                row.getObject("agent", UUID.class),
                row.getInt("number"),
                walked < 0 ? null : walked,
                row.getObject("revision", Integer.class),
                Evaluation.State.valueOf(row.getString("state")),
                row.getString("detail"),
                cases,
                row.getInt("done"),
                passed,
                (double) passed / cases,
                row.getLong("tokens"),
                row.getDouble("yuan"),
                row.getString("who"),
                row.getTimestamp("started_at").toInstant(),
                RunStore.instant(row.getTimestamp("ended_at")));
    }
}
