package org.liaoyuan.server.openai.realtime;

import java.util.UUID;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.voice.Item;
import tools.jackson.databind.JsonNode;

/** Reads items that clients add. */
final class Items {

    private Items() {}

    static Item read(Fields message) {
        Fields item = message.object("item").orElseThrow(() -> ApiException.invalid("item", "'item' is missing"));
        String type = item.text("type").orElse("message");
        if (!type.equals("message")) {
            throw ApiException.unsupported(
                    "item.type", "Items of the type '" + type + "' can't be added; messages can");
        }
        String id = item.text("id")
                .orElseGet(() ->
                        "item_" + UUID.randomUUID().toString().replace("-", "").substring(0, 24));
        try {
            return new Item(id, item.required("role"), text(item), false, false);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("item", String.valueOf(e.getMessage()));
        }
    }

    private static String text(Fields item) {
        JsonNode content = item.json().path("content");
        if (!content.isArray() || content.isEmpty()) {
            throw ApiException.invalid("item.content", "'item.content' must be a list with something in it");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode each : content) {
            Fields part = Fields.of(each, "item.content");
            switch (part.required("type")) {
                case "input_text", "output_text", "text" -> text.append(part.required("text"));
                case "output_audio", "audio" -> text.append(part.required("transcript"));
                case "input_audio" ->
                    throw ApiException.unsupported(
                            "item.content", "Send sound by input_audio_buffer.append, not as part of an item");
                default ->
                    throw ApiException.unsupported(
                            "item.content",
                            "Content of the type '" + part.required("type") + "' can't be added; input_text can");
            }
        }
        return text.toString();
    }
}
