package org.liaoyuan.server.agent.door;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.access.Tokens;
import org.liaoyuan.server.agent.RunStore;
import org.liaoyuan.server.agent.Starts;
import org.liaoyuan.server.agent.Which;
import org.liaoyuan.server.agent.definition.Channel;
import org.liaoyuan.server.store.Tenant;
import org.liaoyuan.server.vault.KeyVault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Triggers as those see them whose they are, and owners and administrators of their organisation. */
@Repository
public class Triggers {

    static final String ADDRESS = "/api/agent-hooks/";

    private static final int MOST_OF_ONE = 100;
    private static final int MOST_LISTED = 500;
    private static final int MOST_INPUT = 100_000;
    private static final int MOST_NEXT = 4;

    private static final String SELECT = """
            select t.*, t.person = :person as own, coalesce((select r.definition ->> 'name' from agent_release r
              where r.agent = t.agent and r.number > 0 order by r.number desc limit 1), '') as agent_name
            from agent_trigger t where\s""" + Tenant.SEEN;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final KeyVault vault;
    private final Starts starts;
    private final Schedules schedules;

    Triggers(JdbcClient jdbc, JsonMapper json, KeyVault vault, Starts starts, Schedules schedules) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
        this.starts = starts;
        this.schedules = schedules;
    }

    /** The newest first, {@value MOST_LISTED} at most. */
    List<Trigger> list() {
        return jdbc.sql(SELECT + " order by t.created_at desc, t.id limit " + MOST_LISTED)
                .params(Tenant.current().parameters())
                .query(this::trigger)
                .list();
    }

    /** All that are of who asks. */
    List<Trigger> own() {
        return list().stream().filter(Trigger::own).toList();
    }

    /** @throws RefusedException if there is none */
    Trigger get(UUID id) {
        return jdbc.sql(SELECT + " and t.id = :id")
                .params(Tenant.current().parameters())
                .param("id", id)
                .query(this::trigger)
                .optional()
                .orElseThrow(() -> RefusedException.missing("trigger", id));
    }

    /** Everything that was said of one, looked at. */
    private record Checked(
            String name,
            @Nullable String label,
            JsonNode input,
            @Nullable Cron cron,
            Trigger.Missed missed) {

        @Nullable
        Instant next() {
            return cron == null ? null : cron.next(Instant.now()).orElse(null);
        }
    }

    private Checked checked(UUID agent, Trigger.Kind kind, Trigger.Wanted wanted) {
        String name = ShortText.of("name", wanted.name());
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name is empty; say what it is for");
        }
        Which which = Which.of(null, wanted.label());
        JsonNode input = wanted.input() == null ? JsonNodeFactory.instance.objectNode() : wanted.input();
        if (!input.isObject() || input.toString().length() > MOST_INPUT) {
            throw new IllegalArgumentException(
                    "input is no object of at most " + MOST_INPUT + " characters; expected what runs are started with");
        }
        Trigger.Missed missed = wanted.missed() == null ? Trigger.Missed.ONCE : wanted.missed();
        String label = which.label() == null ? null : which.label().stored();
        if (kind == Trigger.Kind.WEBHOOK) {
            // what its requests say belongs to it, too
            starts.schema(agent, which, Channel.WEBHOOK);
            return new Checked(name, label, input, null, missed);
        }
        Cron cron = Cron.of(wanted.cron(), wanted.zone());
        starts.ready(agent, which, input, Channel.SCHEDULE);
        return new Checked(name, label, input, cron, missed);
    }

    Trigger.Created create(Trigger.Wanted wanted) {
        UUID agent = wanted.agent();
        Trigger.Kind kind = wanted.kind();
        if (agent == null || kind == null) {
            throw new IllegalArgumentException((agent == null ? "agent" : "kind")
                    + " is missing; expected the id of a released agent, and SCHEDULE or WEBHOOK");
        }
        Checked checked = checked(agent, kind, wanted);
        requireRoom();
        UUID id = UUID.randomUUID();
        boolean hook = kind == Trigger.Kind.WEBHOOK;
        boolean signed = hook && Boolean.TRUE.equals(wanted.signed());
        String token = hook ? Tokens.random() : null;
        String secret = signed ? Tokens.random() : null;
        bind(jdbc.sql("""
                        insert into agent_trigger (id, organisation, person, agent, kind, name, label, input, cron, zone, missed, next_at,
                          token_hash, signed, sealed_secret, paused)
                        values (:id, :organisation, :person, :agent, :kind, :name, :label, cast(:input as jsonb), :cron, :zone, :missed,
                          :next, :hash, :signed, :secret, :paused)"""), checked, wanted)
                .param("id", id)
                .param("agent", agent)
                .param("kind", kind.name().toLowerCase(Locale.ROOT))
                .param("hash", token == null ? null : Tokens.hash(token), Types.BINARY)
                .param("signed", signed)
                .param("secret", secret == null ? null : vault.seal(SealedHookSecrets.place(id), secret), Types.BINARY)
                .update();
        schedules.changed();
        return new Trigger.Created(get(id), token == null ? null : ADDRESS + token, secret);
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec sql, Checked checked, Trigger.Wanted wanted) {
        Cron cron = checked.cron();
        boolean paused = Boolean.TRUE.equals(wanted.paused());
        Instant next = paused ? null : checked.next();
        return sql.params(Tenant.current().parameters())
                .param("name", checked.name())
                .param("label", checked.label(), Types.VARCHAR)
                .param("input", checked.input().toString())
                .param("cron", cron == null ? null : cron.expression(), Types.VARCHAR)
                .param("zone", cron == null ? null : cron.zone(), Types.VARCHAR)
                .param("missed", cron == null ? null : checked.missed().name(), Types.VARCHAR)
                .param("next", next == null ? null : next.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("paused", paused);
    }

    private void requireRoom() {
        int mine = jdbc.sql("select count(*) from agent_trigger where " + Tenant.OWN)
                .params(Tenant.current().parameters())
                .query(Integer.class)
                .single();
        if (mine >= MOST_OF_ONE) {
            throw RefusedException.conflict("you have " + mine + " triggers; delete one first");
        }
    }

    /** @throws RefusedException if it is not of who asks: its runs are on their account */
    Trigger change(UUID id, Trigger.Wanted wanted) {
        Trigger was = get(id);
        if (!was.own()) {
            throw RefusedException.forbidden("whoever made a trigger changes it; you may delete it");
        }
        bind(jdbc.sql("""
                        update agent_trigger set name = :name, label = :label, input = cast(:input as jsonb), cron = :cron, zone = :zone,
                          missed = :missed, next_at = :next, paused = :paused, problem = '' where id = :id and\s""" + Tenant.OWN), checked(was.agent(), was.kind(), wanted), wanted)
                .param("id", id)
                .update();
        schedules.changed();
        return get(id);
    }

    /** @throws RefusedException if there is none */
    void delete(UUID id) {
        int gone = jdbc.sql("delete from agent_trigger where id = :id and " + Tenant.SEEN)
                .params(Tenant.current().parameters())
                .param("id", id)
                .update();
        if (gone == 0) {
            throw RefusedException.missing("trigger", id);
        }
    }

    private Trigger trigger(ResultSet row, int number) throws SQLException {
        String cron = row.getString("cron");
        Instant next = RunStore.instant(row.getTimestamp("next_at"));
        String missed = row.getString("missed");
        return new Trigger(
                row.getObject("id", UUID.class),
                row.getObject("agent", UUID.class),
                row.getString("agent_name"),
                row.getString("name"),
                row.getBoolean("own"),
                Trigger.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("label"),
                json.readTree(row.getString("input")),
                cron,
                row.getString("zone"),
                missed == null ? null : Trigger.Missed.valueOf(missed),
                row.getBoolean("signed"),
                row.getBoolean("paused"),
                next,
                cron == null || next == null ? List.of() : new Cron(cron, row.getString("zone")).next(next, MOST_NEXT),
                RunStore.instant(row.getTimestamp("last_at")),
                row.getObject("last_run", UUID.class),
                row.getString("problem"));
    }
}
