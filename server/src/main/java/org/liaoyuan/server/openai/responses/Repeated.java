package org.liaoyuan.server.openai.responses;

import java.util.List;
import java.util.Map;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.RequestBody;

/** Parameters that change nothing here and are only repeated in the response: read so that a wrong one is told. */
final class Repeated {

    private static final int MOST_METADATA = 16;
    private static final int MOST_KEY = 64;
    private static final int MOST_VALUE = 512;
    private static final List<String> TEXTS =
            List.of("user", "safety_identifier", "prompt_cache_key", "prompt_cache_retention", "service_tier");

    private Repeated() {}

    static void check(RequestBody body) {
        TEXTS.forEach(body::optionalText);
        var unused = body.integer("max_tool_calls", 0, 0, Integer.MAX_VALUE);
        for (String name : List.of("reasoning", "stream_options", "metadata")) {
            if (body.has(name) && !body.get(name).isObject()) {
                throw RequestBody.wrongType(name, "an object");
            }
        }
        checkMetadata(body);
    }

    private static void checkMetadata(RequestBody body) {
        if (body.get("metadata").size() > MOST_METADATA) {
            throw ApiException.invalid(
                    "metadata",
                    "'metadata' has " + body.get("metadata").size() + " entries; expected at most " + MOST_METADATA);
        }
        body.get("metadata").properties().forEach(entry -> {
            String param = "metadata." + entry.getKey();
            if (!entry.getValue().isString()) {
                throw RequestBody.wrongType(param, "a string");
            }
            int value = entry.getValue().stringValue().length();
            if (entry.getKey().length() > MOST_KEY || value > MOST_VALUE) {
                throw ApiException.invalid(
                        param,
                        "'" + param + "' is too long: " + entry.getKey().length() + " and " + value
                                + " characters; expected at most " + MOST_KEY + " and " + MOST_VALUE);
            }
        });
    }

    static Map<String, Object> metadata(RequestBody body) {
        Map<String, Object> all = new java.util.LinkedHashMap<>();
        body.get("metadata").properties().forEach(e -> all.put(e.getKey(), e.getValue()));
        return all;
    }
}
