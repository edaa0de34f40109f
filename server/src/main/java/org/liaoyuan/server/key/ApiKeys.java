package org.liaoyuan.server.key;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.KeyLimits;
import org.liaoyuan.server.access.KeyScope;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * API keys, {@code sk-ly-} and 256 random bits: shown once, kept as a hash. A key never may more than its person, as what they are at
 * the moment.
 */
@Component
public class ApiKeys {

    public static final String START = "sk-ly-";

    private static final int SHOWN = START.length() + 4;

    private final JdbcClient jdbc;
    private final SystemDatabase database;

    ApiKeys(JdbcClient jdbc, SystemDatabase database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    /** A key as lists show it. */
    record ApiKey(
            UUID id,
            String name,
            String prefix,
            String person,
            List<String> scopes,
            List<String> models,
            List<String> routes,
            List<UUID> spaces,
            @Nullable Integer requestsPerMinute,
            @Nullable Integer tokensPerMinute,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    /** A new one, and its only copy. */
    record CreatedKey(ApiKey key, String secret) {}

    /** Makes one for who asks; used inside {@link SystemDatabase}. */
    static CreatedKey create(JdbcClient jdbc, Identity who, String name, KeyScope scope, @Nullable Instant expiresAt) {
        String secret = START + Tokens.random();
        ApiKey key = jdbc.sql("""
                        insert into api_key (id, organisation, person, name, token_hash, prefix, scopes, models, expires_at,
                          routes, spaces, requests_per_minute, tokens_per_minute)
                        values (:id, :organisation, :person, :name, :hash, :prefix, :scopes, :models, :expires,
                          :routes, :spaces, :requests, :tokens) returning *""")
                .param("id", UUID.randomUUID())
                .param("organisation", who.organisation())
                .param("person", who.person())
                .param("name", name)
                .param("hash", Tokens.hash(secret))
                .param("prefix", secret.substring(0, SHOWN))
                .param(
                        "scopes",
                        scope.permissions().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("models", scope.models().toArray(String[]::new))
                .param("routes", scope.routes().toArray(String[]::new))
                .param("spaces", scope.spaces().toArray(UUID[]::new))
                .param("requests", scope.limits().requests(), java.sql.Types.INTEGER)
                .param("tokens", scope.limits().tokens(), java.sql.Types.INTEGER)
                .param("expires", expiresAt == null ? null : Timestamp.from(expiresAt), java.sql.Types.TIMESTAMP)
                .query(ApiKeys::key)
                .single();
        return new CreatedKey(key, secret);
    }

    /** Those of who asks, or of the whole organisation for who manages them; the newest first. */
    List<ApiKey> list(Identity who, int most) {
        return jdbc.sql("""
                        select * from api_key where organisation = :organisation and (:all or person = :person)
                        order by created_at desc, id limit :most""")
                .param("organisation", who.organisation())
                .param("person", who.person())
                .param("all", who.may(Permission.MANAGE_KEYS))
                .param("most", most)
                .query(ApiKeys::key)
                .list();
    }

    /**
     * Changes a working key's name, end and limits; used inside {@link SystemDatabase}.
     *
     * @return empty if who asks has no such key
     */
    static Optional<ApiKey> change(
            JdbcClient jdbc, Identity who, UUID id, String name, @Nullable Instant expiresAt, KeyLimits limits) {
        return jdbc.sql("""
                        update api_key set name = :name, expires_at = :expires, requests_per_minute = :requests,
                          tokens_per_minute = :tokens
                        where id = :id and revoked_at is null and organisation = :organisation and (:all or person = :person)
                        returning *""")
                .param("name", name)
                .param("expires", expiresAt == null ? null : Timestamp.from(expiresAt), java.sql.Types.TIMESTAMP)
                .param("requests", limits.requests(), java.sql.Types.INTEGER)
                .param("tokens", limits.tokens(), java.sql.Types.INTEGER)
                .param("id", id)
                .param("organisation", who.organisation())
                .param("person", who.person())
                .param("all", who.may(Permission.MANAGE_KEYS))
                .query(ApiKeys::key)
                .optional();
    }

    /** Used inside {@link SystemDatabase}. */
    static boolean revoke(JdbcClient jdbc, Identity who, UUID id) {
        return jdbc.sql("""
                        update api_key set revoked_at = now() where id = :id and revoked_at is null
                          and organisation = :organisation and (:all or person = :person)""")
                        .param("id", id)
                        .param("organisation", who.organisation())
                        .param("person", who.person())
                        .param("all", who.may(Permission.MANAGE_KEYS))
                        .update()
                > 0;
    }

    /** Whose key it is, if it is one that works. */
    public Optional<Identity> find(String secret, String address) {
        if (!secret.startsWith(START)) {
            return Optional.empty();
        }
        return database.ask(system -> {
            Optional<Identity> found = system.sql("""
                            select k.*, m.role from api_key k join person p on p.id = k.person
                              join membership m on m.person = k.person and m.organisation = k.organisation
                            where k.token_hash = ? and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
                              and not p.disabled""")
                    .param(Tokens.hash(secret))
                    .query((row, number) -> identity(row, address))
                    .optional();
            found.ifPresent(
                    identity -> system.sql("""
                            update api_key set last_used_at = now()
                            where id = ?::uuid and (last_used_at is null or last_used_at < now() - interval '1 minute')""").param(identity.credential()).update());
            return found;
        });
    }

    /** Whose key it is, as it and they are at the moment, if it still works: for what it has begun. */
    public Optional<Identity> working(UUID id) {
        return database.ask(system -> system.sql("""
                        select k.*, m.role from api_key k join person p on p.id = k.person
                          join membership m on m.person = k.person and m.organisation = k.organisation
                        where k.id = ? and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
                          and not p.disabled""")
                .param(id)
                .query((row, number) -> identity(row, ""))
                .optional());
    }

    private static Identity identity(ResultSet row, String address) throws SQLException {
        // a scope that this version does not know gives nothing
        EnumSet<Permission> scopes = Permission.all()
                .filter(p -> texts(row, "scopes").contains(p.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
        return new Identity(
                Identity.Way.KEY,
                row.getString("id"),
                row.getString("person"),
                row.getString("organisation"),
                Role.ofStored(row.getString("role")),
                new KeyScope(scopes, texts(row, "models"), texts(row, "routes"), Set.copyOf(ids(row)), limits(row)),
                address);
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                row.getString("person"),
                texts(row, "scopes"),
                texts(row, "models"),
                texts(row, "routes"),
                ids(row),
                limits(row).requests(),
                limits(row).tokens(),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static List<String> texts(ResultSet row, String column) {
        try {
            Array array = row.getArray(column);
            return List.copyOf(Arrays.asList((String[]) array.getArray()));
        } catch (SQLException e) {
            throw new IllegalStateException("the column " + column + " of api_key can't be read", e);
        }
    }

    private static List<UUID> ids(ResultSet row) throws SQLException {
        return List.copyOf(Arrays.asList((UUID[]) row.getArray("spaces").getArray()));
    }

    private static KeyLimits limits(ResultSet row) throws SQLException {
        return new KeyLimits(
                row.getObject("requests_per_minute", Integer.class), row.getObject("tokens_per_minute", Integer.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
