package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code type} (with OpenAPI's {@code nullable}), {@code const} and {@code enum}. */
final class TypeKeywords {

    private static final Set<String> TYPES =
            Set.of("null", "boolean", "number", "integer", "string", "array", "object");

    private TypeKeywords() {}

    static @Nullable Clause of(String keyword, Schema schema) {
        return switch (keyword) {
            case "type" -> type(schema);
            case "const" ->
                oneOfValues(schema, List.of(schema.valueBelow(schema.node().path("const"), "/const")));
            case "enum" -> oneOfValues(schema, values(schema));
            default -> null;
        };
    }

    private static Clause type(Schema schema) {
        JsonNode value = schema.node().path("type");
        Set<String> types = new LinkedHashSet<>();
        (value.isArray() ? value : List.of(value))
                .forEach(t -> types.add(t.isString() ? t.stringValue() : t.toString()));
        if (types.isEmpty() || !TYPES.containsAll(types)) {
            throw Keywords.wrong(
                    schema, "type", value + " is none of null, boolean, number, integer, string, array, object");
        }
        if (schema.node().path("nullable").asBoolean(false)) {
            types.add("null");
        }
        return new Clause() {
            @Override
            public Shapes holds(Bound bound) {
                Automaton integers = bound == Bound.UNDER ? Decimals.WHOLE : Decimals.INTEGRAL;
                return typed(
                                types,
                                types.contains("number")
                                        ? Decimals.ANY
                                        : types.contains("integer") ? integers : Automaton.NONE)
                        .asNamed();
            }

            @Override
            public Shapes fails(Bound bound) {
                Set<String> others = new LinkedHashSet<>(TYPES);
                others.removeAll(types);
                Automaton fractions = Decimals.ANY.minus(Decimals.INTEGRAL);
                return typed(
                        others,
                        types.contains("number")
                                ? Automaton.NONE
                                : types.contains("integer") ? fractions : Decimals.ANY);
            }
        };
    }

    private static Shapes typed(Set<String> types, Automaton numbers) {
        boolean booleans = types.contains("boolean");
        return new Shapes(
                types.contains("null"),
                booleans,
                booleans,
                numbers,
                types.contains("string") ? List.of(StringShape.ANY) : List.of(),
                types.contains("array") ? List.of(ArrayShape.ANY) : List.of(),
                types.contains("object") ? List.of(ObjectShape.ANY) : List.of(),
                false);
    }

    private static List<Schema> values(Schema schema) {
        JsonNode list = schema.node().path("enum");
        if (!list.isArray()) {
            throw Keywords.wrong(schema, "enum", "it must be a list");
        }
        List<Schema> values = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            values.add(schema.valueBelow(list.get(i), "/enum/" + i));
        }
        return values;
    }

    private static Clause oneOfValues(Schema schema, List<Schema> values) {
        List<String> texts = values.stream()
                .map(Schema::node)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
        List<Schema> others = values.stream().filter(v -> !v.node().isString()).toList();
        return new Clause() {
            @Override
            public Shapes holds(Bound bound) {
                Shapes result =
                        texts.isEmpty() ? Shapes.NONE : Shapes.strings(List.of(StringShape.of(Automaton.words(texts))));
                for (Schema value : others) {
                    result = result.or(ConstantValue.holds(value, bound));
                }
                return result.asNamed();
            }

            @Override
            public Shapes fails(Bound bound) {
                Automaton rest = Automaton.ANY.minus(Automaton.words(texts));
                Shapes result = Shapes.ANY.withStrings(List.of(StringShape.of(rest)));
                Work work = new Work();
                for (Schema value : others) {
                    result = result.and(ConstantValue.fails(value), work);
                }
                return result;
            }
        };
    }
}
