package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What runs ask of one person: over all runs that they see, and of others what they were handed. */
@Repository
public class WaitingQuestions {

    private static final int MOST = 100;

    /** Whoever started the run, or administrates: as the node says. */
    private static final String BY_RULE =
            "(a.decided_by = 'STARTER' and a.person = :person or a.decided_by = 'ADMIN' and :admin)";

    /** Asked since who was asked first handed it on, or did not answer. */
    private static final String BY_OTHERS = "(coalesce(a.delegate = :person, false) or a.escalated_at is not null"
            + " and (coalesce(a.escalated_to = :person, false) or a.escalated_to is null and :admin))";

    /** What is handed to somebody who has left is asked of who handed it on. */
    private static final String IS_HANDED_ON =
            "exists(select from membership m where m.organisation = a.organisation and m.person = a.delegate)";

    /** A run that ends leaves no question open. */
    private static final String ASKED = "select a.*, a.person = :person as own, :whole or a.person = :person as seen,"
            + " r.definition ->> 'name' as name, " + BY_RULE + " or " + BY_OTHERS + " as decides"
            + " from agent_wait a join agent_release r on r.agent = a.agent and r.number = a.release"
            + " where a.decided_by is not null and ("
            + Tenant.seen("a")
            + " or a.organisation = :organisation and :person in (a.delegate, a.escalated_to))";

    private static final String OPEN =
            ASKED + " and a.over_at is null and (" + BY_RULE + " and not " + IS_HANDED_ON + " or " + BY_OTHERS + ")";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WaitingQuestions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * One that waits for who asks.
     *
     * @param position where in the run, for its decision
     * @param agent the name of the agent
     * @param asks for a decision, or for an answer
     * @param by who decides, by the definition
     * @param own whether who asks started the run
     * @param seen whether who asks sees the run
     * @param form JSON Schema of what is decided with it; null for nothing
     * @param suggested what the form begins with; null where there is none
     * @param dueAt until when; null for ever
     */
    @Schema(name = "WaitingApproval")
    public record Question(
            UUID run,
            String position,
            String agent,
            String node,
            Run.Asks asks,
            String question,
            Node.Decider by,
            boolean own,
            boolean seen,
            @Nullable JsonNode form,
            @Nullable JsonNode suggested,
            Instant askedAt,
            @Nullable Instant dueAt) {}

    /** @param decides whether who asks here may say yes or no */
    public record Asked(Question question, boolean decides) {}

    /** The longest waiting first, {@value MOST} at most. */
    List<Question> list() {
        return jdbc.sql(OPEN + " order by a.asked_at, a.run, a.position limit " + MOST)
                .params(Tenant.current().parameters())
                .param("admin", Runs.decidesAsAdmin(Identity.current()))
                .query(this::question)
                .list();
    }

    /** One of a run, open or not, if who asks here may know of it. */
    public Optional<Asked> find(UUID run, String position) {
        return jdbc.sql(ASKED + " and a.run = :run and a.position = :position")
                .params(Tenant.current().parameters())
                .param("admin", Runs.decidesAsAdmin(Identity.current()))
                .param("run", run)
                .param("position", position)
                .query((row, n) -> new Asked(question(row, n), row.getBoolean("decides")))
                .optional();
    }

    private Question question(ResultSet row, int number) throws SQLException {
        return new Question(
                row.getObject("run", UUID.class),
                row.getString("position"),
                row.getString("name"),
                row.getString("node"),
                Run.Asks.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("question"),
                Node.Decider.valueOf(row.getString("decided_by")),
                row.getBoolean("own"),
                row.getBoolean("seen"),
                tree(row.getString("form")),
                tree(row.getString("suggested")),
                row.getTimestamp("asked_at").toInstant(),
                RunStore.instant(row.getTimestamp("due_at")));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
