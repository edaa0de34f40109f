package org.liaoyuan.engine.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The one value that a constant is, and all the other values. */
final class ConstantValue {

    private ConstantValue() {}

    static Shapes holds(Schema constant, Bound bound) {
        JsonNode value = constant.node();
        return switch (value.getNodeType()) {
            case NULL -> Shapes.NONE.withNulls(true);
            case BOOLEAN -> Shapes.NONE.withBooleans(value.booleanValue(), !value.booleanValue());
            case NUMBER -> Shapes.numbers(number(constant, bound));
            case STRING -> Shapes.strings(List.of(StringShape.of(Automaton.words(List.of(value.stringValue())))));
            case ARRAY ->
                Shapes.arrays(List.of(ArrayShape.items(items(constant), Goal.NOTHING, Integer.MAX_VALUE)
                        .and(ArrayShape.sized(value.size(), value.size()))));
            case OBJECT -> Shapes.objects(List.of(object(constant)));
            default -> throw new UnsupportedSchemaException(constant.pointer(), "it is no JSON value");
        };
    }

    static Shapes fails(Schema constant) {
        JsonNode value = constant.node();
        return switch (value.getNodeType()) {
            case NULL -> Shapes.ANY.withNulls(false);
            case BOOLEAN -> Shapes.ANY.withBooleans(!value.booleanValue(), value.booleanValue());
            case NUMBER -> Shapes.ANY.withNumbers(Decimals.ANY.minus(number(constant, Bound.OVER)));
            case STRING ->
                Shapes.ANY.withStrings(
                        List.of(StringShape.of(Automaton.ANY.minus(Automaton.words(List.of(value.stringValue()))))));
            case ARRAY -> Shapes.ANY.withArrays(otherArrays(constant));
            case OBJECT -> Shapes.ANY.withObjects(otherObjects(constant));
            default -> throw new UnsupportedSchemaException(constant.pointer(), "it is no JSON value");
        };
    }

    private static Automaton number(Schema constant, Bound bound) {
        try {
            BigDecimal number = constant.node().decimalValue();
            return bound == Bound.UNDER
                    ? Automaton.words(List.of(Decimals.spelling(number)))
                    : Decimals.below(number, true).and(Decimals.above(number, true));
        } catch (Refusal e) {
            throw e.at(constant.pointer());
        } catch (RuntimeException e) {
            throw new UnsupportedSchemaException(constant.pointer(), "the number is out of range");
        }
    }

    private static List<Goal> items(Schema constant) {
        List<Goal> items = new ArrayList<>();
        for (int i = 0; i < constant.node().size(); i++) {
            items.add(Goal.of(constant.valueBelow(constant.node().get(i), "/" + i), true));
        }
        return List.copyOf(items);
    }

    private static ObjectShape object(Schema constant) {
        Set<String> names = new LinkedHashSet<>(constant.node().propertyNames());
        List<KeyRule> rules = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : constant.node().properties()) {
            rules.add(KeyRule.named(entry.getKey(), Goal.of(member(constant, entry), true)));
        }
        rules.add(new KeyRule(names, List.of(), true, Goal.NOTHING, false));
        return ObjectShape.ruled(names, List.copyOf(rules)).and(ObjectShape.having(names));
    }

    private static Schema member(Schema constant, Map.Entry<String, JsonNode> entry) {
        return constant.valueBelow(entry.getValue(), "/" + SchemaDocument.escape(entry.getKey()));
    }

    private static List<ArrayShape> otherArrays(Schema constant) {
        int size = constant.node().size();
        List<ArrayShape> others = new ArrayList<>(List.of(ArrayShape.sized(size + 1, Integer.MAX_VALUE)));
        if (size > 0) {
            others.add(ArrayShape.sized(0, size - 1));
        }
        for (int i = 0; i < size; i++) {
            others.add(ArrayKeywords.itemAt(
                    i, Goal.of(constant.valueBelow(constant.node().get(i), "/" + i), false)));
        }
        return others;
    }

    private static List<ObjectShape> otherObjects(Schema constant) {
        List<ObjectShape> others =
                new ArrayList<>(List.of(ObjectShape.sized(constant.node().size() + 1, Integer.MAX_VALUE)));
        for (Map.Entry<String, JsonNode> entry : constant.node().properties()) {
            others.add(ObjectShape.lacking(entry.getKey()));
            others.add(ObjectShape.witness(entry.getKey(), Goal.of(member(constant, entry), false)));
        }
        return others;
    }
}
