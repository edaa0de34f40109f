package org.liaoyuan.engine;

import tools.jackson.databind.JsonNode;

/**
 * A tool that a model may ask for.
 *
 * @param name 1 to 64 letters, digits, {@code _} and {@code -}
 * @param description what it does and when to use it; may be empty
 * @param parameters JSON Schema of its arguments, an object
 */
public record Tool(String name, String description, JsonNode parameters) {

    public Tool {
        if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "the tool name '" + name + "' is not 1 to 64 letters, digits, '_' and '-'");
        }
        if (!parameters.isObject()) {
            throw new IllegalArgumentException("the parameters of tool '" + name + "' are no JSON Schema object");
        }
    }
}
