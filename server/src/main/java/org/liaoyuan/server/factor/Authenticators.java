package org.liaoyuan.server.factor;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.vault.KeyVault;
import org.springframework.stereotype.Component;

/**
 * Authenticator apps of people, one each.
 *
 * <p>Guarantees: a secret counts once a code of it was shown; a code is taken once, also by two at the same time, and none that is
 * older than one that was taken; the database alone shows no secret.
 */
@Component
class Authenticators {

    private final SystemDatabase database;
    private final KeyVault vault;
    private final SecureRandom random = new SecureRandom();

    Authenticators(SystemDatabase database, KeyVault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** Since when somebody's counts; empty where there is none. */
    Optional<Instant> since(String person) {
        return database.ask(
                db -> db.sql("select confirmed_at from authenticator where person = ? and confirmed_at is not null")
                        .param(person)
                        .query((row, number) -> row.getTimestamp(1).toInstant())
                        .optional());
    }

    /** A new secret, which counts once it is confirmed; one that was never confirmed is forgotten. Empty where one counts already. */
    Optional<byte[]> begin(String person) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        byte[] sealed =
                vault.seal(SealedAuthenticators.place(person), HexFormat.of().formatHex(secret));
        int begun = database.ask(db ->
                db.sql("""
                        insert into authenticator (person, sealed_secret) values (:person, :sealed)
                        on conflict (person) do update set sealed_secret = :sealed, created_at = now(), last_step = 0
                          where authenticator.confirmed_at is null""").param("person", person).param("sealed", sealed).update());
        return begun > 0 ? Optional.of(secret) : Optional.empty();
    }

    /** Lets a secret that was begun count from now on, if this is a code of it. */
    boolean confirm(String person, String code) {
        return take(person, code, "confirmed_at is null", ", confirmed_at = now()");
    }

    /** Takes a code of somebody's app, this once. */
    boolean take(String person, String code) {
        return take(person, code, "confirmed_at is not null", "");
    }

    private boolean take(String person, String code, String state, String change) {
        String typed = code.replaceAll("[\\s-]", "");
        return database.ask(db -> {
            byte @Nullable [] sealed = db.sql("select sealed_secret from authenticator where person = ? and " + state)
                    .param(person)
                    .query((row, number) -> row.getBytes(1))
                    .optional()
                    .orElse(null);
            if (sealed == null) {
                return false;
            }
            byte[] secret = HexFormat.of().parseHex(vault.open(SealedAuthenticators.place(person), sealed));
            OptionalLong step = Totp.stepOf(secret, typed, Instant.now());
            return step.isPresent()
                    && db.sql("update authenticator set last_step = ?" + change
                                            + " where person = ? and last_step < ? and " + state)
                                    .params(step.getAsLong(), person, step.getAsLong())
                                    .update()
                            > 0;
        });
    }

    boolean remove(String person) {
        return database.ask(db -> db.sql("delete from authenticator where person = ?")
                        .param(person)
                        .update()
                > 0);
    }
}
