package org.liaoyuan.server.profile.grade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Runs a model's SELECT where it can do nothing: in a transaction that is rolled back, in a schema and as a role that exist only
 * inside it, read-only, with limits of time, rows and width. {@link SelectGuard} has looked at the statement before.
 *
 * <p>The role is the point: it may read the few tables of the probe and nothing else of the database. A database whose user may not
 * create roles therefore cannot grade SQL.
 */
final class SqlSandbox {

    private static final int MOST_ROWS = 200;
    private static final int WIDEST = 200;
    private static final int MOST_COLUMNS = 20;

    private final DataSource database;

    SqlSandbox(DataSource database) {
        this.database = database;
    }

    /**
     * The rows, each value in its normal form; empty if the database refuses the statement or it takes too long.
     *
     * @param tables statements of ours that make and fill the tables
     */
    Optional<List<List<String>>> rows(List<String> tables, String select) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                prepare(statement, tables);
                return run(statement, select);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new UngradableException(
                    "SQL can't be graded here (" + e.getSQLState()
                            + "): the database's user must be allowed to create a schema and a role",
                    e);
        }
    }

    private static void prepare(Statement statement, List<String> tables) throws SQLException {
        // a name of its own: two that grade at once would wait for each other
        // the role that the program asks as may not create others
        statement.execute("set local role none");
        String name = "liaoyuan_probe_" + UUID.randomUUID().toString().replace("-", "");
        statement.execute("create role " + name + " nologin");
        statement.execute("create schema " + name);
        statement.execute("set local search_path = " + name);
        for (String table : tables) {
            statement.execute(table);
        }
        statement.execute("grant usage on schema " + name + " to " + name);
        statement.execute("grant select on all tables in schema " + name + " to " + name);
        statement.execute("grant " + name + " to current_user");
        statement.execute("set local statement_timeout = '2s'");
        statement.execute("set local role " + name);
        statement.execute("set transaction read only");
    }

    private static Optional<List<List<String>>> run(Statement statement, String select) {
        try {
            statement.setMaxRows(MOST_ROWS);
            statement.setFetchSize(MOST_ROWS);
            try (ResultSet found = statement.executeQuery(select)) {
                return read(found);
            }
        } catch (SQLException refused) {
            return Optional.empty();
        }
    }

    private static Optional<List<List<String>>> read(ResultSet found) throws SQLException {
        int columns = found.getMetaData().getColumnCount();
        if (columns > MOST_COLUMNS) {
            return Optional.empty();
        }
        List<List<String>> rows = new ArrayList<>();
        while (found.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                String value = found.getString(i);
                row.add(normal(value == null ? "" : value));
            }
            rows.add(row);
        }
        return Optional.of(rows);
    }

    /** Numbers without trailing zeros and to two decimals: 12.50, 12.5 and 12.4999999 from an average are the same. */
    static String normal(String value) {
        String text = value.substring(0, Math.min(value.length(), WIDEST)).strip();
        if (!text.matches("-?\\d{1,15}(\\.\\d{1,30})?")) {
            return text;
        }
        BigDecimal number = new BigDecimal(text).setScale(2, RoundingMode.HALF_UP);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
