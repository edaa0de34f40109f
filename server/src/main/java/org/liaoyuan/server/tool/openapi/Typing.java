package org.liaoyuan.server.tool.openapi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.tool.TypedText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values as a schema wants them: nodes give texts where a number, a truth or a list is meant, and the other way round. */
final class Typing {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 40;

    private final Shape shape;
    private final boolean isWritten;

    /** @param isWritten whether references in texts are not filled yet: such texts stay as they are */
    Typing(Shape shape, boolean isWritten) {
        this.shape = shape;
        this.isWritten = isWritten;
    }

    /** The value, changed where its schema wants another type and it can be had; null for an empty text where none is wanted. */
    @Nullable
    JsonNode typed(JsonNode schema, JsonNode value) {
        return typed(schema, value, 0);
    }

    private @Nullable JsonNode typed(JsonNode schema, JsonNode value, int depth) {
        if (depth > DEEPEST || isWritten && value.isString() && Fitting.isOpen(value.stringValue())) {
            return value;
        }
        List<String> types = shape.types(schema);
        JsonNode own = value;
        if (value.isString() && !types.isEmpty() && !types.contains("string")) {
            if (value.stringValue().isBlank()) {
                return null;
            }
            own = types.stream()
                    .flatMap(type -> TypedText.of(type, value.stringValue().strip()).stream())
                    .findFirst()
                    .orElse(value);
        } else if (types.equals(List.of("string")) && (value.isNumber() || value.isBoolean())) {
            return JSON.stringNode(value.toString());
        }
        return own.isContainer() ? inside(schema, own, depth) : own;
    }

    private JsonNode inside(JsonNode schema, JsonNode value, int depth) {
        List<JsonNode> parts = shape.parts(schema);
        for (JsonNode alternative : Shape.alternatives(parts)) {
            JsonNode typed = typed(alternative, value, depth + 10);
            if (typed != null
                    && new Fitting(shape, isWritten)
                            .problems(alternative, typed)
                            .isEmpty()) {
                return typed;
            }
        }
        if (value.isObject()) {
            ObjectNode object = JSON.objectNode();
            value.properties().forEach(each -> put(object, parts, each.getKey(), each.getValue(), depth));
            return object;
        }
        JsonNode items = Shape.items(parts);
        if (items == null) {
            return value;
        }
        ArrayNode list = JSON.arrayNode();
        value.forEach(each -> Optional.ofNullable(typed(items, each, depth + 1)).ifPresent(list::add));
        return list;
    }

    private void put(ObjectNode object, List<JsonNode> parts, String name, JsonNode value, int depth) {
        JsonNode schema = Shape.property(parts, name);
        JsonNode typed = schema == null ? value : typed(schema, value, depth + 1);
        if (typed != null) {
            object.set(name, typed);
        }
    }
}
