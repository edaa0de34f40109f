package org.liaoyuan.server.openai;

import org.liaoyuan.server.model.ResponseFormat;
import tools.jackson.databind.JsonNode;

/** Reads {@code response_format}. */
final class FormatParameter {

    private FormatParameter() {}

    static ResponseFormat read(RequestBody body) {
        if (!body.has("response_format")) {
            return new ResponseFormat.Text();
        }
        JsonNode format = body.get("response_format");
        String type = format.path("type").asString("");
        return switch (type) {
            case "text" -> new ResponseFormat.Text();
            case "json_object" -> new ResponseFormat.JsonObject();
            case "json_schema" -> {
                JsonNode schema = format.path("json_schema").path("schema");
                if (!schema.isObject() && !schema.isBoolean()) {
                    throw ApiException.invalid(
                            "response_format.json_schema.schema",
                            "'response_format.json_schema.schema' is missing; expected a JSON Schema");
                }
                yield new ResponseFormat.JsonSchema(
                        format.path("json_schema").path("name").asString("answer"), schema);
            }
            default ->
                throw ApiException.invalid(
                        "response_format.type",
                        "Invalid value for 'response_format.type': '" + type
                                + "'; expected text, json_object or json_schema");
        };
    }
}
