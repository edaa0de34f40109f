package org.liaoyuan.server.vault;

import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The data keys of the installation; those that were opened stay in memory.
 *
 * <p>Guarantees: at most one is active, over all processes that use the database; one that something may be sealed with is committed
 * before it is handed out, and stays.
 */
final class DataKeys {

    /** Of PostgreSQL's advisory locks: whoever holds it may add or change data keys. */
    private static final long LOCK = 0x6c79_7661_756c_74L;

    private final JdbcClient jdbc;
    private final TransactionTemplate alone;
    private final Masters masters;
    private final Map<UUID, SecretKey> opened = new ConcurrentHashMap<>();

    DataKeys(JdbcClient jdbc, PlatformTransactionManager transactions, Masters masters) {
        this.jdbc = jdbc;
        this.masters = masters;
        // whatever the caller is about: not as their tenant, and not undone with their transaction
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** One of the table's rows; what it holds is wrapped. */
    record Row(
            UUID id,
            String master,
            Instant createdAt,
            @Nullable Instant retiredAt) {}

    /** One that can be used. */
    record Opened(UUID id, SecretKey key) {}

    Masters masters() {
        return masters;
    }

    /** Asks something in a transaction of its own; the answer may not be null. */
    <T> T ask(Function<JdbcClient, T> question) {
        return Tenant.SYSTEM.ask(() -> {
            T answer = alone.execute(status -> question.apply(jdbc));
            if (answer == null) {
                throw new IllegalStateException("a question to the database had no answer");
            }
            return answer;
        });
    }

    List<Row> all() {
        return ask(DataKeys::all);
    }

    private static List<Row> all(JdbcClient db) {
        return db.sql("select id, master, created_at, retired_at from data_key order by created_at, id")
                .query((row, number) -> {
                    Timestamp retired = row.getTimestamp("retired_at");
                    return new Row(
                            row.getObject("id", UUID.class),
                            row.getString("master"),
                            row.getTimestamp("created_at").toInstant(),
                            retired == null ? null : retired.toInstant());
                })
                .list();
    }

    /** The one that new secrets are sealed with, as the database says at this moment. */
    Optional<Row> active() {
        return ask(DataKeys::active);
    }

    private static Optional<Row> active(JdbcClient db) {
        return all(db).stream().filter(row -> row.retiredAt() == null).findFirst();
    }

    /** The same, opened; the first is made when it is first needed. */
    Opened forSealing() {
        UUID id = active().map(Row::id)
                .orElseGet(() -> ask(db -> {
                    lock(db);
                    // another process may have been faster
                    return active(db).map(Row::id).orElseGet(() -> add(db, masters.next(Optional.empty())));
                }));
        return new Opened(id, open(id));
    }

    /** Retires the active one. @return the id of the one after it */
    UUID replace(JdbcClient db) {
        lock(db);
        MasterKey master = masters.next(active(db).map(Row::master));
        db.sql("update data_key set retired_at = now() where retired_at is null")
                .update();
        return add(db, master);
    }

    private static UUID add(JdbcClient db, MasterKey master) {
        UUID id = UUID.randomUUID();
        byte[] key = Gcm.randomKey();
        db.sql("insert into data_key (id, wrapped, master) values (?, ?, ?)")
                .params(id, wrap(master, id, key), master.name())
                .update();
        return id;
    }

    /** What is kept is what opens again: a command may answer anything. */
    private static byte[] wrap(MasterKey master, UUID id, byte[] key) {
        byte[] wrapped = master.wrap(id, key);
        if (!MessageDigest.isEqual(master.unwrap(id, wrapped, master.name()), key)) {
            throw new VaultException(master.name() + " does not unwrap what it wrapped");
        }
        return wrapped;
    }

    /** @throws VaultException if there is none of that id, or its master key is not here */
    SecretKey open(UUID id) {
        SecretKey known = opened.get(id);
        if (known != null) {
            return known;
        }
        SecretKey key = Gcm.key(ask(db -> unwrap(db, id)));
        opened.put(id, key);
        return key;
    }

    private byte[] unwrap(JdbcClient db, UUID id) {
        return db.sql("select wrapped, master from data_key where id = ?")
                .param(id)
                .query((row, number) -> masters.of(row.getString("master"))
                        .unwrap(id, row.getBytes("wrapped"), row.getString("master")))
                .optional()
                .orElseThrow(() -> new VaultException("the data key " + id + " is not in the database"));
    }

    /** Wraps all of them by another master key. @throws VaultException if one does not open, and nothing is changed */
    void wrapAnew(JdbcClient db, MasterKey master) {
        lock(db);
        String name = master.name();
        for (Row row : all(db)) {
            byte[] wrapped = wrap(master, row.id(), unwrap(db, row.id()));
            db.sql("update data_key set wrapped = ?, master = ? where id = ?")
                    .params(wrapped, name, row.id())
                    .update();
        }
    }

    void retire(UUID id) {
        ask(db -> db.sql("update data_key set retired_at = now() where id = ? and retired_at is null")
                .param(id)
                .update());
    }

    void remove(JdbcClient db, UUID id) {
        db.sql("delete from data_key where id = ?").param(id).update();
        opened.remove(id);
    }

    private static void lock(JdbcClient db) {
        db.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().listOfRows();
    }
}
