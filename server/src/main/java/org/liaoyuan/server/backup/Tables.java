package org.liaoyuan.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** The tables that are ours, read from and written to as CSV. Everything in schema {@code public} but Flyway's record. */
final class Tables {

    private static final String HISTORY = "flyway_schema_history";

    private final Connection connection;

    Tables(Connection connection) {
        this.connection = connection;
    }

    /** Names, each after those that it refers to. */
    List<String> names() throws SQLException {
        Map<String, Set<String>> referred = new LinkedHashMap<>();
        for (String[] row : ask("""
                select c.relname, r.relname from pg_class c
                left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid
                left join pg_class r on r.oid = k.confrelid
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                order by c.relname""")) {
            if (!row[0].equals(HISTORY)) {
                Set<String> others = referred.computeIfAbsent(row[0], name -> new HashSet<>());
                if (row[1] != null) {
                    others.add(row[1]);
                }
            }
        }
        List<String> ordered = new ArrayList<>();
        while (ordered.size() < referred.size()) {
            List<String> free = referred.keySet().stream()
                    .filter(name -> !ordered.contains(name) && ordered.containsAll(referred.get(name)))
                    .toList();
            if (free.isEmpty()) {
                throw new BackupException("tables refer to each other in a circle: " + referred.keySet());
            }
            ordered.addAll(free);
        }
        return ordered;
    }

    /** The newest migration. */
    String schema() throws SQLException {
        List<String[]> rows = ask("select version from " + HISTORY
                + " where success and version is not null order by installed_rank desc limit 1");
        if (rows.isEmpty()) {
            throw new BackupException("the database has no tables of Liaoyuan's");
        }
        return rows.getFirst()[0];
    }

    boolean isEmpty() throws SQLException {
        return ask("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')")
                .isEmpty();
    }

    /** All that are stored; computed ones are computed again. */
    List<String> columns(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select attname from pg_attribute
                where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                order by attnum""")) {
            statement.setString(1, "public." + quoted(table));
            try (ResultSet rows = statement.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        }
    }

    /** @return rows */
    long write(String table, List<String> columns, OutputStream out) throws SQLException, IOException {
        String query = "copy (select " + list(columns) + " from public." + quoted(table)
                + ") to stdout with (format csv, header)";
        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(query, out);
    }

    /** @return rows */
    long read(String table, List<String> columns, InputStream in) throws SQLException, IOException {
        String statement =
                "copy public." + quoted(table) + " (" + list(columns) + ") from stdin with (format csv, header match)";
        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, in);
    }

    /** Empties all of them and lets no trigger of ours look at what comes: it was looked at when it was written. */
    void makeReady(List<String> names) throws SQLException {
        for (String name : names) {
            run("alter table public." + quoted(name) + " disable trigger user");
        }
        if (!names.isEmpty()) {
            run("truncate " + names.stream().map(n -> "public." + quoted(n)).collect(Collectors.joining(", ")));
        }
    }

    void watchAgain(List<String> names) throws SQLException {
        for (String name : names) {
            run("alter table public." + quoted(name) + " enable trigger user");
        }
    }

    List<Manifest.Sequence> sequences() throws SQLException {
        return ask(
                        "select sequencename, last_value from pg_sequences where schemaname = 'public' and last_value is not null")
                .stream()
                .map(row -> new Manifest.Sequence(row[0], Long.parseLong(row[1])))
                .toList();
    }

    void set(Manifest.Sequence sequence) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select setval(?::regclass, ?)")) {
            statement.setString(1, "public." + quoted(sequence.name()));
            statement.setLong(2, sequence.lastValue());
            statement.execute();
        }
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String[]> ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int width = rows.getMetaData().getColumnCount();
            List<String[]> all = new ArrayList<>();
            while (rows.next()) {
                String[] row = new String[width];
                for (int i = 0; i < width; i++) {
                    row[i] = rows.getString(i + 1);
                }
                all.add(row);
            }
            return all;
        }
    }

    private static String list(List<String> columns) {
        return columns.stream().map(Tables::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
