package org.liaoyuan.server.factor;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Codes that are noted down for the day when the phone is gone: each works once. With 120 random bits in each one plain SHA-256
 * is enough, as it is for {@link Tokens}.
 */
@Component
class RecoveryCodes {

    static final int HOW_MANY = 10;

    private static final int BYTES = 15;

    private final SystemDatabase database;
    private final SecureRandom random = new SecureRandom();

    RecoveryCodes(SystemDatabase database) {
        this.database = database;
    }

    int left(String person) {
        return database.ask(db -> left(db, person));
    }

    private static int left(JdbcClient db, String person) {
        return db.sql("select count(*) from recovery_code where person = ? and used_at is null")
                .param(person)
                .query(Integer.class)
                .single();
    }

    /** New ones, which end those before; shown this once, in groups of four. */
    List<String> renew(String person) {
        List<String> codes = Stream.generate(this::code).limit(HOW_MANY).toList();
        database.run(db -> {
            db.sql("delete from recovery_code where person = ?").param(person).update();
            for (String code : codes) {
                db.sql("insert into recovery_code (person, code_hash) values (?, ?)")
                        .params(person, hash(code))
                        .update();
            }
        });
        return codes;
    }

    /** The first ones of somebody who has none; no new ones for somebody who has. */
    List<String> first(String person) {
        return database.ask(db -> left(db, person) > 0 ? List.<String>of() : renew(person));
    }

    /** Takes one, this once. */
    boolean take(String person, String code) {
        return database.ask(db -> db.sql(
                                "update recovery_code set used_at = now() where person = ? and code_hash = ? and used_at is null")
                        .params(person, hash(code))
                        .update()
                > 0);
    }

    void remove(String person) {
        database.run(db -> db.sql("delete from recovery_code where person = ?")
                .param(person)
                .update());
    }

    private String code() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base32.encode(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1-");
    }

    /** However it is typed: with capital letters, spaces or without hyphens. */
    private static byte[] hash(String code) {
        return Tokens.hash(code.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]", ""));
    }
}
