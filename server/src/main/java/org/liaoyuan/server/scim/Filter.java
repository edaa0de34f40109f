package org.liaoyuan.server.scim;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * A filter of RFC 7644, 3.4.2.2, as {@link FilterParser} reads it: {@link FilterSql} asks the database by it, {@link Patch} looks
 * for the values that a path means. Texts are compared without regard to case but for {@code id} and {@code externalId}.
 */
sealed interface Filter {

    boolean matches(JsonNode node);

    record And(Filter left, Filter right) implements Filter {
        @Override
        public boolean matches(JsonNode node) {
            return left.matches(node) && right.matches(node);
        }
    }

    record Or(Filter left, Filter right) implements Filter {
        @Override
        public boolean matches(JsonNode node) {
            return left.matches(node) || right.matches(node);
        }
    }

    record Not(Filter inner) implements Filter {
        @Override
        public boolean matches(JsonNode node) {
            return !inner.matches(node);
        }
    }

    /** One of the values of a list is so: {@code emails[type eq "work"]}. */
    record Item(String path, Filter inner) implements Filter {
        @Override
        public boolean matches(JsonNode node) {
            return Filter.any(node, path.split("\\."), 0, inner::matches);
        }
    }

    /** There is a value. */
    record Present(String path) implements Filter {
        @Override
        public boolean matches(JsonNode node) {
            return Filter.any(
                    node,
                    path.split("\\."),
                    0,
                    value -> !value.isNull()
                            && !(value.isString() && value.asString().isEmpty()));
        }
    }

    /**
     * A value is so.
     *
     * @param wanted a text, a number, true, false or null
     */
    record Compare(String path, Operator operator, JsonNode wanted) implements Filter {
        @Override
        public boolean matches(JsonNode node) {
            String[] names = path.split("\\.");
            return operator == Operator.NE
                    ? !Filter.any(node, names, 0, value -> holds(Operator.EQ, value))
                    : Filter.any(node, names, 0, value -> holds(operator, value));
        }

        private boolean holds(Operator how, JsonNode found) {
            JsonNode value = found.isObject() ? found.path("value") : found;
            if (value.isString() && wanted.isString()) {
                boolean exact = Attributes.isExact(path);
                String a = exact ? value.asString() : value.asString().toLowerCase(Locale.ROOT);
                String b = exact ? wanted.asString() : wanted.asString().toLowerCase(Locale.ROOT);
                return how.holds(a, b);
            }
            // Entra writes truth as a text
            return how == Operator.EQ
                    && (value.equals(wanted)
                            || value.isBoolean() && value.asString().equalsIgnoreCase(wanted.asString("")));
        }
    }

    /** How two values are compared. */
    enum Operator {
        EQ,
        NE,
        CO,
        SW,
        EW,
        GT,
        GE,
        LT,
        LE;

        boolean holds(String a, String b) {
            return switch (this) {
                case EQ -> a.equals(b);
                case NE -> !a.equals(b);
                case CO -> a.contains(b);
                case SW -> a.startsWith(b);
                case EW -> a.endsWith(b);
                case GT -> a.compareTo(b) > 0;
                case GE -> a.compareTo(b) >= 0;
                case LT -> a.compareTo(b) < 0;
                case LE -> a.compareTo(b) <= 0;
            };
        }
    }

    private static boolean any(JsonNode node, String[] names, int from, Predicate<JsonNode> question) {
        JsonNode at = node;
        for (int i = from; i < names.length; i++) {
            if (at.isArray()) {
                int rest = i;
                return StreamSupport.stream(at.spliterator(), false).anyMatch(item -> any(item, names, rest, question));
            }
            at = Attributes.get(at, names[i]);
        }
        if (at.isArray()) {
            return StreamSupport.stream(at.spliterator(), false).anyMatch(question);
        }
        return !at.isMissingNode() && question.test(at);
    }

    /** The operator of this name; {@code pr} is none of them. */
    static Operator operator(String name) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> FilterParser.invalid(
                        "'" + name + "' is no operator; expected eq, ne, co, sw, ew, gt, ge, lt, le or pr"));
    }
}
