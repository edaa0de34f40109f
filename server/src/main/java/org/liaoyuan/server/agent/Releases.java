package org.liaoyuan.server.agent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.Label;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Releases of agents, and the labels on them. */
@Repository
class Releases {

    private static final int MOST_LISTED = 500;

    private static final String LABELS =
            "array(select l.label from agent_label l where l.agent = r.agent and l.release = r.number order by l.label) as labels";

    private static final String OURS = Tenant.ours("r");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Releases(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The newest first, {@value MOST_LISTED} at most. */
    List<Release> list(UUID agent) {
        return jdbc.sql("select r.number, r.definition ->> 'name' as name, r.released_at, " + LABELS
                        + ", coalesce(nullif(p.display_name, ''), p.name, '') as who from agent_release r"
                        + " left join person p on p.id = r.released_by where r.agent = :agent and r.number > 0 and "
                        + OURS
                        + " order by r.number desc limit " + MOST_LISTED)
                .params(Tenant.current().parameters())
                .param("agent", agent)
                .query((row, n) -> new Release(
                        row.getInt("number"),
                        row.getString("name"),
                        row.getString("who"),
                        row.getTimestamp("released_at").toInstant(),
                        labels(row)))
                .list();
    }

    /** @throws RefusedException if there is none */
    Release.Whole whole(UUID agent, int number) {
        return jdbc.sql("select r.definition, " + LABELS
                        + " from agent_release r where r.agent = :agent and r.number = :number and r.number > 0 and "
                        + OURS)
                .params(Tenant.current().parameters())
                .param("agent", agent)
                .param("number", number)
                .query((row, n) -> new Release.Whole(number, labels(row), json.readTree(row.getString("definition"))))
                .optional()
                .orElseThrow(() -> RefusedException.missing("release " + number + " of agent", agent));
    }

    JsonNode definition(UUID agent, int number) {
        return whole(agent, number).definition();
    }

    /**
     * Puts a label on a release, or takes it off.
     *
     * @param release null to take it off
     * @throws RefusedException if there is no such release
     */
    @Transactional
    public void move(UUID agent, Label label, @Nullable Integer release) {
        // who comes second waits for the row, and finds what the first did
        var unused = jdbc.sql("select id from agent where id = :agent and " + Tenant.OURS + " for update")
                .params(Tenant.current().parameters())
                .param("agent", agent)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> RefusedException.missing("agent", agent));
        if (release != null) {
            whole(agent, release);
        }
        Integer before = labelled(agent, label).orElse(null);
        if (java.util.Objects.equals(before, release)) {
            return;
        }
        String change = release == null ? "delete from agent_label where agent = :agent and label = :label" : """
                insert into agent_label (agent, label, organisation, release) values (:agent, :label, :organisation, :release)
                on conflict (agent, label) do update set release = excluded.release""";
        for (String one : List.of(change, """
                insert into agent_label_move (agent, label, organisation, before, release, person)
                values (:agent, :label, :organisation, :before, :release, :person)""")) {
            jdbc.sql(one)
                    .params(Tenant.current().parameters())
                    .param("agent", agent)
                    .param("label", label.stored())
                    .param("before", before, Types.INTEGER)
                    .param("release", release, Types.INTEGER)
                    .update();
        }
    }

    private Optional<Integer> labelled(UUID agent, Label label) {
        return jdbc.sql("select release from agent_label where agent = :agent and label = :label and " + Tenant.OURS)
                .params(Tenant.current().parameters())
                .param("agent", agent)
                .param("label", label.stored())
                .query(Integer.class)
                .optional();
    }

    /** The newest first, {@value MOST_LISTED} at most. */
    List<Release.Move> moves(UUID agent) {
        return jdbc.sql("select r.*, coalesce(nullif(p.display_name, ''), p.name, '') as who from agent_label_move r"
                        + " left join person p on p.id = r.person where r.agent = :agent and " + OURS
                        + " order by r.id desc limit " + MOST_LISTED)
                .params(Tenant.current().parameters())
                .param("agent", agent)
                .query((row, n) -> new Release.Move(
                        row.getString("label"),
                        row.getObject("before", Integer.class),
                        row.getObject("release", Integer.class),
                        row.getString("who"),
                        row.getTimestamp("moved_at").toInstant()))
                .list();
    }

    /** Of the column {@code labels}. */
    private static List<String> labels(ResultSet row) throws SQLException {
        return List.copyOf(Arrays.asList((String[]) row.getArray("labels").getArray()));
    }
}
