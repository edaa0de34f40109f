package org.liaoyuan.server.agent;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What evaluations write down as they go on.
 *
 * <p>INVARIANT: whoever begins a case or judges one holds the evaluation's row, and it is RUNNING.
 */
@Component
class EvaluatedCases {

    private final SystemDatabase database;
    private final JsonMapper json;
    private final Node process;
    private final Beginnings beginnings;
    private final Opening opening;

    EvaluatedCases(SystemDatabase database, JsonMapper json, Node process, Beginnings beginnings, Opening opening) {
        this.database = database;
        this.json = json;
        this.process = process;
        this.beginnings = beginnings;
        this.opening = opening;
    }

    /**
     * One under way.
     *
     * @param owner on whose account
     * @param release what is evaluated; below 0 for a draft
     * @param key by which it was begun; null by none
     */
    record Going(
            UUID id,
            Tenant owner,
            UUID agent,
            int release,
            @Nullable UUID key) {}

    /** It has ended meanwhile: nothing more is begun. */
    private static final class EndedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Those that this process sees to: its own, and those of processes that are gone. */
    List<UUID> running() {
        return database.ask(jdbc -> {
            boolean isAny = jdbc.sql("select exists(select from agent_evaluation where state = 'RUNNING')")
                    .query(Boolean.class)
                    .single();
            return isAny
                    ? jdbc.sql("update agent_evaluation set process = ? where state = 'RUNNING' and (process = ?"
                                    + " or process not in (" + Node.PRESENT + ")) returning id")
                            .params(process.id(), process.id())
                            .query((row, n) -> row.getObject("id", UUID.class))
                            .list()
                    : List.of();
        });
    }

    /** Empty if it has ended; one whose person is gone ends here. */
    Optional<Going> going(UUID id) {
        Optional<Going> going = database.ask(jdbc -> jdbc.sql(
                        "select * from agent_evaluation where id = ? and state = 'RUNNING' and person is not null")
                .param(id)
                .query((row, n) -> new Going(
                        id,
                        Journal.ofOne(row.getString("organisation"), row.getString("person")),
                        row.getObject("agent", UUID.class),
                        row.getInt("release"),
                        row.getObject("api_key", UUID.class)))
                .optional());
        if (going.isEmpty()) {
            fail(id, "there is nobody any more on whose account it could go on");
        }
        return going;
    }

    boolean isRunning(UUID id) {
        return database.ask(
                jdbc -> jdbc.sql("select exists(select from agent_evaluation where id = ? and state = 'RUNNING')")
                        .param(id)
                        .query(Boolean.class)
                        .single());
    }

    /**
     * What is known of a case.
     *
     * @param run null where it is to be begun
     */
    record Kept(@Nullable UUID run, boolean isOver) {}

    Kept kept(UUID id, int place) {
        return database.ask(jdbc -> jdbc.sql(
                        "select run, passed is not null as over from agent_evaluation_case where evaluation = ? and place = ?")
                .params(id, place)
                .query((row, n) -> new Kept(row.getObject("run", UUID.class), row.getBoolean("over")))
                .optional()
                .orElse(new Kept(null, false)));
    }

    /** Begins the run of a case; empty if the evaluation has ended. */
    Optional<Leg> begin(Going going, int place, Definition definition) {
        try {
            return Optional.of(beginnings
                    .begin(
                            going.agent(),
                            going.release(),
                            definition.evals().cases().get(place).input(),
                            going.owner(),
                            definition.budget().seconds(),
                            new Leg.Terms(null, null, null, false, place),
                            (jdbc, run) -> write(jdbc, going, place, run),
                            opening::of)
                    .leg());
        } catch (EndedException e) {
            return Optional.empty();
        }
    }

    private static void write(JdbcClient jdbc, Going going, int place, UUID run) {
        hold(jdbc, going.id());
        jdbc.sql(
                        "update agent_run set evaluation = :evaluation, evaluation_case = :place, api_key = :key where id = :run")
                .param("evaluation", going.id())
                .param("place", place)
                .param("key", going.key(), java.sql.Types.OTHER)
                .param("run", run)
                .update();
        jdbc.sql("""
                        insert into agent_evaluation_case (evaluation, place, organisation, run) values (?, ?, ?, ?)
                        on conflict (evaluation, place) do update set run = excluded.run""")
                .params(going.id(), place, going.owner().organisation(), run)
                .update();
    }

    private static void hold(JdbcClient jdbc, UUID id) {
        if (jdbc.sql("select 1 from agent_evaluation where id = ? and state = 'RUNNING' for update")
                .param(id)
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            throw new EndedException();
        }
    }

    /** Keeps what came of a case, with what its run used; nothing if the evaluation has ended. */
    void judged(UUID id, int place, UUID run, Verdict verdict) {
        try {
            database.run(jdbc -> {
                hold(jdbc, id);
                jdbc.sql("""
                                update agent_evaluation_case c set passed = :passed, problem = :problem, missed = cast(:missed as jsonb),
                                  tokens = u.tokens, yuan = u.yuan, seconds = extract(epoch from u.ended_at - u.started_at)
                                from agent_run u where u.id = :run and c.evaluation = :id and c.place = :place""")
                        .param("passed", verdict.isPassed())
                        .param("problem", verdict.problem())
                        .param("missed", json.writeValueAsString(verdict.missed()))
                        .param("run", run)
                        .param("id", id)
                        .param("place", place)
                        .update();
            });
        } catch (EndedException e) {
            // somebody cancelled it
        }
    }

    void done(UUID id) {
        database.run(jdbc -> jdbc.sql(
                        "update agent_evaluation set state = 'DONE', ended_at = now() where id = ? and state = 'RUNNING'")
                .param(id)
                .update());
    }

    void fail(UUID id, String why) {
        database.run(jdbc -> jdbc.sql("update agent_evaluation set state = 'FAILED', detail = ?, ended_at = now()"
                        + " where id = ? and state = 'RUNNING'")
                .params(why, id)
                .update());
    }
}
