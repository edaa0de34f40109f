package org.liaoyuan.server.tool;

import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Texts of nodes as values of the types that another side's schema wants. */
public final class TypedText {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LONGEST_NUMBER = 100;

    private TypedText() {}

    /**
     * A text as a value of a type; empty where it is none.
     *
     * @param type integer, number, boolean, null, object or array, as JSON Schema names them; of any other nothing is a value here
     * @param text without blanks around it
     */
    public static Optional<JsonNode> of(String type, String text) {
        return switch (type) {
            case "integer" ->
                number(text)
                        .filter(n -> n.stripTrailingZeros().scale() <= 0)
                        .map(n -> JSON.numberNode(n.toBigInteger()));
            case "number" -> number(text).map(JSON::numberNode);
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? Optional.of(JSON.booleanNode(text.equals("true")))
                        : Optional.empty();
            case "null" -> text.equals("null") ? Optional.of(JSON.nullNode()) : Optional.empty();
            case "object" -> json(text).filter(JsonNode::isObject);
            case "array" -> json(text).filter(JsonNode::isArray);
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            BigDecimal number = text.length() > LONGEST_NUMBER ? null : new BigDecimal(text);
            // what would fill memory when it is written out
            return Optional.ofNullable(number).filter(n -> Math.abs((long) n.scale()) <= LONGEST_NUMBER);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
