package org.liaoyuan.server.model.observe;

import java.util.List;
import java.util.Map;
import org.liaoyuan.engine.ChatMessage;
import tools.jackson.databind.json.JsonMapper;

/** What was said, in the conventions' JSON, where the owner of the machine wants it in the traces. */
final class Content {

    /** Characters of one attribute: exporters have limits of their own, and a span must stay small beside its answer. */
    static final int MOST_CHARACTERS = 65_536;

    private static final JsonMapper JSON = new JsonMapper();

    private Content() {}

    static String of(List<ChatMessage> messages) {
        return JSON.writeValueAsString(
                messages.stream().map(m -> message(m.role(), m.content())).toList());
    }

    static String ofOne(String role, String text) {
        return JSON.writeValueAsString(List.of(message(role, text)));
    }

    private static Map<String, Object> message(String role, String text) {
        String kept = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
        return Map.of("role", role, "parts", List.of(Map.of("type", "text", "content", kept)));
    }
}
