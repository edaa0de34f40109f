package org.liaoyuan.server.profile.grade;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object whose fields are as in {@code expect}: strings and numbers by their normal form, {@code {"any": [...]}} for
 * alternatives, arrays as sets, null for "not there". Fields that nobody asked for are an error: they are invented.
 */
final class FieldsGrader implements Grader {

    @Override
    public Optional<Failure> grade(JsonNode rule, String answer) {
        Optional<JsonNode> found = JsonInAnswer.find(answer, '{').filter(JsonNode::isObject);
        return found.isEmpty() ? Optional.of(Failure.FORMAT) : compare(rule.path("expect"), found.get());
    }

    static Optional<Failure> compare(JsonNode expected, JsonNode said) {
        if (said.propertyNames().stream().anyMatch(name -> !expected.has(name))) {
            return Optional.of(Failure.FORBIDDEN);
        }
        for (var field : expected.properties()) {
            JsonNode value = said.path(field.getKey());
            if (value.isMissingNode() && !field.getValue().isNull()) {
                return Optional.of(Failure.INCOMPLETE);
            }
            if (!same(field.getValue(), value)) {
                return Optional.of(Failure.WRONG);
            }
        }
        return Optional.empty();
    }

    private static boolean same(JsonNode expected, JsonNode said) {
        if (expected.isObject()) {
            return expected.path("any").valueStream().anyMatch(one -> same(one, said));
        }
        if (expected.isArray()) {
            return said.isArray()
                    && said.size() == expected.size()
                    && set(expected).equals(set(said));
        }
        if (expected.isNull()) {
            return said.isNull() || said.isMissingNode() || said.asString("x").isBlank();
        }
        return said.isValueNode() && comparable(expected).equals(comparable(said));
    }

    private static Set<String> set(JsonNode array) {
        return array.valueStream().map(FieldsGrader::comparable).collect(Collectors.toSet());
    }

    /** 12, 12.0 and "12" are the same: which of them is a matter of the schema, not of having understood. */
    private static String comparable(JsonNode value) {
        String text = Words.bare(value.asString(""));
        return text.matches("-?\\d{1,15}\\.0+") ? text.substring(0, text.indexOf('.')) : text;
    }

    @Override
    public Optional<String> reference(JsonNode rule) {
        return Optional.of(first(rule.path("expect")).toString());
    }

    static ObjectNode first(JsonNode expected) {
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        for (var field : expected.properties()) {
            JsonNode value = field.getValue();
            one.set(field.getKey(), value.isObject() ? value.path("any").path(0) : value);
        }
        return one;
    }
}
