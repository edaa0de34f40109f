package org.liaoyuan.server.vault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that is sealed in the database, in the columns that rooms registered. */
final class SealedSecrets {

    private final SystemDatabase database;
    private final List<SealedColumn> columns;
    private final KeyVault vault;

    SealedSecrets(SystemDatabase database, List<SealedColumn> columns, KeyVault vault) {
        this.database = database;
        this.columns = List.copyOf(columns);
        this.vault = vault;
    }

    private record Kept(String id, String title, byte[] secret) {}

    private static List<Kept> all(JdbcClient db, SealedColumn in, String lock) {
        return db.sql("select " + in.id() + "::text as id, " + in.title() + " as title, " + in.column()
                        + " as secret from " + in.table() + " where " + in.column() + " is not null order by " + in.id()
                        + lock)
                .query((row, number) -> new Kept(row.getString("id"), row.getString("title"), row.getBytes("secret")))
                .list();
    }

    /** How many are sealed with each data key; empty stands for those of before there were any. */
    Map<Optional<UUID>, Long> counts() {
        Map<Optional<UUID>, Long> counts = new HashMap<>();
        database.run(db -> columns.forEach(column ->
                all(db, column, "").forEach(kept -> counts.merge(KeyVault.dataKey(kept.secret()), 1L, Long::sum))));
        return counts;
    }

    /** What people call those that are sealed with a data key. */
    List<String> titles(UUID dataKey) {
        List<String> titles = new ArrayList<>();
        database.run(db -> columns.forEach(column -> all(db, column, "").stream()
                .filter(kept -> KeyVault.dataKey(kept.secret()).equals(Optional.of(dataKey)))
                .forEach(kept -> titles.add(kept.title()))));
        return titles;
    }

    /**
     * Seals all of them with this data key, in one transaction a column.
     *
     * @param left is told what people call each that does not open; it stays as it is
     * @return how many were sealed anew
     */
    int sealAnew(DataKeys.Opened with, List<String> left) {
        int done = 0;
        for (SealedColumn column : columns) {
            done += database.ask(db -> {
                int here = 0;
                // nobody changes one between being read and written
                for (Kept kept : all(db, column, " for update")) {
                    Optional<String> text = text(column, kept);
                    if (text.isPresent()) {
                        byte[] anew = KeyVault.seal(with, column.name(kept.id()), text.get());
                        db.sql("update " + column.table() + " set " + column.column() + " = ? where " + column.id()
                                        + "::text = ?")
                                .params(anew, kept.id())
                                .update();
                        here++;
                    } else {
                        left.add(kept.title());
                    }
                }
                return here;
            });
        }
        return done;
    }

    /** Whether one opens is asked of the vault. */
    private Optional<String> text(SealedColumn column, Kept kept) {
        try {
            return Optional.of(vault.open(column.name(kept.id()), kept.secret()));
        } catch (VaultException e) {
            return Optional.empty();
        }
    }

    /** Forgets those that do not open. @return what people call them */
    List<String> forget(JdbcClient db) {
        List<String> forgotten = new ArrayList<>();
        for (SealedColumn column : columns) {
            for (Kept kept : all(db, column, " for update")) {
                if (text(column, kept).isEmpty()) {
                    String change = column.isWholeRow()
                            ? "delete from " + column.table()
                            : "update " + column.table() + " set " + column.column() + " = null";
                    db.sql(change + " where " + column.id() + "::text = ?")
                            .param(kept.id())
                            .update();
                    forgotten.add(kept.title());
                }
            }
        }
        return forgotten;
    }
}
