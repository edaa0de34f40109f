package org.liaoyuan.server.signon;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.vault.KeyVault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Providers in the database. Each question names the organisation; it is asked as the program, since at the door nobody is known
 * yet.
 */
@Component
class ProviderStore {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderStore.class);

    private static final String COLUMNS =
            "select id, organisation, name, enabled, settings, sealed_secret, reach, updated_at from sign_on_provider ";

    private final SystemDatabase database;
    private final KeyVault vault;
    private final JsonMapper json;

    ProviderStore(SystemDatabase database, KeyVault vault, JsonMapper json) {
        this.database = database;
        this.vault = vault;
        this.json = json;
    }

    List<Provider> of(String organisation) {
        return database.ask(jdbc -> jdbc.sql(COLUMNS + "where organisation = ? order by created_at, id")
                .param(organisation)
                .query(this::provider)
                .list());
    }

    Optional<Provider> find(String organisation, UUID id) {
        return database.ask(jdbc -> jdbc.sql(COLUMNS + "where organisation = ? and id = ?")
                .params(organisation, id)
                .query(this::provider)
                .optional());
    }

    /** One that people may sign in by, of any organisation. */
    Optional<Provider> enabled(UUID id) {
        return database.ask(jdbc -> jdbc.sql(COLUMNS + "where id = ? and enabled")
                .param(id)
                .query(this::provider)
                .optional());
    }

    private Provider provider(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] sealed = row.getBytes("sealed_secret");
        return new Provider(
                id,
                row.getString("organisation"),
                row.getString("name"),
                row.getBoolean("enabled"),
                json.readValue(row.getString("settings"), Settings.class),
                secret(id, sealed),
                Role.ofStored(row.getString("reach")),
                row.getTimestamp("updated_at").toInstant());
    }

    private String secret(UUID id, byte @Nullable [] sealed) {
        try {
            return sealed == null ? "" : vault.open(SealedProviderSecrets.place(id), sealed);
        } catch (IllegalStateException e) {
            // one that can't be read must not keep people from the other ways in
            LOG.warn("{}: {}", SealedProviderSecrets.place(id), e.getMessage());
            return "";
        }
    }

    /** Used inside {@link SystemDatabase}. */
    void put(JdbcClient jdbc, Provider provider) {
        byte @Nullable [] sealed = provider.secret().isEmpty()
                ? null
                : vault.seal(SealedProviderSecrets.place(provider.id()), provider.secret());
        jdbc.sql("""
                        insert into sign_on_provider (id, organisation, name, enabled, settings, sealed_secret, reach)
                        values (:id, :organisation, :name, :enabled, :settings::jsonb, :secret, :reach)
                        on conflict (id) do update set name = excluded.name, enabled = excluded.enabled,
                          settings = excluded.settings, sealed_secret = excluded.sealed_secret, reach = excluded.reach,
                          updated_at = clock_timestamp()""")
                .param("id", provider.id())
                .param("organisation", provider.organisation())
                .param("name", provider.name())
                .param("enabled", provider.enabled())
                .param("settings", json.writeValueAsString(provider.settings()))
                .param("secret", sealed, Types.BINARY)
                .param("reach", provider.reach().stored())
                .update();
    }

    /** Used inside {@link SystemDatabase}. */
    boolean remove(JdbcClient jdbc, String organisation, UUID id) {
        return jdbc.sql("delete from sign_on_provider where organisation = ? and id = ?")
                        .params(organisation, id)
                        .update()
                > 0;
    }
}
