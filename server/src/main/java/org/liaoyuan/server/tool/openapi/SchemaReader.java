package org.liaoyuan.server.tool.openapi;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes over schemas of a document as JSON Schema 2020-12: those of OpenAPI 3.0 are written anew ({@code nullable}), and what they refer to is
 * collected by name. What says nothing of values is left out.
 */
final class SchemaReader {

    private static final int MOST_SCHEMAS = 3_000;
    private static final int LONGEST_WORDS = 500;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Set<String> KEPT = Set.of(
            "type",
            "enum",
            "const",
            "format",
            "default",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems",
            "required");

    private final Pointers pointers;
    private final boolean isOld;
    private final ObjectNode schemas = JSON.objectNode();
    private final Map<String, String> names = new HashMap<>();
    private final ArrayDeque<String> open = new ArrayDeque<>();

    /** @param isOld whether it is of OpenAPI 3.0 */
    SchemaReader(Pointers pointers, boolean isOld) {
        this.pointers = pointers;
        this.isOld = isOld;
    }

    /** All that was referred to, by name. */
    ObjectNode schemas() {
        return schemas;
    }

    /** @throws Unfit if it refers to what is not there, or to too much */
    JsonNode read(JsonNode schema) {
        JsonNode read = taken(schema);
        while (!open.isEmpty()) {
            String reference = open.remove();
            String name = String.valueOf(names.get(reference));
            try {
                schemas.set(name, taken(pointers.at(reference)));
            } catch (Unfit e) {
                // the next operation that refers to it is to hear of it as well
                open.clear();
                names.values().removeIf(each -> !schemas.has(each));
                throw e;
            }
        }
        return read;
    }

    private JsonNode taken(JsonNode schema) {
        if (!schema.isObject()) {
            return JSON.booleanNode(!schema.isBoolean() || schema.booleanValue());
        }
        ObjectNode taken = JSON.objectNode();
        if (schema.path("$ref").isString()) {
            taken.put("$ref", "#/$defs/" + named(schema.path("$ref").stringValue()));
            if (isOld) {
                return taken;
            }
        }
        schema.properties().forEach(each -> take(each.getKey(), each.getValue(), taken));
        if (isOld) {
            modern(schema, taken);
        }
        withoutReadOnly(schema, taken);
        return taken;
    }

    private void take(String name, JsonNode value, ObjectNode taken) {
        if (KEPT.contains(name)) {
            taken.set(name, value);
            return;
        }
        switch (name) {
            case "title", "description" -> {
                if (value.isString()) {
                    taken.put(name, Texts.cut(value.stringValue(), LONGEST_WORDS));
                }
            }
            case "items", "additionalProperties" -> taken.set(name, taken(value));
            case "properties" -> {
                ObjectNode properties = taken.putObject(name);
                value.properties().forEach(each -> properties.set(each.getKey(), taken(each.getValue())));
            }
            case "allOf", "anyOf", "oneOf", "prefixItems" -> {
                ArrayNode list = taken.putArray(name);
                value.forEach(each -> list.add(taken(each)));
            }
            default -> {}
        }
    }

    /** In OpenAPI 3.0 null is no type, and bounds are excluded by a flag. */
    private static void modern(JsonNode schema, ObjectNode taken) {
        if (schema.path("nullable").asBoolean(false) && schema.path("type").isString()) {
            taken.putArray("type").add(schema.path("type")).add("null");
            if (taken.path("enum").isArray()) {
                taken.set("enum", ((ArrayNode) taken.path("enum")).deepCopy().add(JSON.nullNode()));
            }
        }
        for (String bound : new String[] {"Minimum", "Maximum"}) {
            JsonNode excluded = taken.path("exclusive" + bound);
            if (excluded.isBoolean()) {
                JsonNode limit = taken.path(bound.toLowerCase(java.util.Locale.ROOT));
                taken.remove("exclusive" + bound);
                if (excluded.booleanValue() && limit.isNumber()) {
                    taken.set("exclusive" + bound, limit);
                }
            }
        }
    }

    /** What only answers have is not asked for. */
    private static void withoutReadOnly(JsonNode schema, ObjectNode taken) {
        JsonNode required = taken.path("required");
        if (required.isArray()) {
            ArrayNode asked = JSON.arrayNode();
            required.valueStream()
                    .filter(JsonNode::isString)
                    .filter(each -> !schema.path("properties")
                            .path(each.stringValue())
                            .path("readOnly")
                            .asBoolean(false))
                    .forEach(asked::add);
            taken.set("required", asked);
        }
    }

    private String named(String reference) {
        String known = names.get(reference);
        if (known != null) {
            return known;
        }
        if (names.size() >= MOST_SCHEMAS) {
            throw new Unfit("the document refers to more than " + MOST_SCHEMAS + " schemas");
        }
        String name = reference.substring(reference.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        while (names.containsValue(name)) {
            name += "_";
        }
        names.put(reference, name);
        open.add(reference);
        return name;
    }
}
