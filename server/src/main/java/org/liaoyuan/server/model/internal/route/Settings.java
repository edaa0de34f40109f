package org.liaoyuan.server.model.internal.route;

import org.liaoyuan.server.model.internal.remote.Limits;
import org.liaoyuan.server.model.internal.remote.Times;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Settings as JSON: what is left out keeps its value, what nobody knows is refused. */
final class Settings {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Settings() {}

    /** What a new provider's settings are where nothing is said. */
    static ObjectNode usualProvider() {
        ObjectNode usual = MAPPER.createObjectNode().put("retries", 1);
        usual.set("limits", MAPPER.valueToTree(Limits.USUAL));
        usual.set("times", MAPPER.valueToTree(Times.USUAL));
        return usual;
    }

    /**
     * @param from what holds where the change says nothing; it is changed
     * @throws IllegalArgumentException if a name or a value is wrong
     */
    static <T> T merged(ObjectNode from, JsonNode change, Class<T> type) {
        merge(from, change);
        try {
            return MAPPER.treeToValue(from, type);
        } catch (JacksonException e) {
            Throwable cause = e;
            while (cause != null && !(cause instanceof IllegalArgumentException)) {
                cause = cause.getCause();
            }
            throw new IllegalArgumentException(cause == null ? e.getOriginalMessage() : cause.getMessage(), e);
        }
    }

    private static void merge(ObjectNode into, JsonNode change) {
        change.properties().forEach(entry -> {
            if (entry.getValue().isObject() && into.path(entry.getKey()) instanceof ObjectNode inner) {
                merge(inner, entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
