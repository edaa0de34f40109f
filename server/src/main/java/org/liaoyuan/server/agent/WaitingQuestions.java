package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What runs ask of one person, over all runs that they see. */
@Repository
class WaitingQuestions {

    private static final int MOST = 100;

    /** Of a run that goes on, undecided, and for whoever asks to decide. */
    private static final String OPEN =
            """
            select a.run, a.position, a.node, a.question, a.decided_by, a.asked_at, a.due_at, u.person = :person as own,
              r.definition ->> 'name' as name
            from agent_wait a join agent_run u on u.id = a.run
              join agent_release r on r.agent = u.agent and r.number = u.release
            where a.kind = 'approval' and a.over_at is null and u.state in ('RUNNING', 'WAITING')
              and (a.decided_by = 'STARTER' and u.person = :person or a.decided_by = 'ADMIN' and :admin)
              and """ + Tenant.SEEN.replace("organisation =", "a.organisation =").replace("person =", "a.person =");

    private final JdbcClient jdbc;

    WaitingQuestions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One that waits for who asks.
     *
     * @param position where in the run, for its decision
     * @param agent the name of the agent
     * @param by who decides
     * @param own whether who asks started the run
     * @param dueAt until when; null for ever
     */
    @Schema(name = "WaitingApproval")
    record Question(
            UUID run,
            String position,
            String agent,
            String node,
            String question,
            Node.Decider by,
            boolean own,
            Instant askedAt,
            @Nullable Instant dueAt) {}

    /** The longest waiting first, {@value MOST} at most. */
    List<Question> list() {
        return jdbc.sql(OPEN + " order by a.asked_at, a.run, a.position limit " + MOST)
                .params(Tenant.current().parameters())
                .param("admin", Runs.decidesAsAdmin(Identity.current()))
                .query(WaitingQuestions::question)
                .list();
    }

    private static Question question(ResultSet row, int number) throws SQLException {
        return new Question(
                row.getObject("run", UUID.class),
                row.getString("position"),
                row.getString("name"),
                row.getString("node"),
                row.getString("question"),
                Node.Decider.valueOf(row.getString("decided_by")),
                row.getBoolean("own"),
                row.getTimestamp("asked_at").toInstant(),
                RunStore.instant(row.getTimestamp("due_at")));
    }
}
