package org.liaoyuan.server.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.ToolCall;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code messages}. */
final class ChatMessages {

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");

    private static final JsonMapper MAPPER = new JsonMapper();

    private ChatMessages() {}

    static List<ChatMessage> read(RequestBody body) {
        JsonNode array = body.get("messages");
        if (!array.isArray() || array.isEmpty()) {
            throw ApiException.invalid(
                    "messages", "'messages' is missing or empty; expected an array with at least one");
        }
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode message = array.get(i);
            String param = "messages[" + i + "]";
            String role = message.path("role").asString("");
            if (!ROLES.contains(role)) {
                throw ApiException.invalid(
                        param + ".role",
                        "Invalid value for '" + param + ".role': '" + role + "'; expected system, developer, user,"
                                + " assistant or tool");
            }
            // templates know the older name
            messages.add(new ChatMessage(
                    role.equals("developer") ? "system" : role,
                    content(message, param),
                    toolCalls(message, param),
                    message.path("tool_call_id").asString("")));
        }
        return messages;
    }

    private static List<ToolCall> toolCalls(JsonNode message, String param) {
        JsonNode array = message.path("tool_calls");
        List<ToolCall> calls = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode function = array.get(i).path("function");
            String arguments = function.path("arguments").asString("{}");
            requireObject(arguments, param + ".tool_calls[" + i + "].function.arguments");
            calls.add(new ToolCall(
                    array.get(i).path("id").asString(""), function.path("name").asString(""), arguments));
        }
        return calls;
    }

    /** Templates write them as they are. */
    private static void requireObject(String arguments, String param) {
        try {
            if (MAPPER.readTree(arguments).isObject()) {
                return;
            }
        } catch (JacksonException notJson) {
            // said below
        }
        throw ApiException.invalid(param, "'" + param + "' is no JSON object");
    }

    private static String content(JsonNode message, String param) {
        JsonNode content = message.path("content");
        if (content.isString()) {
            return content.stringValue();
        }
        boolean absent = content.isNull() || content.isMissingNode();
        if (absent && message.path("role").asString("").equals("assistant")) {
            return "";
        }
        if (!content.isArray()) {
            throw RequestBody.wrongType(param + ".content", "a string or an array of content parts");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            String type = part.path("type").asString("");
            if (!type.equals("text")) {
                throw ApiException.unsupported(
                        param + ".content", "Content parts of type '" + type + "' are not read by the local models");
            }
            text.append(part.path("text").asString(""));
        }
        return text.toString();
    }
}
