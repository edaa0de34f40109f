package org.liaoyuan.server.openai.responses;

import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a message or a function says: a string, or parts. */
final class ContentReader {

    private static final JsonMapper JSON = new JsonMapper();

    private final String textType;

    /** @param textType the type of part that a string stands for */
    ContentReader(String textType) {
        this.textType = textType;
    }

    List<Content> read(JsonNode content, String param) {
        if (content.isString()) {
            return List.of(new Content.Text(content.stringValue()));
        }
        if (!content.isArray()) {
            throw RequestBody.wrongType(param, "a string or an array of content parts");
        }
        List<Content> parts = new ArrayList<>();
        for (int i = 0; i < content.size(); i++) {
            parts.add(part(content.get(i), param + "[" + i + "]"));
        }
        return parts;
    }

    private static Content part(JsonNode part, String param) {
        String type = part.path("type").asString("");
        return switch (type) {
            case "input_text", "output_text", "text" -> new Content.Text(text(part, "text", param));
            case "refusal" -> new Content.Text(text(part, "refusal", param));
            case "input_image" ->
                new Content.Image(
                        text(part, "image_url", param), part.path("detail").asString(""), param);
            case "input_audio" ->
                new Content.Sound(
                        text(part.path("input_audio"), "data", param + ".input_audio"),
                        text(part.path("input_audio"), "format", param + ".input_audio"),
                        param);
            default ->
                throw ApiException.unsupported(
                        param + ".type",
                        "Content parts of type '" + type + "' are not read; expected input_text, output_text,"
                                + " refusal, input_image or input_audio");
        };
    }

    private static String text(JsonNode part, String name, String param) {
        JsonNode value = part.path(name);
        if (!value.isString()) {
            throw RequestBody.wrongType(param + "." + name, "a string");
        }
        return value.stringValue();
    }

    /** The same content as parts. */
    ArrayNode shown(JsonNode content) {
        if (content instanceof ArrayNode parts) {
            return parts.deepCopy();
        }
        ArrayNode parts = JSON.createArrayNode();
        ObjectNode text = parts.addObject().put("type", textType).put("text", content.asString(""));
        if (textType.equals("output_text")) {
            text.putArray("annotations");
        }
        return parts;
    }
}
