package org.liaoyuan.server.factor;

import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.Tokens;
import org.springframework.stereotype.Component;

/**
 * Questions to authenticators. They are in the database: any node may see the answer.
 *
 * <p>Guarantees: each is answered once, within five minutes, for the purpose it was asked for; one network address has 100 open
 * ones at most, the oldest give way.
 */
@Component
class Challenges {

    static final Duration VALID = Duration.ofMinutes(5);

    private static final int MOST_OPEN = 100;

    private final SystemDatabase database;

    Challenges(SystemDatabase database) {
        this.database = database;
    }

    /**
     * 32 random bytes in base64url.
     *
     * @param person who registers a passkey; null where somebody signs in
     */
    String ask(RelyingParty party, @Nullable String person, String address) {
        String challenge = Tokens.random();
        database.run(db -> {
            db.sql("""
                            delete from passkey_challenge where expires_at < now() or challenge_hash in (
                              select challenge_hash from passkey_challenge where address = ?
                              order by expires_at desc offset ?)""").params(address, MOST_OPEN - 1).update();
            db.sql("""
                            insert into passkey_challenge (challenge_hash, person, rp_id, origin, address, expires_at)
                            values (:hash, :person, :rp, :origin, :address, now() + :seconds * interval '1 second')""")
                    .param("hash", Tokens.hash(challenge))
                    .param("person", person)
                    .param("rp", party.id())
                    .param("origin", party.origin())
                    .param("address", address)
                    .param("seconds", VALID.toSeconds())
                    .update();
        });
        return challenge;
    }

    /** As whom it was asked; only this once. */
    Optional<RelyingParty> take(byte[] challenge, @Nullable String person) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(challenge);
        return database.ask(db -> db.sql("""
                        delete from passkey_challenge
                        where challenge_hash = :hash and expires_at > now() and person is not distinct from :person
                        returning rp_id, origin""")
                .param("hash", Tokens.hash(text))
                .param("person", person)
                .query((row, number) -> new RelyingParty(row.getString("rp_id"), row.getString("origin")))
                .optional());
    }
}
