package org.liaoyuan.server.factor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.Tokens;
import org.liaoyuan.server.account.SecondStep;
import org.springframework.stereotype.Component;

/** Sign-ins that lack their second factor. They are in the database: any node may see the next step. */
@Component
class SecondSteps {

    static final Duration VALID = Duration.ofMinutes(5);

    static final int MOST_TRIES = 5;

    private final SystemDatabase database;

    SecondSteps(SystemDatabase database) {
        this.database = database;
    }

    /** Who is half-way in, and how they got there. */
    record Halfway(String person, String way) {}

    SecondStep begin(String person, String way, Set<SecondStep.Kind> kinds) {
        String token = Tokens.random();
        database.run(db -> {
            db.sql("delete from second_step where expires_at < now()").update();
            db.sql("""
                            insert into second_step (token_hash, person, way, expires_at)
                            values (?, ?, ?, now() + ? * interval '1 second')""")
                    .params(Tokens.hash(token), person, way, VALID.toSeconds())
                    .update();
        });
        return new SecondStep(token, kinds, Instant.now().plus(VALID));
    }

    /** Counts a try before anything is looked at, so that many at once are no way round. Empty where it has ended. */
    Optional<Halfway> countTry(String token) {
        return database.ask(db -> db.sql("""
                        update second_step set tries = tries + 1
                        where token_hash = ? and expires_at > now() and tries < ? returning person, way""")
                .params(Tokens.hash(token), MOST_TRIES)
                .query((row, number) -> new Halfway(row.getString("person"), row.getString("way")))
                .optional());
    }

    /** Ends it; true for the one who did. */
    boolean end(String token) {
        return database.ask(db -> db.sql("delete from second_step where token_hash = ?")
                        .param(Tokens.hash(token))
                        .update()
                > 0);
    }

    void remove(String person) {
        database.run(db ->
                db.sql("delete from second_step where person = ?").param(person).update());
    }
}
