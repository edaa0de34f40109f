package org.liaoyuan.engine.template.jinja;

import java.util.List;
import java.util.Map;

/** {@code x is y}. */
final class Tests {

    private Tests() {}

    static boolean holds(String name, Object value, Arguments arguments, Evaluator evaluator) {
        return switch (name) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value == None.NONE;
            case "string" -> value instanceof Text;
            case "mapping" -> value instanceof Map<?, ?>;
            case "number" -> Kind.number(value).isPresent();
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "boolean" -> value instanceof Boolean;
            case "true" -> value.equals(true);
            case "false" -> value.equals(false);
            case "iterable" -> Kind.items(value).isPresent();
            case "sequence" ->
                value instanceof Text
                        || value instanceof List<?>
                        || value instanceof Tuple
                        || value instanceof Map<?, ?>
                        || value instanceof Undefined;
            case "callable" -> value instanceof Callable;
            case "odd" -> Arithmetic.apply("%", value, 2L).equals(1L);
            case "even" -> Arithmetic.apply("%", value, 2L).equals(0L);
            case "divisibleby" ->
                Arithmetic.apply("%", value, arguments.require(0, "num")).equals(0L);
            case "lower" ->
                Casing.isCased(Printed.str(value).toString(), Character::isLowerCase, Character::isUpperCase);
            case "upper" ->
                Casing.isCased(Printed.str(value).toString(), Character::isUpperCase, Character::isLowerCase);
            case "sameas" -> same(value, arguments.require(0, "other"));
            case "escaped" -> false;
            default -> evaluator.comparison().holds(operator(name), value, arguments.require(0, "other"));
        };
    }

    /** Small values are one object in Python. */
    private static boolean same(Object value, Object other) {
        return value == other || !(value instanceof List<?> || value instanceof Map<?, ?>) && value.equals(other);
    }

    private static String operator(String name) {
        return switch (name) {
            case "eq", "equalto", "==" -> "==";
            case "ne", "!=" -> "!=";
            case "lt", "lessthan", "<" -> "<";
            case "le", "<=" -> "<=";
            case "gt", "greaterthan", ">" -> ">";
            case "ge", ">=" -> ">=";
            case "in" -> "in";
            default -> throw new TemplateFault("no test named '" + name + "'");
        };
    }
}
