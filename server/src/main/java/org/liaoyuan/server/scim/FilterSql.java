package org.liaoyuan.server.scim;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.liaoyuan.server.scim.Filter.Compare;
import org.liaoyuan.server.scim.Filter.Operator;
import tools.jackson.databind.JsonNode;

/** A {@link Filter} as a condition of SQL, whose values are parameters. */
final class FilterSql {

    /**
     * Where an attribute lies.
     *
     * @param kind of its values
     * @param expression one value of it, in SQL
     * @param within the rows that hold such a value, with {@code %s} for what is asked of it; {@code %s} alone where there is one
     */
    record Column(Kind kind, String expression, String within) {

        static Column of(Kind kind, String expression) {
            return new Column(kind, expression, "%s");
        }
    }

    /** Of an attribute's values. */
    enum Kind {
        TEXT,
        EXACT,
        TRUTH,
        TIME
    }

    private final Map<String, Column> columns;
    private final Map<String, Object> parameters = new HashMap<>();

    /** @param columns by the attribute's path in lower case */
    FilterSql(Map<String, Column> columns) {
        this.columns = columns;
    }

    /** For the statement that the condition becomes a part of. */
    Map<String, Object> parameters() {
        return parameters;
    }

    /** @throws ScimException if it names an attribute that is not kept */
    String condition(Filter filter) {
        return condition(filter, "", false);
    }

    /** @param inside whether the rows that hold the value are chosen already */
    private String condition(Filter filter, String prefix, boolean inside) {
        return switch (filter) {
            case Filter.And(Filter left, Filter right) ->
                "(" + condition(left, prefix, inside) + " and " + condition(right, prefix, inside) + ")";
            case Filter.Or(Filter left, Filter right) ->
                "(" + condition(left, prefix, inside) + " or " + condition(right, prefix, inside) + ")";
            case Filter.Not(Filter inner) -> "not " + condition(inner, prefix, inside);
            case Filter.Item(String path, Filter inner) -> {
                Column list = column(prefix + path + ".value");
                yield list.within().formatted("(" + condition(inner, prefix + path + ".", true) + ")");
            }
            case Filter.Present(String path) -> {
                Column column = column(prefix + path);
                boolean text = column.kind() == Kind.TEXT || column.kind() == Kind.EXACT;
                String present = column.expression() + " is not null";
                yield asked(column, text ? present + " and " + column.expression() + " <> ''" : present, inside);
            }
            case Compare compare -> {
                Column column = column(prefix + compare.path());
                boolean negated = compare.operator() == Operator.NE;
                String holds = holds(column, negated ? Operator.EQ : compare.operator(), compare.wanted());
                yield (negated ? "not " : "") + asked(column, holds, inside);
            }
        };
    }

    private static String asked(Column column, String question, boolean inside) {
        String known = "coalesce(" + question + ", false)";
        return inside ? known : column.within().formatted(known);
    }

    private Column column(String path) {
        Column column = columns.get(path.toLowerCase(Locale.ROOT));
        if (column == null) {
            throw FilterParser.invalid("'" + path + "' can't be filtered by; expected one of "
                    + String.join(", ", columns.keySet().stream().sorted().toList()));
        }
        return column;
    }

    private String holds(Column column, Operator operator, JsonNode wanted) {
        String at = column.expression();
        if (wanted.isNull()) {
            return operator == Operator.EQ ? at + " is null" : "false";
        }
        return switch (column.kind()) {
            case TRUTH -> operator == Operator.EQ ? at + " = " + parameter(truth(wanted)) : "false";
            case TIME -> at + sign(operator) + parameter(time(wanted));
            case EXACT -> compared(at, operator, parameter(wanted.asString("")));
            case TEXT ->
                compared(
                        "lower(" + at + ")",
                        operator,
                        parameter(wanted.asString("").toLowerCase(Locale.ROOT)));
        };
    }

    private static String compared(String at, Operator operator, String value) {
        return switch (operator) {
            case CO -> "position(" + value + "::text in " + at + ") > 0";
            case SW -> "starts_with(" + at + ", " + value + "::text)";
            case EW -> "right(" + at + ", length(" + value + "::text)) = " + value + "::text";
            default -> at + " collate \"C\"" + sign(operator) + value + "::text";
        };
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case EQ -> " = ";
            case GT -> " > ";
            case GE -> " >= ";
            case LT -> " < ";
            case LE -> " <= ";
            default -> throw FilterParser.invalid("times are compared by eq, ne, gt, ge, lt and le");
        };
    }

    private static boolean truth(JsonNode wanted) {
        String text = wanted.asString("").toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw FilterParser.invalid("'" + text + "' is neither true nor false");
        }
        return text.equals("true");
    }

    private static OffsetDateTime time(JsonNode wanted) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(wanted.asString(""));
            if (time.getYear() > 0 && time.getYear() < 10_000) {
                return time;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw FilterParser.invalid("'" + wanted.asString("") + "' is no time; expected one like 2026-01-31T12:00:00Z");
    }

    private String parameter(Object value) {
        String name = "filter" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }
}
