package org.liaoyuan.server.tool.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.net.Timed;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.postgresql.Driver;
import org.postgresql.core.Parser;
import org.springframework.stereotype.Component;

/**
 * Asks databases of organisations, each time by a connection of its own. Thread-safe.
 *
 * <p>Guarantees: a statement that only reads runs in a transaction that PostgreSQL holds to reading, and that is rolled back; one that
 * writes is committed once, or not at all, or nobody knows ({@link Reason#UNKNOWN}). A user of the database who may do more than work
 * with its rows (superusers, who reads files of its machine or runs programs there) is not used, and this product's own database is not
 * asked.
 */
@Component
final class Asking {

    private static final int MOST_AT_ONCE = 16;
    private static final Duration LONGEST_CONNECTING = Duration.ofSeconds(10);
    private static final int FETCHED_AT_ONCE = 100;

    /** What the driver holds of an answer at once: a database may send a value of a gigabyte. */
    private static final String MOST_HELD = "32M";

    /**
     * Who is asked, and limits there. All of it holds for this transaction alone: a pool between may give the session to somebody
     * else. A backend whose asker is gone ends within a second where PostgreSQL can tell, instead of at its statement's limit.
     */
    private static final String PROBE = """
            select exists (select from pg_roles r where pg_has_role(r.oid, 'member') and (r.rolsuper or r.rolname in
                ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files'))),
              %s,
              set_config('statement_timeout', ?, true), set_config('lock_timeout', ?, true),
              set_config('standard_conforming_strings', 'on', true),
              (select set_config(name, '1s', true) from pg_settings
                where name = 'client_connection_check_interval' and version() like '%%linux%%')""".formatted(OwnDatabase.MARK);

    /** Of a change. INVARIANT: once it is GIVEN_UP it is not committed any more, and who asked may say that nothing was done. */
    private enum Stage {
        OPEN,
        COMMITTING,
        GIVEN_UP
    }

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Driver driver = new Driver();
    private final OwnDatabase own;
    private final PublicAddresses addresses;

    Asking(OwnDatabase own, PublicAddresses addresses) {
        this.own = own;
        this.addresses = addresses;
    }

    /** @throws ToolFailure if it gives no table */
    Table ask(SqlConnection of, Question question) throws InterruptedException {
        AtomicReference<Stage> stage = new AtomicReference<>(Stage.OPEN);
        if (!places.tryAcquire(question.limit().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ToolFailure(
                    Reason.NO_ANSWER, MOST_AT_ONCE + " statements are under way at once; try again in a moment");
        }
        try {
            return Timed.call(
                    question.limit().plusSeconds(1),
                    () -> JudgedSockets.call(addresses, () -> asked(of, question, stage)));
        } catch (SQLException e) {
            throw SqlTrouble.failure(of, e, stage.get() == Stage.COMMITTING);
        } catch (Timed.TookTooLong e) {
            throw stage.compareAndSet(Stage.OPEN, Stage.GIVEN_UP) ? SqlTrouble.late(of) : SqlTrouble.unknown();
        } catch (IllegalArgumentException e) {
            throw new ToolFailure(Reason.VALUE, String.valueOf(e.getMessage()));
        } catch (RuntimeException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            stage.compareAndSet(Stage.OPEN, Stage.GIVEN_UP);
            places.release();
        }
    }

    private Table asked(SqlConnection of, Question question, AtomicReference<Stage> stage) throws SQLException {
        try (Connection connection = connect(of, question)) {
            requireHarmless(of, connection, question.limit());
            Table table = run(connection, question);
            if (question.writes()) {
                if (!stage.compareAndSet(Stage.OPEN, Stage.COMMITTING)) {
                    throw new SQLException("given up meanwhile");
                }
                connection.commit();
            } else {
                connection.rollback();
            }
            return table;
        }
    }

    private Connection connect(SqlConnection of, Question question) throws SQLException {
        Connection connection = Optional.ofNullable(driver.connect(of.address().url(), properties(of, question)))
                .orElseThrow();
        try {
            connection.setAutoCommit(false);
            connection.setReadOnly(!question.writes());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Properties properties(SqlConnection of, Question question) {
        Properties properties = of.address().properties();
        properties.setProperty("user", of.user());
        // one that is not given would be looked for in a file of the server's user
        properties.setProperty("password", of.password());
        properties.setProperty("ApplicationName", "liaoyuan");
        properties.setProperty("socketFactory", JudgedSockets.class.getName());
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("jaasLogin", "false");
        boolean sealed = of.address().sslMode().equals("verify-full");
        properties.setProperty("requireAuth", "scram-sha-256,md5,none" + (sealed ? ",password" : ""));
        // what is written for a number or a time is read as one
        properties.setProperty("stringtype", "unspecified");
        properties.setProperty("maxResultBuffer", MOST_HELD);
        long millis = Math.max(1, question.limit().toMillis());
        long connecting = Math.min(LONGEST_CONNECTING.toMillis(), millis);
        properties.setProperty("connectTimeout", Long.toString(Math.max(1, connecting / 1000)));
        properties.setProperty("socketTimeout", Long.toString(millis / 1000 + 2));
        return properties;
    }

    private void requireHarmless(SqlConnection of, Connection connection, Duration limit) throws SQLException {
        try (PreparedStatement probe = connection.prepareStatement(PROBE)) {
            probe.setString(1, Long.toString(limit.toMillis()));
            probe.setString(2, Long.toString(limit.toMillis()));
            ResultSet found = probe.executeQuery();
            found.next();
            if (found.getBoolean(1)) {
                throw new ToolFailure(
                        Reason.NOT_OPEN,
                        "the user '" + of.user() + "' of connection '" + of.name()
                                + "' is a superuser of the database or may read files or run programs of its machine;"
                                + " give the connection a user that may work with the tables alone");
            }
            if (own.is(found.getString(2))) {
                throw new ToolFailure(
                        Reason.NOT_OPEN,
                        "connection '" + of.name() + "' leads to this product's own database, which is not for agents");
            }
        }
    }

    private static Table run(Connection connection, Question question) throws SQLException {
        requireOne(question.statement().jdbc());
        try (PreparedStatement statement =
                connection.prepareStatement(question.statement().jdbc())) {
            List<String> parameters = question.parameters();
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            statement.setFetchSize(Math.min(question.rows() + 1, FETCHED_AT_ONCE));
            if (!question.writes()) {
                statement.setMaxRows(question.rows() + 1);
            }
            if (!statement.execute()) {
                return Table.ofChange(Math.max(0, statement.getUpdateCount()));
            }
            try (ResultSet found = statement.getResultSet()) {
                return Table.read(found, question.rows(), question.writes());
            }
        }
    }

    /** By the driver's own eyes, which would send several one after the other. */
    private static void requireOne(String sql) throws SQLException {
        int count = Parser.parseJdbcSql(sql, true, true, true, false, false).size();
        if (count != 1) {
            throw new IllegalArgumentException("the statement is " + count + " statements; expected one to a node");
        }
    }
}
