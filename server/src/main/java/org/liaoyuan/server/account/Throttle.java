package org.liaoyuan.server.account;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.Tokens;
import org.liaoyuan.server.access.TryLaterException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down, by name and by address.
 *
 * <p>Guarantees: a try is counted before the password is looked at, so that many at once are no way round; after some failures each
 * further one doubles the time in which no try is taken, up to a quarter of an hour; what is said does not depend on whether the
 * name exists. A day without a try is forgotten.
 */
@Component
public class Throttle {

    private static final int FREE_BY_NAME = 5;
    private static final int FREE_BY_ADDRESS = 20;

    // the clock, not now(): that is when the transaction began, and another of this address may have been counted since
    private static final String COUNT = """
            insert into sign_in_throttle as t (subject, failures, last_at, blocked_until)
            values (:subject, 1, clock_timestamp(), clock_timestamp())
            on conflict (subject) do update set
              failures = case when t.last_at < clock_timestamp() - interval '1 day' then 1 else t.failures + 1 end,
              last_at = clock_timestamp(),
              blocked_until = case when t.last_at < clock_timestamp() - interval '1 day' or t.failures + 1 < :free then clock_timestamp()
                else clock_timestamp() + least(900, power(2, least(20, t.failures + 1 - :free))) * interval '1 second' end
            where t.blocked_until <= clock_timestamp()""";

    private final SystemDatabase database;

    Throttle(SystemDatabase database) {
        this.database = database;
    }

    private record Subject(byte[] hash, int free) {}

    private static List<Subject> subjects(String name, String address) {
        return List.of(
                new Subject(Tokens.hash("address " + address), FREE_BY_ADDRESS),
                new Subject(Tokens.hash("name " + name), FREE_BY_NAME));
    }

    /** @throws TryLaterException if there were too many failures */
    public void begin(String name, String address) {
        Instant until = database.ask(jdbc -> {
            for (Subject subject : subjects(name, address)) {
                if (count(jdbc, subject) == 0) {
                    return jdbc.sql("select blocked_until from sign_in_throttle where subject = ?")
                            .param(subject.hash())
                            .query(Timestamp.class)
                            .single()
                            .toInstant();
                }
            }
            return Instant.MIN;
        });
        if (!until.equals(Instant.MIN)) {
            Duration wait = Duration.between(Instant.now(), until);
            long seconds = Math.max(1, wait.toSeconds() + 1);
            throw new TryLaterException(
                    429, "too many tries; try again in " + seconds + " s", Duration.ofSeconds(seconds));
        }
    }

    private static int count(JdbcClient jdbc, Subject subject) {
        return jdbc.sql(COUNT)
                .param("subject", subject.hash())
                .param("free", subject.free())
                .update();
    }

    /** The password was right: the name's failures are forgotten, and of the address's the one that was none. */
    public void succeeded(String name, String address) {
        database.run(jdbc -> {
            // the address first, as where tries are counted: the other way round the two would wait for each other
            jdbc.sql("update sign_in_throttle set failures = greatest(0, failures - 1), blocked_until = now()"
                            + " where subject = ?")
                    .param(Tokens.hash("address " + address))
                    .update();
            jdbc.sql("delete from sign_in_throttle where subject = ?")
                    .param(Tokens.hash("name " + name))
                    .update();
            jdbc.sql("""
                            delete from sign_in_throttle where subject in (
                              select subject from sign_in_throttle where last_at < now() - interval '1 day'
                              for update skip locked)""").update();
        });
    }
}
