package org.liaoyuan.server.account;

import java.time.Duration;
import java.util.Optional;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One-time links by which somebody sets a password. Of the token only its hash is kept. Used inside {@link SystemDatabase}. */
public final class Links {

    public static final Duration VALID = Duration.ofHours(24);

    private Links() {}

    /** A new one; earlier ones of the person end. */
    public static String create(JdbcClient jdbc, String person) {
        jdbc.sql("delete from one_time_link where person = ?").param(person).update();
        String token = Tokens.random();
        jdbc.sql(
                        "insert into one_time_link (token_hash, person, expires_at) values (?, ?, now() + ? * interval '1 second')")
                .params(Tokens.hash(token), person, VALID.toSeconds())
                .update();
        return token;
    }

    /** Whose link it is, if it still works. */
    static Optional<String> whose(JdbcClient jdbc, String token) {
        return jdbc.sql(
                        "select person from one_time_link where token_hash = ? and used_at is null and expires_at > now()")
                .param(Tokens.hash(token))
                .query(String.class)
                .optional();
    }

    /** Whose link it is; it works this once. */
    static Optional<String> use(JdbcClient jdbc, String token) {
        return jdbc.sql("""
                        update one_time_link set used_at = now()
                        where token_hash = ? and used_at is null and expires_at > now() returning person""").param(Tokens.hash(token)).query(String.class).optional();
    }
}
