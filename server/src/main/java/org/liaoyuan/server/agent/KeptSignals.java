package org.liaoyuan.server.agent;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signals as they are kept, and which one ends a wait. Used inside transactions that hold the waiting run's row.
 *
 * <p>A run takes a signal once. One that was sent to all by a key is for those that were under way when it was sent, and for the first that
 * comes later if it reached none of them.
 */
final class KeptSignals {

    private static final JsonMapper JSON = new JsonMapper();

    /** Of a wait w of a run u: the signals s that may end it. */
    static final String FIT = """
            s.organisation = w.organisation and s.name = w.event and s.kept_until > now() and (
              s.run = w.run and (s.key is null or s.key = w.event_key)
              or s.run is null and s.key = w.event_key and (s.whole or s.person = w.person) and (
                s.sent_at >= u.started_at or not exists(select from agent_signal_taken t where t.signal = s.id)))
            and not exists(select from agent_signal_taken t where t.signal = s.id and t.run = w.run)""";

    /** The two ways by which it is sent are looked for apart, each by its index. */
    private static final String OPEN = """
            from agent_wait w join agent_run u on u.id = w.run
              cross join lateral (
                select id from agent_signal where run = w.run and name = w.event
                union all
                select id from agent_signal where run is null and organisation = w.organisation and name = w.event and key = w.event_key
              ) sent join agent_signal s on s.id = sent.id
            where w.run = :run and w.position = :position and w.kind = 'event' and w.over_at is null and """ + " " + FIT;

    /** Another run may take the only one that there is before this one does; one that comes after it is taken in its place. */
    private static final int MOST_TRIES = 10;

    private KeptSignals() {}

    record Kept(JsonNode data, Instant at) {}

    /** The oldest that ends this wait, which is taken with it; empty where there is none. */
    static Optional<Kept> take(JdbcClient jdbc, UUID run, String position) {
        for (int i = 0; i < MOST_TRIES; i++) {
            // locked before it is looked at: of two runs that want it one comes first
            Optional<Long> oldest = jdbc.sql("select s.id " + OPEN + " order by s.id limit 1 for update of s")
                    .param("run", run)
                    .param("position", position)
                    .query(Long.class)
                    .optional();
            if (oldest.isEmpty()) {
                return Optional.empty();
            }
            int taken = jdbc.sql("insert into agent_signal_taken (signal, run, position, organisation, person)"
                            + " select s.id, w.run, w.position, w.organisation, w.person " + OPEN
                            + " and s.id = :signal")
                    .param("run", run)
                    .param("position", position)
                    .param("signal", oldest.get())
                    .update();
            if (taken == 1) {
                return jdbc.sql("select data, sent_at from agent_signal where id = ?")
                        .param(oldest.get())
                        .query((row, n) -> new Kept(
                                JSON.readTree(row.getString("data")),
                                row.getTimestamp("sent_at").toInstant()))
                        .optional();
            }
        }
        return Optional.empty();
    }
}
