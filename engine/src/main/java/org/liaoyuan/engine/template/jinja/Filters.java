package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code x | y}. */
final class Filters {

    private Filters() {}

    static Object apply(String name, Object value, Arguments arguments, Evaluator evaluator) {
        evaluator.budget().value(value);
        return switch (name) {
            case "default", "d" -> {
                boolean missing = value instanceof Undefined || arguments.truth(1, "boolean") && !Kind.truth(value);
                yield missing ? arguments.get(0, "default_value", Text.EMPTY) : value;
            }
            case "tojson" -> PythonJson.write(value, arguments);
            case "length", "count" -> Kind.length(value);
            case "string" -> Printed.str(value);
            case "safe" -> value instanceof JsonObject json ? json.source() : Printed.str(value);
            case "list" -> new ArrayList<>(Kind.iterate(value));
            case "items" -> items(value);
            case "trim", "upper", "lower", "title", "capitalize", "indent", "replace", "escape", "e", "wordcount" ->
                new TextFilters(Printed.str(value), arguments, evaluator.budget()).apply(name);
            case "int", "float", "abs", "round" -> NumberFilters.apply(name, value, arguments);
            default -> new SequenceFilters(value, arguments, evaluator).apply(name);
        };
    }

    private static Object items(Object value) {
        return switch (value) {
            case Undefined undefined -> new Generated(List.of());
            case Map<?, ?> map -> new Generated(Dicts.items(map));
            default -> throw new TemplateFault("Can only get item pairs from a mapping.");
        };
    }
}
