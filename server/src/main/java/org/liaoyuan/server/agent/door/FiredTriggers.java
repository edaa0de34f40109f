package org.liaoyuan.server.agent.door;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.agent.Starts;
import org.liaoyuan.server.agent.Which;
import org.liaoyuan.server.model.AbsentCaller;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Triggers as the program sees them, when they are due or asked. */
@Component
class FiredTriggers {

    /** Of one trigger, that have not ended: more are not started. */
    private static final int MOST_OPEN = 20;

    private final SystemDatabase database;
    private final JsonMapper json;
    private final AbsentCaller callers;

    FiredTriggers(SystemDatabase database, JsonMapper json, AbsentCaller callers) {
        this.database = database;
        this.json = json;
        this.callers = callers;
    }

    /**
     * One of them.
     *
     * @param secret sealed; null where requests need no signature
     */
    record Fired(
            UUID id,
            Tenant owner,
            UUID agent,
            Which which,
            JsonNode input,
            boolean paused,
            boolean signed,
            byte @Nullable [] secret) {}

    /** @param condition with one parameter */
    Optional<Fired> find(String condition, Object value) {
        return database.ask(jdbc -> jdbc.sql("select * from agent_trigger where " + condition)
                .param(value)
                .query(this::fired)
                .optional());
    }

    private Fired fired(ResultSet row, int number) throws SQLException {
        return new Fired(
                row.getObject("id", UUID.class),
                new Tenant(row.getString("organisation"), row.getString("person"), false, false),
                row.getObject("agent", UUID.class),
                Which.of(null, row.getString("label")),
                json.readTree(row.getString("input")),
                row.getBoolean("paused"),
                row.getBoolean("signed"),
                row.getBytes("sealed_secret"));
    }

    /** @throws RefusedException if its owner may run no agents any more, or too many of its runs have not ended */
    void requireOpen(Fired fired) {
        if (!callers.identity(fired.owner()).may(Permission.RUN_AGENTS)) {
            throw RefusedException.forbidden("whoever made this trigger may not run agents any more");
        }
        int open = database.ask(
                jdbc -> jdbc.sql("select count(*) from agent_run where trigger_id = ? and ended_at is null")
                        .param(fired.id())
                        .query(Integer.class)
                        .single());
        if (open >= MOST_OPEN) {
            throw RefusedException.conflict(open + " runs of this trigger have not ended; no other is started before");
        }
    }

    /** What is written in the transaction that begins its run. */
    static Starts.Also started(Fired fired) {
        return (jdbc, run) -> {
            jdbc.sql("update agent_run set trigger_id = ? where id = ?")
                    .params(fired.id(), run)
                    .update();
            jdbc.sql("update agent_trigger set last_at = now(), last_run = ?, problem = '' where id = ?")
                    .params(run, fired.id())
                    .update();
        };
    }

    /** No run was started. */
    static void failed(JdbcClient jdbc, Fired fired, String why) {
        jdbc.sql("update agent_trigger set last_at = now(), problem = ? where id = ?")
                .params(why.length() <= 500 ? why : why.substring(0, 500), fired.id())
                .update();
    }
}
