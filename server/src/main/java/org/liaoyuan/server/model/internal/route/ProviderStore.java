package org.liaoyuan.server.model.internal.route;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.internal.remote.ProviderConfig;
import org.liaoyuan.server.model.internal.remote.Secret;
import org.liaoyuan.server.vault.KeyVault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Providers and aliases in the database. */
final class ProviderStore {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderStore.class);

    private final JdbcClient jdbc;
    private final KeyVault vault;
    private final JsonMapper json = Settings.MAPPER;

    ProviderStore(JdbcClient jdbc, KeyVault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Map<String, ProviderConfig> providers() {
        Map<String, ProviderConfig> all = new LinkedHashMap<>();
        jdbc.sql("select id, settings, sealed_key from provider order by created_at, id")
                .query(row -> {
                    String id = row.getString("id");
                    Secret key = secret(id, row.getBytes("sealed_key"));
                    read(id, row.getString("settings"), ProviderConfig.class)
                            .ifPresent(config -> all.put(id, config.withKey(key)));
                });
        return all;
    }

    /** One row that another version wrote must not keep the server from starting. */
    private <T> Optional<T> read(String name, String settings, Class<T> type) {
        try {
            return Optional.of(json.readValue(settings, type));
        } catch (JacksonException e) {
            LOG.warn("the stored settings of {} can't be read and are left out: {}", name, e.getOriginalMessage());
            return Optional.empty();
        }
    }

    private Secret secret(String id, byte @Nullable [] sealed) {
        if (sealed == null) {
            return Secret.NONE;
        }
        try {
            return Secret.of(vault.open(id, sealed));
        } catch (IllegalStateException e) {
            // one key that can't be read must not keep the server from starting
            LOG.warn("provider {}: {}", id, e.getMessage());
            return Secret.NONE;
        }
    }

    void put(String id, ProviderConfig config) {
        jdbc.sql("""
                        insert into provider (id, settings, sealed_key) values (:id, :settings::jsonb, :key)
                        on conflict (id) do update
                          set settings = excluded.settings, sealed_key = excluded.sealed_key, updated_at = now()""")
                .param("id", id)
                .param("settings", json.writeValueAsString(config))
                .param(
                        "key",
                        config.key().isEmpty()
                                ? null
                                : vault.seal(id, config.key().toSeal()),
                        java.sql.Types.BINARY)
                .update();
    }

    void removeProvider(String id) {
        jdbc.sql("delete from provider where id = ?").param(id).update();
    }

    Map<String, AliasConfig> aliases() {
        Map<String, AliasConfig> all = new LinkedHashMap<>();
        jdbc.sql("select name, settings from model_alias order by name").query(row -> {
            String name = row.getString("name");
            read(name, row.getString("settings"), AliasConfig.class).ifPresent(alias -> all.put(name, alias));
        });
        return all;
    }

    void put(String name, AliasConfig config) {
        jdbc.sql("""
                        insert into model_alias (name, settings) values (:name, :settings::jsonb)
                        on conflict (name) do update set settings = excluded.settings, updated_at = now()""")
                .param("name", name)
                .param("settings", json.writeValueAsString(config))
                .update();
    }

    void removeAlias(String name) {
        jdbc.sql("delete from model_alias where name = ?").param(name).update();
    }
}
