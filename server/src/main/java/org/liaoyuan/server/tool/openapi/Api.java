package org.liaoyuan.server.tool.openapi;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * An API of an organisation, as it is called.
 *
 * @param headers that are sent with each request; among them secrets
 * @param schemas that its operations refer to, by name
 */
record Api(UUID id, String name, URI address, Map<String, String> headers, JsonNode schemas) {

    Api {
        headers = Map.copyOf(headers);
    }

    /** Without the headers. */
    @Override
    public String toString() {
        return "Api[" + name + "]";
    }
}
