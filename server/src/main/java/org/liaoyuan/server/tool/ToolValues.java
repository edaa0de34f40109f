package org.liaoyuan.server.tool;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in a node's fields; a field that was left out has its usual value.
 *
 * @param texts of texts, numbers, flags and choices, as they are written; of JSON its text
 */
public record ToolValues(Map<String, String> texts, Map<String, Map<String, String>> pairs) {

    public ToolValues {
        texts = Map.copyOf(texts);
        Map<String, Map<String, String>> ordered = new HashMap<>();
        // in their order, which Map.copyOf does not keep
        pairs.forEach((field, own) -> ordered.put(field, Collections.unmodifiableMap(new LinkedHashMap<>(own))));
        pairs = Map.copyOf(ordered);
    }

    /** Empty where there is none. */
    public String text(String field) {
        return texts.getOrDefault(field, "");
    }

    /** @throws IllegalStateException if the tool has no such number */
    public int number(String field) {
        return Optional.ofNullable(texts.get(field))
                .map(Integer::valueOf)
                .orElseThrow(() -> new IllegalStateException("no number " + field));
    }

    public boolean flag(String field) {
        return Boolean.parseBoolean(text(field));
    }

    /** In the order in which they are written; empty where there are none. */
    public Map<String, String> pairs(String field) {
        return pairs.getOrDefault(field, Map.of());
    }
}
