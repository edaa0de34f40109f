package org.liaoyuan.server.agent.definition;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads an object of a definition, field by field; what is wrong is added to a list, and something harmless stands in for it. */
public final class Fields {

    private static final int MOST_NAME = 200;

    private final JsonNode object;
    private final String node;
    private final String place;
    private final List<Problem> problems;
    private final Set<String> known = new HashSet<>();

    /**
     * One object.
     *
     * @param node id of the node for problems; empty for the definition
     * @param place of the object in it, empty or ending with a slash
     */
    Fields(JsonNode object, String node, String place, List<Problem> problems) {
        this.object = object;
        this.node = node;
        this.place = place;
        this.problems = problems;
    }

    void problem(String field, Wrong wrong, String detail) {
        problems.add(new Problem(node, place + field, wrong, detail));
    }

    boolean has(String field) {
        return object.has(field);
    }

    /** A text of 1 to {@code most} characters. */
    String text(String field, int most) {
        if (!has(field)) {
            known.add(field);
            problem(field, Wrong.MISSING, "expected a text");
            return "";
        }
        String text = optional(field, most);
        if (text.isBlank() && object.get(field).isString()) {
            problem(field, Wrong.MISSING, "it is empty");
        }
        return text;
    }

    /** A text; empty where there is none. */
    String optional(String field, int most) {
        known.add(field);
        JsonNode value = object.get(field);
        if (value == null) {
            return "";
        }
        if (!value.isString()) {
            problem(field, Wrong.TYPE, "it is " + kind(value) + "; expected a text");
            return "";
        }
        String text = value.stringValue();
        if (text.length() > most || text.indexOf('\0') >= 0) {
            problem(
                    field,
                    Wrong.RANGE,
                    "it has " + text.length() + " characters; expected " + most + " at most, and no zero character");
            return "";
        }
        return text;
    }

    /** A field that its reader looks at itself. */
    void optionalAny(String field) {
        known.add(field);
    }

    int number(String field, int least, int most, int otherwise) {
        known.add(field);
        JsonNode value = object.get(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            problem(field, Wrong.RANGE, "expected a whole number from " + least + " to " + most);
            return otherwise;
        }
        return value.intValue();
    }

    double decimal(String field, double least, double most, double otherwise) {
        known.add(field);
        JsonNode value = object.get(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
            problem(field, Wrong.RANGE, "expected a number from " + least + " to " + most);
            return otherwise;
        }
        return value.doubleValue();
    }

    boolean flag(String field) {
        known.add(field);
        JsonNode value = object.get(field);
        if (value != null && !value.isBoolean()) {
            problem(field, Wrong.TYPE, "it is " + kind(value) + "; expected true or false");
        }
        return value != null && value.asBoolean(false);
    }

    /** An object of texts, in its order; empty where there is none. */
    Map<String, String> pairs(String field, int mostPairs) {
        JsonNode own = object(field);
        if (own.size() > mostPairs) {
            problem(field, Wrong.RANGE, "there are " + own.size() + "; expected " + mostPairs + " at most");
            return Map.of();
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        Fields inside = new Fields(own, node, place + field + "/", problems);
        own.propertyNames().forEach(name -> {
            if (name.isBlank() || name.length() > MOST_NAME || name.indexOf('\0') >= 0) {
                problem(field, Wrong.RANGE, "a name has no character, or more than " + MOST_NAME);
            } else {
                pairs.put(name, inside.optional(name, Definition.MOST_TEXT));
            }
        });
        return pairs;
    }

    /** Any JSON, as its text; empty where there is none. */
    String json(String field, int most) {
        known.add(field);
        JsonNode value = object.get(field);
        if (value == null) {
            return "";
        }
        String text = value.toString();
        if (text.length() > most || FilledJson.isTooDeep(value) || hasZero(value)) {
            problem(
                    field,
                    Wrong.RANGE,
                    "expected JSON of " + most + " characters and " + FilledJson.DEEPEST
                            + " levels at most, and no zero character");
            return "";
        }
        return text;
    }

    private static boolean hasZero(JsonNode value) {
        return value.isString()
                ? value.stringValue().indexOf('\0') >= 0
                : value.propertyNames().stream().anyMatch(name -> name.indexOf('\0') >= 0)
                        || value.valueStream().anyMatch(Fields::hasZero);
    }

    /** One of these, in small letters. */
    <E extends Enum<E>> E oneOf(String field, E[] values, E otherwise) {
        if (!has(field)) {
            known.add(field);
            return otherwise;
        }
        String text = optional(field, 100);
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        problem(
                field,
                Wrong.RANGE,
                "expected one of " + Definition.names(values).toLowerCase(Locale.ROOT));
        return otherwise;
    }

    /** An object; an empty one where there is none. */
    JsonNode object(String field) {
        return container(field, true);
    }

    JsonNode array(String field) {
        return container(field, false);
    }

    private JsonNode container(String field, boolean object) {
        known.add(field);
        JsonNode empty = object ? JsonNodeFactory.instance.objectNode() : JsonNodeFactory.instance.arrayNode();
        JsonNode value = this.object.get(field);
        if (value == null) {
            return empty;
        }
        if (object ? !value.isObject() : !value.isArray()) {
            problem(field, Wrong.TYPE, "it is " + kind(value) + "; expected " + (object ? "an object" : "a list"));
            return empty;
        }
        return value;
    }

    /** Call it last: fields that nobody asked for are spelling mistakes. */
    void end() {
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problem(
                        name,
                        Wrong.UNKNOWN_FIELD,
                        "expected one of "
                                + String.join(", ", known.stream().sorted().toList())));
    }

    public static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
