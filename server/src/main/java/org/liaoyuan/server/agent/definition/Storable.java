package org.liaoyuan.server.agent.definition;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What others sent, as the database can keep it: no zero characters, no halves of characters, no numbers without an end. */
public final class Storable {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Storable() {}

    public static JsonNode of(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode clean = JSON.objectNode();
                object.properties().forEach(each -> clean.set(text(each.getKey()), of(each.getValue())));
                yield clean;
            }
            case ArrayNode array -> {
                ArrayNode clean = JSON.arrayNode();
                array.forEach(each -> clean.add(of(each)));
                yield clean;
            }
            default -> one(value);
        };
    }

    private static JsonNode one(JsonNode value) {
        if (value.isString()) {
            return JSON.stringNode(text(value.stringValue()));
        }
        boolean isEndless = value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue());
        return isEndless || value.isMissingNode() ? JSON.nullNode() : value;
    }

    private static String text(String text) {
        if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .filter(c -> c != 0)
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
