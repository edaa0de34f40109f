package org.liaoyuan.server.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.Tokens;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is signed in. What a session's person may is read each time, so that a change holds from the next request on. */
@Component
@EnableConfigurationProperties(SessionSettings.class)
public class Sessions {

    private static final int MOST_AGENT = 200;

    private final SystemDatabase database;
    private final SessionSettings settings;

    Sessions(SystemDatabase database, SessionSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** However busy it is, a session ends. */
    Duration longest() {
        return settings.longest();
    }

    /** Begins one; used inside {@link SystemDatabase}. */
    String start(JdbcClient jdbc, String person, String organisation, String userAgent, String address) {
        String token = Tokens.random();
        String agent = userAgent.replaceAll("\\p{Cntrl}", " ");
        jdbc.sql("""
                        insert into session (id, token_hash, person, organisation, user_agent, address, expires_at)
                        values (?, ?, ?, ?, ?, ?, now() + ? * interval '1 second')""")
                .params(
                        UUID.randomUUID(),
                        Tokens.hash(token),
                        person,
                        organisation,
                        agent.substring(0, Math.min(agent.length(), MOST_AGENT)),
                        address,
                        settings.longest().toSeconds())
                .update();
        return token;
    }

    /** Notes that nothing but a password or a link began it: an organisation may want more. */
    static void notePasswordAlone(JdbcClient jdbc, String token) {
        jdbc.sql("update session set password_alone = true where token_hash = ?")
                .param(Tokens.hash(token))
                .update();
    }

    /** Whose session it is, if it still is one: it ends after a time, and sooner without a request. */
    Optional<Identity> find(String token, String address) {
        return database.ask(jdbc -> {
            Optional<Found> found = jdbc.sql("""
                            select s.id, s.person, s.organisation, s.last_seen_at, m.role,
                              o.second_factor_needed and s.password_alone as lacking
                            from session s join person p on p.id = s.person
                              join membership m on m.person = s.person and m.organisation = s.organisation
                              join organisation o on o.id = s.organisation
                            where s.token_hash = ? and s.revoked_at is null and s.expires_at > now()
                              and s.last_seen_at > now() - ? * interval '1 second' and not p.disabled""")
                    .params(Tokens.hash(token), settings.idle().toSeconds())
                    .query((row, number) -> {
                        Identity who = Identity.ofSession(
                                row.getString("id"),
                                row.getString("person"),
                                row.getString("organisation"),
                                Role.ofStored(row.getString("role")),
                                address);
                        return new Found(
                                row.getBoolean("lacking") ? who.lackingSecondFactor() : who,
                                row.getTimestamp("last_seen_at").toInstant());
                    })
                    .optional();
            found.filter(f -> f.lastSeen.isBefore(Instant.now().minusSeconds(60)))
                    .ifPresent(f -> jdbc.sql("update session set last_seen_at = now() where id = ?::uuid")
                            .param(f.identity.credential())
                            .update());
            return found.map(Found::identity);
        });
    }

    private record Found(Identity identity, Instant lastSeen) {}

    /** Ends sessions of a person; used inside {@link SystemDatabase}. */
    public static int endAll(JdbcClient jdbc, String person, String except) {
        return jdbc.sql("""
                        update session set revoked_at = now()
                        where person = ? and revoked_at is null and id::text <> ?""").params(person, except).update();
    }

    /** Ends the session that a browser had: another begins in its place. */
    void end(String token) {
        database.run(
                jdbc -> jdbc.sql("update session set revoked_at = now() where token_hash = ? and revoked_at is null")
                        .param(Tokens.hash(token))
                        .update());
    }

    /** Ends one session of a person; used inside {@link SystemDatabase}. */
    static boolean end(JdbcClient jdbc, String person, String id) {
        return jdbc.sql(
                                "update session set revoked_at = now() where id::text = ? and person = ? and revoked_at is null")
                        .params(id, person)
                        .update()
                > 0;
    }
}
