package org.liaoyuan.engine;

import java.util.Objects;

/**
 * A model's wish that a tool be called.
 *
 * @param id what the result will refer to
 * @param name the tool's name
 * @param arguments a JSON object, as text
 */
public record ToolCall(String id, String name, String arguments) {

    public ToolCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
    }
}
