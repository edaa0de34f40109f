package org.liaoyuan.server.tool.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Schemas as they are looked at: with what they refer to, and what they are put together of ({@code allOf}). Schemas may refer to
 * themselves, so each look has an end.
 *
 * @param schemas by name, for {@code #/$defs/NAME}
 */
record Shape(JsonNode schemas) {

    private static final int MOST_PARTS = 100;
    private static final String PLACE = "#/$defs/";

    /** All that has to hold for a value: the schema, what it refers to, and the parts of both. */
    List<JsonNode> parts(JsonNode schema) {
        List<JsonNode> parts = new ArrayList<>(List.of(schema));
        for (int i = 0; i < parts.size() && parts.size() < MOST_PARTS; i++) {
            JsonNode part = parts.get(i);
            String reference = part.path("$ref").asString("");
            if (reference.startsWith(PLACE)) {
                parts.add(schemas.path(reference.substring(PLACE.length())));
            }
            part.path("allOf").forEach(parts::add);
        }
        return parts;
    }

    /** What it may be besides: each of {@code anyOf} and {@code oneOf}. */
    static List<JsonNode> alternatives(List<JsonNode> parts) {
        return parts.stream()
                .flatMap(part -> Stream.concat(
                        part.path("anyOf").valueStream(), part.path("oneOf").valueStream()))
                .toList();
    }

    /** Types that a value may have; empty where nothing is said. */
    List<String> types(JsonNode schema) {
        return types(schema, 10);
    }

    private List<String> types(JsonNode schema, int depth) {
        List<JsonNode> parts = parts(schema);
        for (JsonNode part : parts) {
            JsonNode type = part.path("type");
            if (type.isString()) {
                return List.of(type.stringValue());
            }
            if (type.isArray()) {
                return type.valueStream().map(each -> each.asString("")).toList();
            }
        }
        for (JsonNode part : parts) {
            if (part.path("enum").isArray()) {
                return part.path("enum")
                        .valueStream()
                        .map(Shape::type)
                        .distinct()
                        .toList();
            }
        }
        List<JsonNode> alternatives = alternatives(parts);
        if (depth == 0 || alternatives.isEmpty() || alternatives.size() > MOST_PARTS) {
            return parts.stream().anyMatch(part -> part.path("properties").isObject()) ? List.of("object") : List.of();
        }
        List<List<String>> all =
                alternatives.stream().map(each -> types(each, depth - 1)).toList();
        return all.stream().anyMatch(List::isEmpty)
                ? List.of()
                : all.stream().flatMap(List::stream).distinct().toList();
    }

    /** Of a value, as schemas name it. */
    static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NULL, MISSING -> "null";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case STRING, BINARY -> "string";
        };
    }

    /** The schema of an object's field; null where nothing is said of it. */
    static @Nullable JsonNode property(List<JsonNode> parts, String name) {
        return Stream.concat(
                        parts.stream().map(part -> part.path("properties").path(name)),
                        parts.stream().map(part -> part.path("additionalProperties")))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(null);
    }

    /** The schema of a list's items; null where nothing is said of them. */
    static @Nullable JsonNode items(List<JsonNode> parts) {
        return parts.stream()
                .map(part -> part.path("items"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(null);
    }

    /** Names of fields that have to be there. */
    static List<String> required(JsonNode part) {
        return StreamSupport.stream(part.path("required").spliterator(), false)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }
}
