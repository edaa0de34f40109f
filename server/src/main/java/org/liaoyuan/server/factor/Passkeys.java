package org.liaoyuan.server.factor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Passkeys in the database. */
@Component
class Passkeys {

    static final int MOST = 20;

    private static final int MOST_NAME = 100;

    private final SystemDatabase database;

    Passkeys(SystemDatabase database) {
        this.database = database;
    }

    /**
     * What an authenticator made.
     *
     * @param credentialId by which it is found
     * @param credential AAGUID, id and public key, as it sent them
     * @param counter how often it signed; 0 where it does not count
     */
    record Made(
            byte[] credentialId,
            byte[] credential,
            long counter,
            boolean backupEligible,
            boolean backedUp,
            List<String> transports) {}

    /** One that is kept. */
    record Kept(UUID id, String person, byte[] userHandle, Made made) {}

    static String name(String wanted) {
        String name = wanted.strip();
        if (name.isEmpty() || name.length() > MOST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("name has " + name.length() + " characters; expected 1 to " + MOST_NAME
                    + ", none of them a control character");
        }
        return name;
    }

    List<Passkey> of(String person) {
        return database.ask(db -> db.sql("select * from passkey where person = ? order by created_at, id")
                .param(person)
                .query(Passkeys::passkey)
                .list());
    }

    private static Passkey passkey(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        return new Passkey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("rp_id"),
                row.getBoolean("backed_up"),
                row.getTimestamp("created_at").toInstant(),
                used == null ? null : used.toInstant());
    }

    /** What authenticators call somebody: an authenticator keeps one passkey for each such name and host. */
    byte[] userHandle(String person) {
        return database.ask(db -> {
            db.sql("insert into passkey_owner (person) values (?) on conflict do nothing")
                    .param(person)
                    .update();
            return db.sql("select user_handle from passkey_owner where person = ?")
                    .param(person)
                    .query((row, number) -> row.getBytes(1))
                    .single();
        });
    }

    /** Ids of those that work for a host, so that none is made twice on one authenticator. */
    List<byte[]> credentialIds(String person, String host) {
        return database.ask(db -> db.sql("select credential_id from passkey where person = ? and rp_id = ?")
                .params(person, host)
                .query((row, number) -> row.getBytes(1))
                .list());
    }

    /** @throws RefusedException if it is kept already, or there are too many */
    Passkey add(String person, String name, String host, Made made) {
        UUID id = UUID.randomUUID();
        try {
            return database.ask(db -> {
                if (of(person).size() >= MOST) {
                    throw RefusedException.conflict("you have " + MOST + " passkeys; remove one first");
                }
                return db.sql("""
                                insert into passkey (id, person, name, rp_id, credential_id, credential, counter,
                                  backup_eligible, backed_up, transports)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *""")
                        .params(
                                id,
                                person,
                                name,
                                host,
                                made.credentialId(),
                                made.credential(),
                                made.counter(),
                                made.backupEligible(),
                                made.backedUp(),
                                made.transports().toArray(String[]::new))
                        .query(Passkeys::passkey)
                        .single();
            });
        } catch (DuplicateKeyException e) {
            throw RefusedException.conflict("this passkey is registered already");
        }
    }

    Optional<Kept> find(byte[] credentialId) {
        return database.ask(db -> db.sql(
                        "select * from passkey join passkey_owner using (person) where credential_id = ?")
                .param(credentialId)
                .query((row, number) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getString("person"),
                        row.getBytes("user_handle"),
                        new Made(
                                row.getBytes("credential_id"),
                                row.getBytes("credential"),
                                row.getLong("counter"),
                                row.getBoolean("backup_eligible"),
                                row.getBoolean("backed_up"),
                                List.of((String[]) row.getArray("transports").getArray()))))
                .optional());
    }

    /** Keeps what the authenticator counted. False where somebody with the same count, so the same key, was faster. */
    boolean used(UUID id, long counter, boolean backedUp) {
        return database.ask(db -> db.sql("""
                        update passkey set counter = :counter, backed_up = :backedUp, last_used_at = now()
                        where id = :id and (counter < :counter or counter = 0 and :counter = 0)""")
                        .param("id", id)
                        .param("counter", counter)
                        .param("backedUp", backedUp)
                        .update()
                > 0);
    }

    boolean rename(String person, UUID id, String name) {
        return database.ask(db -> db.sql("update passkey set name = ? where id = ? and person = ?")
                        .params(name, id, person)
                        .update()
                > 0);
    }

    boolean remove(String person, UUID id) {
        return database.ask(db -> db.sql("delete from passkey where id = ? and person = ?")
                        .params(id, person)
                        .update()
                > 0);
    }

    void removeAll(String person) {
        database.run(db ->
                db.sql("delete from passkey where person = ?").param(person).update());
    }
}
