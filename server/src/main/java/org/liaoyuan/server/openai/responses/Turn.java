package org.liaoyuan.server.openai.responses;

import java.util.List;
import java.util.stream.Collectors;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.ToolCall;

/**
 * A turn of a chat, which models are made for.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
 * @param calls what an assistant asked for
 * @param callId which call a tool's turn answers; empty otherwise
 */
record Turn(String role, List<Content> content, List<ToolCall> calls, String callId) {

    Turn {
        content = List.copyOf(content);
        calls = List.copyOf(calls);
    }

    static Turn of(String role, List<Content> content) {
        return new Turn(role, content, List.of(), "");
    }

    String text() {
        return content.stream()
                .map(c -> c instanceof Content.Text(String text) ? text : "")
                .collect(Collectors.joining());
    }

    boolean isText() {
        return content.stream().allMatch(Content.Text.class::isInstance);
    }

    ChatMessage message() {
        return new ChatMessage(role, text(), calls, callId);
    }
}
