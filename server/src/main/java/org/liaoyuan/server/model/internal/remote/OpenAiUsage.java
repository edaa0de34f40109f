package org.liaoyuan.server.model.internal.remote;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.liaoyuan.engine.FinishReason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds in an event or a document what the ledger wants to know. */
final class OpenAiUsage {

    private static final byte[] USAGE = JsonBytes.key("usage");
    private static final byte[] REASON = JsonBytes.key("finish_reason");
    private static final byte[] CHOICES = JsonBytes.key("choices");
    private static final JsonMapper JSON = new JsonMapper();

    private OpenAiUsage() {}

    /** Reads {@code usage} if it is there; false if not, or if it is null, as in every event but the last. */
    static boolean read(byte[] json, Exchange into) {
        int start = JsonBytes.lastValue(json, USAGE);
        if (!JsonBytes.begins(json, start, '{')) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(json, start, json.length - start)) {
            JsonNode usage = parser.readValueAsTree();
            // DeepSeek's name for it beside OpenAI's
            int cached = usage.at("/prompt_tokens_details/cached_tokens")
                    .asInt(usage.path("prompt_cache_hit_tokens").asInt(0));
            into.used(
                    usage.path("prompt_tokens").asInt(0),
                    cached,
                    usage.path("completion_tokens").asInt(0));
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** The first {@code finish_reason} that is not null. */
    static Optional<FinishReason> finishReason(byte[] json) {
        int start = JsonBytes.value(json, REASON);
        int end = start < 0 ? -1 : JsonBytes.stringEnd(json, start);
        return end < 0
                ? Optional.empty()
                : Optional.of(reason(new String(json, start + 1, end - start - 2, StandardCharsets.UTF_8)));
    }

    static FinishReason reason(String said) {
        return switch (said) {
            case "length", "max_tokens" -> FinishReason.LENGTH;
            case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_CALLS;
            default -> FinishReason.STOP;
        };
    }

    static boolean hasNoChoices(byte[] json) {
        int start = JsonBytes.value(json, CHOICES);
        if (!JsonBytes.begins(json, start, '[')) {
            return true;
        }
        int next = start + 1;
        while (next < json.length && json[next] <= ' ') {
            next++;
        }
        return JsonBytes.begins(json, next, ']');
    }
}
