package org.liaoyuan.server.tool.sql;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a statement gave.
 *
 * @param rows each an object by the names of the columns
 * @param truncated whether there were more rows, or a value was cut
 * @param changed rows that it changed; 0 for one that only read
 */
record Table(List<String> columns, ArrayNode rows, boolean truncated, int changed) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Of all values together. */
    static final int MOST_CHARACTERS = 400_000;

    private static final int MOST_COLUMNS = 200;

    static Table ofChange(int changed) {
        return new Table(List.of(), JSON.arrayNode(), false, changed);
    }

    /**
     * Reads until the rows are enough, or too much.
     *
     * @param whole whether to go on to the last row all the same: what the statement does it does row by row
     */
    static Table read(ResultSet found, int most, boolean whole) throws SQLException {
        List<String> columns = columns(found.getMetaData());
        ArrayNode rows = JSON.arrayNode();
        int left = MOST_CHARACTERS;
        boolean truncated = false;
        while (found.next()) {
            if (rows.size() == most || left <= 0) {
                truncated = true;
                if (!whole) {
                    break;
                }
                continue;
            }
            ObjectNode row = JSON.objectNode();
            for (int i = 0; i < columns.size(); i++) {
                Cell cell = Cell.of(found, i + 1);
                row.set(columns.get(i), cell.value());
                truncated |= cell.cut();
                left -= cell.characters();
            }
            rows.add(row);
        }
        return new Table(columns, rows, truncated, 0);
    }

    /** Each once: of two that are called the same the second gets a number. */
    private static List<String> columns(ResultSetMetaData about) throws SQLException {
        if (about.getColumnCount() > MOST_COLUMNS) {
            throw new IllegalArgumentException(
                    "the statement gives " + about.getColumnCount() + " columns; expected at most " + MOST_COLUMNS);
        }
        Set<String> names = new LinkedHashSet<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            String name = about.getColumnLabel(i);
            for (int n = 2; !names.add(name); n++) {
                name = about.getColumnLabel(i) + "_" + n;
            }
        }
        return new ArrayList<>(names);
    }

    /** What later nodes refer to. */
    ObjectNode output() {
        ObjectNode output = JSON.objectNode();
        columns.forEach(output.putArray("columns")::add);
        output.set("rows", rows);
        output.set("first", rows.isEmpty() ? JSON.objectNode() : rows.get(0).deepCopy());
        output.put("count", rows.size());
        output.put("truncated", truncated);
        output.put("changed", changed);
        output.put("text", text());
        return output;
    }

    /** As CSV (RFC 4180) with the columns' names first, for a prompt; one without columns says how much it changed. */
    private String text() {
        if (columns.isEmpty()) {
            return Integer.toString(changed);
        }
        String head = columns.stream().map(Table::field).collect(Collectors.joining(","));
        return rows.valueStream()
                .map(row -> columns.stream()
                        .map(column -> field(plain(row.path(column))))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", head + "\n", ""));
    }

    private static String plain(JsonNode value) {
        return value.isNull() ? "" : value.isString() ? value.asString() : value.toString();
    }

    private static String field(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }
}
