package org.liaoyuan.server.openai;

import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.server.model.ToolChoice;
import org.liaoyuan.server.model.ToolUse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}. */
final class ToolParameters {

    private static final int MOST_TOOLS = 128;

    private ToolParameters() {}

    static ToolUse read(RequestBody body) {
        ToolChoice choice = choice(body);
        boolean parallel = !body.has("parallel_tool_calls") || body.flag("parallel_tool_calls");
        if (!body.has("tools")) {
            if (choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named) {
                throw ApiException.invalid("tool_choice", "'tool_choice' asks for a call, but 'tools' is missing");
            }
            return ToolUse.NONE;
        }
        JsonNode array = body.get("tools");
        if (!array.isArray()) {
            throw RequestBody.wrongType("tools", "an array of tools");
        }
        if (array.size() > MOST_TOOLS) {
            throw ApiException.invalid("tools", array.size() + " tools; expected at most " + MOST_TOOLS);
        }
        List<Tool> tools = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            tools.add(tool(array.get(i), "tools[" + i + "]"));
        }
        try {
            return tools.isEmpty() ? ToolUse.NONE : new ToolUse(tools, choice, parallel);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("tools", String.valueOf(e.getMessage()));
        }
    }

    private static Tool tool(JsonNode tool, String param) {
        if (!tool.path("type").asString("").equals("function")) {
            throw ApiException.unsupported(
                    param + ".type",
                    "Tools of type '" + tool.path("type").asString("") + "' are not known; expected function");
        }
        JsonNode function = tool.path("function");
        JsonNode parameters = function.path("parameters");
        try {
            return new Tool(
                    function.path("name").asString(""),
                    function.path("description").asString(""),
                    parameters.isMissingNode() || parameters.isNull() ? noParameters() : parameters);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(param + ".function", String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode noParameters() {
        var schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private static ToolChoice choice(RequestBody body) {
        JsonNode choice = body.get("tool_choice");
        if (choice.isMissingNode() || choice.isNull()) {
            return new ToolChoice.Auto();
        }
        if (choice.isObject()) {
            return new ToolChoice.Named(choice.path("function").path("name").asString(""));
        }
        return switch (choice.asString("")) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default ->
                throw ApiException.invalid(
                        "tool_choice",
                        "Invalid value for 'tool_choice': expected auto, none, required, or an object that names a function");
        };
    }
}
