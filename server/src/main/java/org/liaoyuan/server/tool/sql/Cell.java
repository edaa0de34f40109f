package org.liaoyuan.server.tool.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A value of a row as JSON: numbers, yes or no, null, JSON and arrays as themselves, bytes as base64, times as ISO 8601, and all else as
 * PostgreSQL writes it.
 *
 * @param characters that it takes, about
 * @param cut whether there was more
 */
record Cell(JsonNode value, int characters, boolean cut) {

    static final int MOST_CHARACTERS = 20_000;

    /** What is longer would be no number to anybody. */
    private static final int LONGEST_NUMBER = 100;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,15}");
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?)([+-]\\d\\d)?(:\\d\\d)?");

    /** Of the row at which a result stands. */
    static Cell of(ResultSet found, int column) throws SQLException {
        int type = found.getMetaData().getColumnType(column);
        if (type == Types.BINARY || type == Types.VARBINARY) {
            return bytes(found.getBytes(column));
        }
        String text = found.getString(column);
        if (text == null) {
            return new Cell(JSON.nullNode(), 4, false);
        }
        if (text.length() > MOST_CHARACTERS) {
            return cut(text);
        }
        return new Cell(value(found, column, type, text), text.length(), false);
    }

    private static Cell cut(String text) {
        int end = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1)) ? MOST_CHARACTERS - 1 : MOST_CHARACTERS;
        return new Cell(JSON.stringNode(text.substring(0, end)), end, true);
    }

    private static Cell bytes(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Cell(JSON.nullNode(), 4, false);
        }
        // a part of them would be read as all of them
        boolean fits = bytes.length <= MOST_CHARACTERS / 4 * 3;
        String text = fits ? Base64.getEncoder().encodeToString(bytes) : "";
        return new Cell(JSON.stringNode(text), text.length(), !fits);
    }

    private static JsonNode value(ResultSet found, int column, int type, String text) throws SQLException {
        return switch (type) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.REAL, Types.DOUBLE, Types.NUMERIC -> number(text);
            case Types.BIT, Types.BOOLEAN ->
                found.getObject(column) instanceof Boolean is ? JSON.booleanNode(is) : JSON.stringNode(text);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> JSON.stringNode(time(text));
            case Types.ARRAY -> array((Object[]) found.getArray(column).getArray());
            case Types.OTHER -> other(found.getObject(column), text);
            default -> JSON.stringNode(text);
        };
    }

    /** What is none, such as NaN or an amount with its currency, and what readers of JSON would round, as text. */
    private static JsonNode number(String text) {
        if (WHOLE.matcher(text).matches()) {
            return JSON.numberNode(Long.parseLong(text));
        }
        try {
            BigDecimal number = new BigDecimal(text.length() > LONGEST_NUMBER ? "NaN" : text);
            boolean survives = new BigDecimal(Double.toString(number.doubleValue())).compareTo(number) == 0;
            return survives ? JSON.numberNode(number) : JSON.stringNode(text);
        } catch (NumberFormatException e) {
            return JSON.stringNode(text);
        }
    }

    private static String time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return text;
        }
        String offset = time.group(3) == null ? "" : time.group(3) + (time.group(4) == null ? ":00" : time.group(4));
        return time.group(1) + "T" + time.group(2) + offset;
    }

    private static JsonNode other(Object value, String text) {
        if (value instanceof PGobject object && object.getType().matches("jsonb?")) {
            try {
                return MAPPER.readTree(text);
            } catch (JacksonException tooDeepForUs) {
                return JSON.stringNode(text);
            }
        }
        return JSON.stringNode(text);
    }

    private static ArrayNode array(Object[] values) {
        ArrayNode array = JSON.arrayNode();
        for (Object each : values) {
            array.add(
                    switch (each) {
                        case null -> JSON.nullNode();
                        case Object[] inner -> array(inner);
                        case byte[] bytes -> JSON.stringNode(Base64.getEncoder().encodeToString(bytes));
                        case Boolean is -> JSON.booleanNode(is);
                        case Number number -> number(number.toString());
                        case java.sql.Timestamp time -> JSON.stringNode(time(time.toString()));
                        default -> JSON.stringNode(each.toString());
                    });
        }
        return array;
    }
}
