package org.liaoyuan.server.openai.responses;

import java.util.List;
import org.liaoyuan.engine.ToolCall;
import org.liaoyuan.server.model.ToolChoice;
import org.liaoyuan.server.openai.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The request in OpenAI's chat format, for providers, all of which speak that one. Only what the client said: a parameter that
 * it left out is the provider's to choose.
 */
final class ChatWire {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> SAME = List.of(
            "temperature",
            "top_p",
            "frequency_penalty",
            "presence_penalty",
            "seed",
            "stop",
            "user",
            "parallel_tool_calls");

    private ChatWire() {}

    static ObjectNode write(ResponseRequest request, List<Turn> turns) {
        RequestBody body = request.body();
        // a stream it always is, towards the provider
        ObjectNode chat = JSON.createObjectNode().put("model", request.model()).put("stream", true);
        ArrayNode messages = chat.putArray("messages");
        turns.forEach(turn -> messages.add(message(turn)));
        SAME.stream().filter(body::has).forEach(name -> chat.set(name, body.get(name)));
        if (request.maxTokens() > 0) {
            chat.put("max_tokens", request.maxTokens());
        }
        if (request.logprobs() >= 0) {
            chat.put("logprobs", true).put("top_logprobs", request.logprobs());
        }
        if (body.get("reasoning").hasNonNull("effort")) {
            chat.set("reasoning_effort", body.get("reasoning").get("effort"));
        }
        if (body.get("text").hasNonNull("verbosity")) {
            chat.set("verbosity", body.get("text").get("verbosity"));
        }
        format(chat, request.text().shown().path("format"));
        tools(chat, body, request.tools());
        return chat;
    }

    private static ObjectNode message(Turn turn) {
        ObjectNode message = JSON.createObjectNode().put("role", turn.role());
        if (turn.isText()) {
            message.put("content", turn.text());
        } else {
            ArrayNode parts = message.putArray("content");
            turn.content().forEach(c -> parts.add(part(c)));
        }
        if (!turn.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (ToolCall call : turn.calls()) {
                calls.addObject()
                        .put("id", call.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", call.name())
                        .put("arguments", call.arguments());
            }
        }
        if (!turn.callId().isEmpty()) {
            message.put("tool_call_id", turn.callId());
        }
        return message;
    }

    private static ObjectNode part(Content content) {
        ObjectNode part = JSON.createObjectNode();
        switch (content) {
            case Content.Text(String text) -> part.put("type", "text").put("text", text);
            case Content.Image(String url, String detail, String param) -> {
                ObjectNode image =
                        part.put("type", "image_url").putObject("image_url").put("url", url);
                if (!detail.isEmpty()) {
                    image.put("detail", detail);
                }
            }
            case Content.Sound(String data, String format, String param) ->
                part.put("type", "input_audio")
                        .putObject("input_audio")
                        .put("data", data)
                        .put("format", format);
        }
        return part;
    }

    /** What stands beside the type here stands below {@code json_schema} there. */
    private static void format(ObjectNode chat, JsonNode format) {
        String type = format.path("type").asString("text");
        if (type.equals("text")) {
            return;
        }
        ObjectNode written = chat.putObject("response_format").put("type", type);
        if (type.equals("json_schema")) {
            written.set("json_schema", ((ObjectNode) format.deepCopy()).without("type"));
        }
    }

    private static void tools(ObjectNode chat, RequestBody body, Tools tools) {
        if (!tools.use().allowed()) {
            chat.remove("parallel_tool_calls");
            return;
        }
        ArrayNode written = chat.putArray("tools");
        for (JsonNode tool : body.get("tools")) {
            String name = tool.path("name").asString("");
            if (tools.use().tools().stream().anyMatch(t -> t.name().equals(name))) {
                written.addObject()
                        .put("type", "function")
                        .set("function", ((ObjectNode) tool.deepCopy()).without("type"));
            }
        }
        switch (tools.use().choice()) {
            case ToolChoice.Auto auto -> chat.put("tool_choice", "auto");
            case ToolChoice.None none -> chat.put("tool_choice", "none");
            case ToolChoice.Required required -> chat.put("tool_choice", "required");
            case ToolChoice.Named(String name) ->
                chat.putObject("tool_choice")
                        .put("type", "function")
                        .putObject("function")
                        .put("name", name);
        }
    }
}
