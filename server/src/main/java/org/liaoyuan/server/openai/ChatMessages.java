package org.liaoyuan.server.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.liaoyuan.engine.ChatMessage;
import tools.jackson.databind.JsonNode;

/** Reads {@code messages}. */
final class ChatMessages {

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");

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
            messages.add(new ChatMessage(role.equals("developer") ? "system" : role, content(message, param)));
        }
        return messages;
    }

    private static String content(JsonNode message, String param) {
        JsonNode content = message.path("content");
        if (content.isString()) {
            return content.stringValue();
        }
        if (content.isNull() && message.path("role").asString("").equals("assistant")) {
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
