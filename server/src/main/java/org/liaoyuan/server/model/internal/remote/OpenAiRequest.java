package org.liaoyuan.server.model.internal.remote;

import java.util.Map;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.engine.ToolCall;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ResponseFormat;
import org.liaoyuan.server.model.ToolChoice;
import org.liaoyuan.server.model.ToolUse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Our request in OpenAI's chat format: as it came, or written anew. */
final class OpenAiRequest {

    private static final JsonMapper JSON = new JsonMapper();

    private OpenAiRequest() {}

    static byte[] bytes(ObjectNode body) {
        return JSON.writeValueAsBytes(body);
    }

    /** The request as the provider gets it; usage is always asked for, whoever wants to see it. */
    static ObjectNode body(String model, ChatRequest request, boolean stream) {
        ObjectNode body = request.wire() instanceof ObjectNode wire
                ? JSON.createObjectNode().setAll(wire)
                : written(request);
        body.put("model", model).put("stream", stream);
        if (stream) {
            JsonNode given = body.path("stream_options");
            ObjectNode options = given instanceof ObjectNode o ? o.deepCopy() : JSON.createObjectNode();
            body.set("stream_options", options.put("include_usage", true));
        } else {
            body.remove("stream_options");
        }
        return body;
    }

    static ObjectNode written(ChatRequest request) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode messages = body.putArray("messages");
        request.messages().forEach(m -> messages.add(message(m)));
        sampling(body, request.sampling());
        if (request.maxTokens() > 0) {
            body.put("max_tokens", request.maxTokens());
        }
        if (!request.stop().isEmpty()) {
            body.putPOJO("stop", request.stop());
        }
        if (request.logprobs() >= 0) {
            body.put("logprobs", true);
            if (request.logprobs() > 0) {
                body.put("top_logprobs", request.logprobs());
            }
        }
        format(body, request.format());
        tools(body, request.tools());
        return body;
    }

    private static ObjectNode message(ChatMessage message) {
        ObjectNode node = JSON.createObjectNode().put("role", message.role()).put("content", message.content());
        if (!message.toolCalls().isEmpty()) {
            ArrayNode calls = node.putArray("tool_calls");
            for (ToolCall call : message.toolCalls()) {
                calls.addObject()
                        .put("id", call.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", call.name())
                        .put("arguments", call.arguments());
            }
        }
        if (!message.toolCallId().isEmpty()) {
            node.put("tool_call_id", message.toolCallId());
        }
        return node;
    }

    /** Only what OpenAI's reference knows, and only where it is not the usual value: providers differ in what they accept. */
    private static void sampling(ObjectNode body, Sampling sampling) {
        body.put("temperature", Math.min(2, sampling.temperature()));
        if (sampling.topP() < 1) {
            body.put("top_p", sampling.topP());
        }
        if (sampling.frequencyPenalty() != 0) {
            body.put("frequency_penalty", sampling.frequencyPenalty());
        }
        if (sampling.presencePenalty() != 0) {
            body.put("presence_penalty", sampling.presencePenalty());
        }
        sampling.seed().ifPresent(seed -> body.put("seed", seed));
    }

    private static void format(ObjectNode body, ResponseFormat format) {
        switch (format) {
            case ResponseFormat.Text text -> {}
            case ResponseFormat.JsonObject object ->
                body.putObject("response_format").put("type", "json_object");
            case ResponseFormat.JsonSchema(String name, JsonNode schema) ->
                body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", name)
                        .put("strict", true)
                        .set("schema", schema);
        }
    }

    private static void tools(ObjectNode body, ToolUse use) {
        if (!use.allowed()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : use.tools()) {
            tools.addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("parameters", tool.parameters());
        }
        switch (use.choice()) {
            case ToolChoice.Auto auto -> body.put("tool_choice", "auto");
            case ToolChoice.None none -> body.put("tool_choice", "none");
            case ToolChoice.Required required -> body.put("tool_choice", "required");
            case ToolChoice.Named(String name) ->
                body.putPOJO("tool_choice", Map.of("type", "function", "function", Map.of("name", name)));
        }
        if (!use.parallel()) {
            body.put("parallel_tool_calls", false);
        }
    }
}
