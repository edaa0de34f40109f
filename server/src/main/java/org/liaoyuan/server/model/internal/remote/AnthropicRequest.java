package org.liaoyuan.server.model.internal.remote;

import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.model.ChatRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Our request in the format of Anthropic's Messages API (version 2023-06-01), by way of OpenAI's. */
final class AnthropicRequest {

    /** The API wants a number; this is what every model of it can do. */
    private static final int USUAL_TOKENS = 4096;

    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode from;
    private final ObjectNode to = JSON.createObjectNode();

    private AnthropicRequest(JsonNode from) {
        this.from = from;
    }

    static ObjectNode body(String model, ChatRequest request) {
        JsonNode wire = request.wire() == null ? OpenAiRequest.written(request) : request.wire();
        return new AnthropicRequest(wire).translated(model);
    }

    private ObjectNode translated(String model) {
        String format = from.at("/response_format/type").asString("text");
        if (!format.equals("text")) {
            throw new UnsupportedByModelException(
                    "response_format '" + format + "' is not known to " + model + "; ask for a tool call instead");
        }
        if (from.path("n").asInt(1) > 1) {
            throw new UnsupportedByModelException("n is " + from.path("n") + "; " + model + " gives one answer");
        }
        int usual = from.path("max_tokens").asInt(USUAL_TOKENS);
        to.put("model", model)
                .put("stream", true)
                .put("max_tokens", from.path("max_completion_tokens").asInt(usual));
        messages();
        if (from.path("temperature").isNumber()) {
            to.put("temperature", Math.min(1, from.path("temperature").asDouble()));
        }
        if (from.path("top_p").isNumber() && !from.path("temperature").isNumber()) {
            to.set("top_p", from.path("top_p")); // newer models take one of the two
        }
        JsonNode stop = from.path("stop");
        if (stop.isString()) {
            to.putArray("stop_sequences").add(stop.stringValue());
        } else if (stop.isArray() && !stop.isEmpty()) {
            to.set("stop_sequences", stop);
        }
        tools();
        return to;
    }

    private void messages() {
        StringBuilder system = new StringBuilder();
        ArrayNode messages = to.putArray("messages");
        for (JsonNode message : from.path("messages")) {
            String role = message.path("role").asString("");
            switch (role) {
                case "system", "developer" -> {
                    JsonNode content = message.path("content");
                    if (content.isString()) {
                        system.append(system.isEmpty() ? "" : "\n\n").append(content.stringValue());
                    }
                    content.valueStream()
                            .forEach(part -> system.append(system.isEmpty() ? "" : "\n\n")
                                    .append(part.path("text").asString("")));
                }
                case "assistant" -> assistant(turn(messages, "assistant"), message);
                case "tool" ->
                    turn(messages, "user")
                            .addObject()
                            .put("type", "tool_result")
                            .put("tool_use_id", message.path("tool_call_id").asString(""))
                            .put("content", message.path("content").asString(""));
                default -> content(turn(messages, "user"), message.path("content"));
            }
        }
        if (!system.isEmpty()) {
            to.put("system", system.toString());
        }
    }

    /** The content of the last turn if it is this role's, else of a new one: roles must take turns. */
    private static ArrayNode turn(ArrayNode messages, String role) {
        JsonNode last = messages.isEmpty() ? JSON.missingNode() : messages.get(messages.size() - 1);
        return last.path("role").asString("").equals(role) && last.path("content") instanceof ArrayNode content
                ? content
                : messages.addObject().put("role", role).putArray("content");
    }

    private static void assistant(ArrayNode into, JsonNode message) {
        content(into, message.path("content"));
        for (JsonNode call : message.path("tool_calls")) {
            into.addObject()
                    .put("type", "tool_use")
                    .put("id", call.path("id").asString(""))
                    .put("name", call.at("/function/name").asString(""))
                    .set("input", arguments(call.at("/function/arguments").asString("{}")));
        }
    }

    private static JsonNode arguments(String json) {
        try {
            JsonNode read = JSON.readTree(json);
            return read.isObject() ? read : JSON.createObjectNode();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the arguments of a tool call are no JSON", e);
        }
    }

    private static void content(ArrayNode into, JsonNode content) {
        if (content.isString()) {
            if (!content.stringValue().isEmpty()) {
                into.addObject().put("type", "text").put("text", content.stringValue());
            }
            return;
        }
        for (JsonNode part : content) {
            switch (part.path("type").asString("")) {
                case "text" ->
                    into.addObject()
                            .put("type", "text")
                            .put("text", part.path("text").asString(""));
                case "image_url" ->
                    into.addObject()
                            .put("type", "image")
                            .set("source", image(part.at("/image_url/url").asString("")));
                default ->
                    throw new UnsupportedByModelException("content parts of type '"
                            + part.path("type").asString("") + "' are not known to the Messages API");
            }
        }
    }

    private static ObjectNode image(String url) {
        int comma = url.indexOf(";base64,");
        if (url.startsWith("data:") && comma > 0) {
            return JSON.createObjectNode()
                    .put("type", "base64")
                    .put("media_type", url.substring("data:".length(), comma))
                    .put("data", url.substring(comma + ";base64,".length()));
        }
        return JSON.createObjectNode().put("type", "url").put("url", url);
    }

    private void tools() {
        JsonNode given = from.path("tools");
        if (!given.isArray() || given.isEmpty()) {
            return;
        }
        ArrayNode tools = to.putArray("tools");
        for (JsonNode tool : given) {
            JsonNode function = tool.path("function");
            ObjectNode one = tools.addObject().put("name", function.path("name").asString(""));
            String description = function.path("description").asString("");
            if (!description.isEmpty()) {
                one.put("description", description);
            }
            JsonNode schema = function.path("parameters");
            one.set(
                    "input_schema",
                    schema.isObject() ? schema : JSON.createObjectNode().put("type", "object"));
        }
        JsonNode choice = from.path("tool_choice");
        ObjectNode chosen = JSON.createObjectNode();
        if (choice.isObject()) {
            chosen.put("type", "tool").put("name", choice.at("/function/name").asString(""));
        } else {
            chosen.put("type", choice.asString("auto").equals("required") ? "any" : choice.asString("auto"));
        }
        if (from.path("parallel_tool_calls").isBoolean()
                && !from.path("parallel_tool_calls").asBoolean()
                && !chosen.path("type").asString("").equals("none")) {
            chosen.put("disable_parallel_tool_use", true);
        }
        to.set("tool_choice", chosen);
    }
}
