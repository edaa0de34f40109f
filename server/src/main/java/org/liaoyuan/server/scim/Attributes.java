package org.liaoyuan.server.scim;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Names of attributes: without regard to case, with or without the schema before them (RFC 7643, 2.1). */
final class Attributes {

    private Attributes() {}

    /** Without its schema; what stands in brackets is left alone. */
    static String local(String name) {
        int bracket = name.indexOf('[');
        int end = (bracket < 0 ? name.length() : bracket) - 1;
        return name.regionMatches(true, 0, "urn:", 0, 4) ? name.substring(name.lastIndexOf(':', end) + 1) : name;
    }

    /** Whether its texts are compared with regard to case. */
    static boolean isExact(String path) {
        return path.equalsIgnoreCase("id") || path.equalsIgnoreCase("externalId");
    }

    /** The value of this name; missing where there is none. */
    static JsonNode get(JsonNode object, String name) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    /** The name as the object writes it already, or as given. */
    static String spelled(ObjectNode object, String name) {
        return object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> key.equalsIgnoreCase(name))
                .findFirst()
                .orElse(name);
    }

    /** @return null where there is none
     * @throws ScimException if it is something else
     */
    static @Nullable String text(JsonNode object, String name) {
        JsonNode value = get(object, name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new ScimException(400, "invalidValue", name + " is no text");
        }
        return value.asString();
    }
}
