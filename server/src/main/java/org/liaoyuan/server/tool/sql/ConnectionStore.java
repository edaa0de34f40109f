package org.liaoyuan.server.tool.sql;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.tool.Connectors;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.vault.KeyVault;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The connections of organisations. A password goes in, and out to the database alone. */
@Component
class ConnectionStore {

    static final int LONGEST_NAME = 100;

    private static final int MOST = 100;
    private static final String COLUMNS = "select id, name, url, db_user, sealed_password, writes from sql_connection ";

    private final SystemDatabase database;
    private final KeyVault vault;
    private final Connectors connectors;

    ConnectionStore(SystemDatabase database, KeyVault vault, Connectors connectors) {
        this.database = database;
        this.vault = vault;
        this.connectors = connectors;
    }

    /** As it is shown. @param hasPassword whether one is kept */
    @Schema(name = "SqlConnection")
    record View(UUID id, String name, String url, String user, boolean hasPassword, boolean writes) {}

    private record Kept(UUID id, String name, String url, String user, byte @Nullable [] sealed, boolean writes) {

        View view() {
            return new View(id, name, url, user, sealed != null, writes);
        }
    }

    private static Kept row(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("url"),
                row.getString("db_user"),
                row.getBytes("sealed_password"),
                row.getBoolean("writes"));
    }

    List<View> list(String organisation) {
        return database.ask(db -> db
                .sql(COLUMNS + "where organisation = ? order by name")
                .param(organisation)
                .query(ConnectionStore::row)
                .list()
                .stream()
                .map(Kept::view)
                .toList());
    }

    /** @throws RefusedException if there is none */
    View view(String organisation, UUID id) {
        return kept(organisation, id).view();
    }

    private Kept kept(String organisation, UUID id) {
        return database.<Optional<Kept>>ask(db -> db.sql(COLUMNS + "where organisation = ? and id = ?")
                        .params(organisation, id)
                        .query(ConnectionStore::row)
                        .optional())
                .orElseThrow(() -> RefusedException.missing("connection", id));
    }

    /** For a test of it by an administrator. @throws RefusedException if there is none */
    SqlConnection get(String organisation, UUID id) {
        return opened(kept(organisation, id));
    }

    /** For a run. @throws ToolFailure if there is none, or it is not for them */
    SqlConnection open(Identity who, String name) {
        Kept found = database.<Optional<Kept>>ask(db -> db.sql(COLUMNS + "where organisation = ? and name = ?")
                        .params(who.organisation(), name)
                        .query(ConnectionStore::row)
                        .optional())
                .orElseThrow(() -> new ToolFailure(
                        Reason.VALUE,
                        "there is no connection '" + name + "' in this organisation; an administrator adds it"));
        connectors.require(who, Connectors.To.SQL, name);
        return opened(found);
    }

    private SqlConnection opened(Kept row) {
        String password = row.sealed == null ? "" : vault.open(SealedPasswords.place(row.id), row.sealed);
        return new SqlConnection(row.id, row.name, DatabaseAddress.of(row.url), row.user, row.writes, password);
    }

    /** @throws RefusedException if there is one of that name, or there are too many */
    void add(String organisation, UUID id, WantedConnection wanted) {
        byte @Nullable [] sealed = sealed(id, wanted.password());
        try {
            database.run(db -> {
                int count = db.sql("select count(*) from sql_connection where organisation = ?")
                        .param(organisation)
                        .query(Integer.class)
                        .single();
                if (count >= MOST) {
                    throw RefusedException.conflict("There are " + count + " connections; remove one first");
                }
                db.sql("""
                                insert into sql_connection (id, organisation, name, url, db_user, sealed_password, writes)
                                values (?, ?, ?, ?, ?, ?, ?)""")
                        .param(1, id)
                        .param(2, organisation)
                        .param(3, wanted.name())
                        .param(4, wanted.url())
                        .param(5, wanted.user())
                        .param(6, sealed, Types.BINARY)
                        .param(7, wanted.writes())
                        .update();
            });
        } catch (DuplicateKeyException e) {
            throw RefusedException.conflict("There is a connection '" + wanted.name() + "' already");
        }
    }

    /**
     * Changes all but the name, by which nodes and rules know it.
     *
     * @throws IllegalArgumentException if it leads elsewhere and the password, which is meant for where it led, is not given again
     */
    void change(String organisation, UUID id, WantedConnection wanted) {
        Kept old = kept(organisation, id);
        boolean same = old.url.equals(wanted.url()) && old.user.equals(wanted.user());
        if (wanted.password() == null && old.sealed != null && !same) {
            throw new IllegalArgumentException(
                    "password is missing; expected it again, or \"\" for none, where the address or the user changes");
        }
        byte @Nullable [] sealed = wanted.password() == null ? old.sealed : sealed(id, wanted.password());
        database.run(db -> db.sql("""
                        update sql_connection set url = ?, db_user = ?, sealed_password = ?, writes = ?, changed_at = now()
                        where organisation = ? and id = ?""")
                .param(1, wanted.url())
                .param(2, wanted.user())
                .param(3, sealed, Types.BINARY)
                .param(4, wanted.writes())
                .param(5, organisation)
                .param(6, id)
                .update());
    }

    private byte @Nullable [] sealed(UUID id, @Nullable String password) {
        return password == null || password.isEmpty() ? null : vault.seal(SealedPasswords.place(id), password);
    }

    /** @throws RefusedException if there is none */
    void remove(String organisation, UUID id) {
        database.run(db -> {
            if (db.sql("delete from sql_connection where organisation = ? and id = ?")
                            .params(organisation, id)
                            .update()
                    == 0) {
                throw RefusedException.missing("connection", id);
            }
        });
    }
}
