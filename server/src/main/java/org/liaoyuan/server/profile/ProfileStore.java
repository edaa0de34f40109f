package org.liaoyuan.server.profile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Profiles in the database. */
@Repository
class ProfileStore {

    private final JdbcClient jdbc;

    ProfileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Cell> cells(String suite) {
        return jdbc.sql("select * from profile where suite = ? order by model, skill, difficulty")
                .param(suite)
                .query(ProfileStore::cell)
                .list();
    }

    Optional<Cell> cell(String model, String skill, int difficulty, String suite) {
        return jdbc.sql("select * from profile where model = ? and skill = ? and difficulty = ? and suite = ?")
                .params(model, skill, difficulty, suite)
                .query(ProfileStore::cell)
                .optional();
    }

    /** Puts a measurement in the place of an earlier one, unless that one asked more questions. */
    @Transactional
    void keep(Cell cell, List<Outcome> outcomes) {
        int deleted = jdbc.sql(
                        "delete from profile where model = ? and skill = ? and difficulty = ? and suite = ? and n <= ?")
                .params(cell.model(), cell.skill(), cell.difficulty(), cell.suite(), cell.n())
                .update();
        if (deleted == 0
                && cell(cell.model(), cell.skill(), cell.difficulty(), cell.suite())
                        .isPresent()) {
            return;
        }
        jdbc.sql("""
                        insert into profile (model, skill, difficulty, suite, n, passes, lower_bound, latency_ms, prompt_tokens,
                          completion_tokens, joules, joules_measured, measured_at)
                        values (:model, :skill, :difficulty, :suite, :n, :passes, :bound, :latency, :prompt, :completion, :joules,
                          :measured, :at)""")
                .param("model", cell.model())
                .param("skill", cell.skill())
                .param("difficulty", cell.difficulty())
                .param("suite", cell.suite())
                .param("n", cell.n())
                .param("passes", cell.passes())
                .param("bound", cell.lowerBound())
                .param("latency", cell.latencyMillis())
                .param("prompt", cell.promptTokens())
                .param("completion", cell.completionTokens())
                .param("joules", cell.joules())
                .param("measured", cell.joulesMeasured())
                .param("at", cell.measuredAt().atOffset(ZoneOffset.UTC))
                .update();
        outcomes.forEach(o -> keep(cell, o));
    }

    private void keep(Cell cell, Outcome outcome) {
        jdbc.sql("""
                        insert into profile_outcome (model, skill, difficulty, suite, probe, passed, failure, latency_ms)
                        values (:model, :skill, :difficulty, :suite, :probe, :passed, :failure, :latency)""")
                .param("model", cell.model())
                .param("skill", cell.skill())
                .param("difficulty", cell.difficulty())
                .param("suite", cell.suite())
                .param("probe", outcome.probe())
                .param("passed", outcome.passed())
                .param("failure", outcome.failure().map(Enum::name).orElse(null))
                .param("latency", outcome.latencyMillis())
                .update();
    }

    private static Cell cell(ResultSet row, int number) throws SQLException {
        return new Cell(
                row.getString("model"),
                row.getString("skill"),
                row.getInt("difficulty"),
                row.getString("suite"),
                row.getInt("n"),
                row.getInt("passes"),
                row.getDouble("lower_bound"),
                row.getLong("latency_ms"),
                row.getDouble("prompt_tokens"),
                row.getDouble("completion_tokens"),
                row.getDouble("joules"),
                row.getBoolean("joules_measured"),
                row.getObject("measured_at", OffsetDateTime.class).toInstant());
    }
}
