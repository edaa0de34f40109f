package org.liaoyuan.engine.grammar;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Reads the values of keywords, refusing what they must not be. */
final class Keywords {

    private Keywords() {}

    static UnsupportedSchemaException wrong(Schema schema, String keyword, String reason) {
        return new UnsupportedSchemaException(schema.pointer() + "/" + keyword, reason);
    }

    static BigDecimal number(Schema schema, String keyword) {
        JsonNode value = schema.node().path(keyword);
        if (!value.isNumber()) {
            throw wrong(schema, keyword, "it must be a number");
        }
        return decimal(schema, keyword, value);
    }

    private static BigDecimal decimal(Schema schema, String keyword, JsonNode value) {
        try {
            return value.decimalValue();
        } catch (RuntimeException e) {
            throw wrong(schema, keyword, "the number " + value + " is out of range");
        }
    }

    /** A count; those beyond {@link Integer#MAX_VALUE} are that. */
    static int count(Schema schema, String keyword) {
        BigDecimal value = number(schema, keyword);
        if (value.signum() < 0 || value.stripTrailingZeros().scale() > 0) {
            throw wrong(schema, keyword, "it must be a whole number from 0 on");
        }
        return value.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValueExact();
    }

    static String text(Schema schema, String keyword) {
        JsonNode value = schema.node().path(keyword);
        if (!value.isString()) {
            throw wrong(schema, keyword, "it must be a text");
        }
        return value.stringValue();
    }

    static JsonNode object(Schema schema, String keyword) {
        JsonNode value = schema.node().path(keyword);
        if (!value.isObject()) {
            throw wrong(schema, keyword, "it must be an object");
        }
        return value;
    }

    static JsonNode list(Schema schema, String keyword) {
        JsonNode value = schema.node().path(keyword);
        if (!value.isArray() || value.isEmpty()) {
            throw wrong(schema, keyword, "it must be a list that is not empty");
        }
        return value;
    }
}
