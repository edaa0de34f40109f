package org.liaoyuan.server.tool;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.store.Tenant;
import org.liaoyuan.server.vault.KeyVault;
import org.liaoyuan.server.vault.VaultException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Secrets of the organisation that asks, which its agents name and never see. Each may be sent to some hosts alone: who builds an agent
 * can't send it to another, nor can who writes what an agent reads.
 */
@Repository
public class SecretStore {

    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final KeyVault vault;

    SecretStore(JdbcClient jdbc, KeyVault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * A secret as people see it: never itself.
     *
     * @param hosts to which it may be sent, in small letters
     * @param changedBy name of who set it last; null where there is no such person any more
     */
    @Schema(name = "AgentSecret")
    record Named(String name, List<String> hosts, @Nullable String changedBy, Instant changedAt) {}

    /** By their names. */
    List<Named> list() {
        return jdbc.sql("""
                        select s.name, s.hosts, p.name as who, s.changed_at
                        from agent_secret s left join person p on p.id = s.changed_by where\s""" + Tenant.ours("s") + " order by s.name")
                .params(Tenant.current().parameters())
                .query((row, n) -> new Named(
                        row.getString("name"),
                        hosts(row),
                        row.getString("who"),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    private static List<String> hosts(ResultSet row) throws SQLException {
        Array array = row.getArray("hosts");
        return List.of((String[]) array.getArray());
    }

    /** @throws RefusedException if there are too many */
    @Transactional
    void set(String name, String secret, List<String> hosts) {
        Tenant tenant = Tenant.current();
        UUID id = jdbc.sql("select id from agent_secret where name = :name and " + Tenant.OURS + " for update")
                .params(tenant.parameters())
                .param("name", name)
                .query(UUID.class)
                .optional()
                .orElseGet(UUID::randomUUID);
        int count = jdbc.sql("select count(*) from agent_secret where name <> :name and " + Tenant.OURS)
                .params(tenant.parameters())
                .param("name", name)
                .query(Integer.class)
                .single();
        if (count >= MOST) {
            throw RefusedException.conflict("there are " + count + " secrets; delete one first");
        }
        jdbc.sql("""
                        insert into agent_secret (id, organisation, name, hosts, sealed, changed_by)
                        values (:id, :organisation, :name, string_to_array(:hosts, ' '), :sealed, :person)
                        on conflict (organisation, name) do update set hosts = excluded.hosts, sealed = excluded.sealed,
                          id = excluded.id, changed_by = excluded.changed_by, changed_at = now()""")
                .params(tenant.parameters())
                .param("id", id)
                .param("name", name)
                .param("hosts", String.join(" ", hosts))
                .param("sealed", vault.seal(SealedAgentSecrets.place(id), secret))
                .update();
    }

    /** @throws RefusedException if there is none */
    void delete(String name) {
        int gone = jdbc.sql("delete from agent_secret where name = :name and " + Tenant.OURS)
                .params(Tenant.current().parameters())
                .param("name", name)
                .update();
        if (gone == 0) {
            throw RefusedException.missing("secret", name);
        }
    }

    private record Kept(UUID id, List<String> hosts, byte[] sealed) {}

    /**
     * The secret itself, for a tool that sends it.
     *
     * @param host to which
     * @throws ToolFailure if there is none, or it may not be sent there
     */
    public String reveal(String name, String host) {
        Optional<Kept> found = jdbc.sql(
                        "select id, hosts, sealed from agent_secret where name = :name and " + Tenant.OURS)
                .params(Tenant.current().parameters())
                .param("name", name)
                .query((row, n) -> new Kept(row.getObject("id", UUID.class), hosts(row), row.getBytes("sealed")))
                .optional();
        Kept kept = found.orElseThrow(() -> new ToolFailure(
                ToolFailure.Reason.VALUE, "there is no secret '" + name + "'; an administrator can set it"));
        if (!kept.hosts().contains(host.toLowerCase(Locale.ROOT))) {
            throw new ToolFailure(
                    ToolFailure.Reason.NOT_OPEN,
                    "the secret '" + name + "' may not be sent to " + host + "; an administrator can allow it");
        }
        try {
            return vault.open(SealedAgentSecrets.place(kept.id()), kept.sealed());
        } catch (VaultException e) {
            throw new ToolFailure(
                    ToolFailure.Reason.VALUE,
                    "the secret '" + name + "' does not open; an administrator has to set it again");
        }
    }
}
