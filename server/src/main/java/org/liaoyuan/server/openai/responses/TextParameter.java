package org.liaoyuan.server.openai.responses;

import org.liaoyuan.server.model.ResponseFormat;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code text}.
 *
 * @param format what the answer must look like
 * @param shown as it came, or plain text
 */
record TextParameter(ResponseFormat format, ObjectNode shown) {

    private static final JsonMapper JSON = new JsonMapper();

    static TextParameter read(RequestBody body) {
        if (!body.has("text")) {
            return new TextParameter(new ResponseFormat.Text(), plain(JSON.createObjectNode()));
        }
        if (!(body.get("text") instanceof ObjectNode text)) {
            throw RequestBody.wrongType("text", "an object");
        }
        return text.hasNonNull("format")
                ? new TextParameter(format(text.path("format")), text)
                : new TextParameter(new ResponseFormat.Text(), plain(text.deepCopy()));
    }

    private static ObjectNode plain(ObjectNode text) {
        text.putObject("format").put("type", "text");
        return text;
    }

    private static ResponseFormat format(JsonNode format) {
        String type = format.path("type").asString("");
        return switch (type) {
            case "text" -> new ResponseFormat.Text();
            case "json_object" -> new ResponseFormat.JsonObject();
            case "json_schema" -> {
                JsonNode schema = format.path("schema");
                if (!schema.isObject() && !schema.isBoolean()) {
                    throw ApiException.invalid(
                            "text.format.schema", "'text.format.schema' is missing; expected a JSON Schema");
                }
                yield new ResponseFormat.JsonSchema(format.path("name").asString("answer"), schema);
            }
            default ->
                throw ApiException.invalid(
                        "text.format.type",
                        "Invalid value for 'text.format.type': '" + type
                                + "'; expected text, json_object or json_schema");
        };
    }
}
