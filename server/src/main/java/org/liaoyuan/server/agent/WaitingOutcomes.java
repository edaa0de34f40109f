package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that one person is asked about, over all runs that they see. */
@Repository
class WaitingOutcomes {

    private static final int MOST = 100;

    private static final String OPEN = """
            select c.*, u.person = :person as own, r.definition ->> 'name' as name
            from agent_call c join agent_run u on u.id = c.run
              join agent_release r on r.agent = u.agent and r.number = u.release
            where c.state = 'ASKED' and u.state in ('RUNNING', 'WAITING', 'PAUSED') and (u.person = :person or :admin)
              and """ + Tenant.seen("c");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WaitingOutcomes(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * One that waits for who asks.
     *
     * @param position where in the run, for the answer
     * @param agent the name of the agent
     * @param kind of the node
     * @param sent what was sent, secrets as their names
     * @param known what is known of it; empty where the process ended in its middle
     * @param own whether who asks started the run
     */
    @Schema(name = "WaitingOutcome")
    record Question(
            UUID run,
            String position,
            String agent,
            String node,
            String kind,
            JsonNode sent,
            String known,
            boolean own,
            Instant begunAt,
            Instant askedAt) {}

    /** The longest waiting first, {@value MOST} at most. */
    List<Question> list() {
        return jdbc.sql(OPEN + " order by c.asked_at, c.run, c.position limit " + MOST)
                .params(Tenant.current().parameters())
                .param("admin", Runs.decidesAsAdmin(Identity.current()))
                .query(this::question)
                .list();
    }

    private Question question(ResultSet row, int number) throws SQLException {
        return new Question(
                row.getObject("run", UUID.class),
                row.getString("position"),
                row.getString("name"),
                row.getString("node"),
                row.getString("kind"),
                json.readTree(row.getString("sent")),
                row.getString("known"),
                row.getBoolean("own"),
                row.getTimestamp("begun_at").toInstant(),
                row.getTimestamp("asked_at").toInstant());
    }
}
