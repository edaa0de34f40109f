package org.liaoyuan.server.tool.openapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that an API does, as its document has it: data of others.
 *
 * @param name its {@code operationId}, or method and path where it has none
 * @param method in small letters
 * @param path with {@code {parameters}}, below the API's address
 * @param summary in the document's words, cut
 * @param body null where it takes none
 */
record Operation(
        String name,
        String method,
        String path,
        String summary,
        List<Parameter> parameters,
        @Nullable Body body) {

    static final int LONGEST_NAME = 200;

    Operation {
        parameters = List.copyOf(parameters);
    }

    /**
     * A value that goes into the request beside the body.
     *
     * @param argument what nodes call it: its name, or {@code in.name} where another one has that name
     * @param style as OpenAPI names it; {@code json} for one that is written as JSON
     * @param explode whether each item of a list, or field of an object, is a parameter of its own
     * @param schema with {@code #/$defs/…} for what {@code ApiDocument.schemas} has
     */
    record Parameter(
            String argument,
            String name,
            In in,
            boolean required,
            String style,
            boolean explode,
            String description,
            JsonNode schema) {}

    /** Where a parameter stands. */
    enum In {
        PATH,
        QUERY,
        HEADER
    }

    /** @param type its media type, some JSON */
    record Body(String type, boolean required, JsonNode schema) {}
}
