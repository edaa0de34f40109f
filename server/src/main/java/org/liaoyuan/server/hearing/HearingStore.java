package org.liaoyuan.server.hearing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Results in the database: those of the {@link Tenant} who asks, and of nobody else whatever their role. */
@Repository
class HearingStore {

    /** A test a day for some years. */
    static final int MOST = 1000;

    private static final TypeReference<List<HearingThreshold>> THRESHOLDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    HearingStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The newest first. */
    List<HearingResult> list() {
        return jdbc.sql("select * from hearing_result where " + Tenant.OWN + " order by measured_at desc, id")
                .params(Tenant.current().parameters())
                .query(this::result)
                .list();
    }

    private HearingResult result(ResultSet row, int number) throws SQLException {
        String calibration = row.getString("calibration");
        String language = row.getString("language");
        return new HearingResult(
                row.getObject("id", UUID.class),
                HearingResult.Kind.valueOf(row.getString("kind")),
                HearingResult.Source.valueOf(row.getString("source")),
                row.getTimestamp("measured_at").toInstant(),
                HearingResult.Reliability.valueOf(row.getString("reliability")),
                calibration == null ? null : HearingResult.Calibration.valueOf(calibration),
                json.readValue(row.getString("thresholds"), THRESHOLDS),
                language == null
                        ? null
                        : new HearingResult.Digits(
                                HearingResult.Language.valueOf(language),
                                row.getDouble("srt"),
                                row.getDouble("standard_error")),
                row.getString("note"),
                row.getTimestamp("created_at").toInstant());
    }

    /**
     * The same id again changes nothing: a page that did not hear of its success may send it once more.
     *
     * @throws RefusedException if there are {@link #MOST} already
     */
    @Transactional
    HearingResult add(HearingResult result) {
        Tenant owner = Tenant.current();
        // so that two at once don't both find the last place free
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 54))")
                .param("key", owner.organisation() + " " + owner.person())
                .query(rows -> {});
        if (list().size() >= MOST) {
            throw RefusedException.conflict("You have " + MOST + " results; delete some first");
        }
        HearingResult.Digits digits = result.digits();
        jdbc.sql("""
                        insert into hearing_result (id, organisation, person, kind, source, measured_at, reliability, calibration, thresholds,
                          language, srt, standard_error, note)
                        values (:id, :organisation, :person, :kind, :source, :measured, :reliability, :calibration, :thresholds::jsonb,
                          :language, :srt, :error, :note) on conflict (id) do nothing""")
                .params(owner.parameters())
                .param("id", result.id())
                .param("kind", result.kind().name())
                .param("source", result.source().name())
                .param("measured", Timestamp.from(result.measuredAt()))
                .param("reliability", result.reliability().name())
                .param(
                        "calibration",
                        result.calibration() == null
                                ? null
                                : result.calibration().name())
                .param("thresholds", json.writeValueAsString(result.thresholds()))
                .param("language", digits == null ? null : digits.language().name())
                .param("srt", digits == null ? null : digits.srt())
                .param("error", digits == null ? null : digits.standardError())
                .param("note", result.note())
                .update();
        return get(result.id());
    }

    HearingResult get(UUID id) {
        return jdbc.sql("select * from hearing_result where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(this::result)
                .optional()
                .orElseThrow(() ->
                        RefusedException.absent("There is no hearing result " + id + "; it may have been deleted"));
    }

    void delete(UUID id) {
        jdbc.sql("delete from hearing_result where id = :id and " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .update();
    }

    void deleteAll() {
        jdbc.sql("delete from hearing_result where " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .update();
    }
}
