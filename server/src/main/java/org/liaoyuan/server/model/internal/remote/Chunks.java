package org.liaoyuan.server.model.internal.remote;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.model.AnswerPart;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Our parts in the words of OpenAI's chat format. */
final class Chunks {

    static final JsonMapper JSON = new JsonMapper();

    private final String id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
    private final long created = Instant.now().getEpochSecond();
    private final String model;

    Chunks(String model) {
        this.model = model;
    }

    ObjectNode head(String object) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    static ObjectNode delta(AnswerPart part) {
        ObjectNode delta = JSON.createObjectNode();
        switch (part) {
            case AnswerPart.Text text -> delta.put("content", text.text());
            case AnswerPart.Reasoning reasoning -> delta.put("reasoning_content", reasoning.text());
            case AnswerPart.ToolCallDelta call -> {
                ObjectNode one = delta.putArray("tool_calls").addObject().put("index", call.index());
                if (!call.id().isEmpty()) {
                    one.put("id", call.id()).put("type", "function");
                }
                ObjectNode function = one.putObject("function");
                if (!call.name().isEmpty()) {
                    function.put("name", call.name());
                }
                function.put("arguments", call.arguments());
            }
        }
        return delta;
    }

    static String reason(Optional<FinishReason> reason) {
        return switch (reason.orElse(FinishReason.STOP)) {
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            default -> "stop";
        };
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode node = JSON.createObjectNode()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", usage.promptTokens() + usage.completionTokens());
        node.putObject("prompt_tokens_details").put("cached_tokens", usage.cachedTokens());
        return node;
    }
}
