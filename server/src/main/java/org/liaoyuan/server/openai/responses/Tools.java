package org.liaoyuan.server.openai.responses;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.server.model.ToolChoice;
import org.liaoyuan.server.model.ToolUse;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}.
 *
 * @param use what may be called
 * @param tools as they came
 * @param choice as it came, or {@code auto}
 */
record Tools(ToolUse use, ArrayNode tools, JsonNode choice) {

    private static final int MOST_TOOLS = 128;
    private static final JsonMapper JSON = new JsonMapper();

    static Tools read(RequestBody body) {
        boolean parallel = !body.has("parallel_tool_calls") || body.flag("parallel_tool_calls");
        JsonNode array = body.has("tools") ? body.get("tools") : JSON.createArrayNode();
        if (!(array instanceof ArrayNode given)) {
            throw RequestBody.wrongType("tools", "an array of tools");
        }
        if (given.size() > MOST_TOOLS) {
            throw ApiException.invalid("tools", given.size() + " tools; expected at most " + MOST_TOOLS);
        }
        List<Tool> tools = new ArrayList<>();
        ArrayNode shown = JSON.createArrayNode();
        for (int i = 0; i < given.size(); i++) {
            tools.add(tool(given.get(i), "tools[" + i + "]"));
            shown.add(shown(given.get(i)));
        }
        JsonNode choice = body.has("tool_choice") ? body.get("tool_choice") : JSON.stringNode("auto");
        return new Tools(use(tools, choice, parallel), shown, choice);
    }

    private static Tool tool(JsonNode tool, String param) {
        String type = tool.path("type").asString("");
        if (!type.equals("function")) {
            throw ApiException.unsupported(
                    param + ".type",
                    "Tools of type '" + type + "' are not known here; expected function: describe it as one and"
                            + " run it yourself");
        }
        JsonNode parameters = tool.path("parameters");
        try {
            return new Tool(
                    tool.path("name").asString(""),
                    tool.path("description").asString(""),
                    parameters.isMissingNode() || parameters.isNull() ? noParameters() : parameters);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(param, String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode noParameters() {
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    /** Models of this machine are always held to the schema. */
    private static JsonNode shown(JsonNode tool) {
        ObjectNode shown = (ObjectNode) tool.deepCopy();
        return shown.hasNonNull("strict") ? shown : shown.put("strict", true);
    }

    private static ToolUse use(List<Tool> tools, JsonNode choice, boolean parallel) {
        List<Tool> allowed =
                choice.path("type").asString("").equals("allowed_tools") ? allowed(tools, choice.path("tools")) : tools;
        ToolChoice meant = choice(choice);
        if (allowed.isEmpty()) {
            if (meant instanceof ToolChoice.Required || meant instanceof ToolChoice.Named) {
                throw ApiException.invalid("tool_choice", "'tool_choice' asks for a call, but 'tools' is missing");
            }
            return ToolUse.NONE;
        }
        try {
            return new ToolUse(allowed, meant, parallel);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(
                    meant instanceof ToolChoice.Named ? "tool_choice" : "tools", String.valueOf(e.getMessage()));
        }
    }

    private static List<Tool> allowed(List<Tool> tools, JsonNode names) {
        Set<String> wanted = new HashSet<>();
        for (JsonNode each : names) {
            String name = each.path("name").asString("");
            if (tools.stream().noneMatch(t -> t.name().equals(name))) {
                throw ApiException.invalid(
                        "tool_choice.tools", "the tool '" + name + "' that is allowed is not among the tools");
            }
            wanted.add(name);
        }
        return tools.stream().filter(t -> wanted.contains(t.name())).toList();
    }

    private static ToolChoice choice(JsonNode choice) {
        String word = choice.isObject() && choice.path("type").asString("").equals("allowed_tools")
                ? choice.path("mode").asString("")
                : choice.asString("");
        if (choice.isObject() && choice.path("type").asString("").equals("function")) {
            return new ToolChoice.Named(choice.path("name").asString(""));
        }
        return switch (word) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default ->
                throw ApiException.invalid(
                        "tool_choice",
                        "Invalid value for 'tool_choice': expected auto, none, required, {\"type\":\"function\","
                                + "\"name\":…} or {\"type\":\"allowed_tools\",\"mode\":…,\"tools\":…}");
        };
    }
}
