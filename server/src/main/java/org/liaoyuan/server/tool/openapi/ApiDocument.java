package org.liaoyuan.server.tool.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an OpenAPI document says, as far as nodes can use it.
 *
 * @param server address of the first server; empty where it names none
 * @param schemas by name, those that operations refer to as {@code #/$defs/NAME}
 */
record ApiDocument(
        String title,
        String version,
        String server,
        List<Operation> operations,
        ObjectNode schemas,
        List<LeftOut> leftOut) {

    ApiDocument {
        operations = List.copyOf(operations);
        leftOut = List.copyOf(leftOut);
    }

    /** An operation that nodes can't call, and why. */
    @Schema(name = "OpenApiLeftOut")
    record LeftOut(String operation, String reason) {}
}
