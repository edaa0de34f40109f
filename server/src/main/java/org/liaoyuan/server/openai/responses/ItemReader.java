package org.liaoyuan.server.openai.responses;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.RequestBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the items of an {@code input}; each error names the place. */
final class ItemReader {

    private static final int MOST_ITEMS = 10_000;
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant");
    private static final JsonMapper JSON = new JsonMapper();

    private final Function<String, Optional<JsonNode>> kept;

    /** @param kept finds an item of an earlier response by its id */
    ItemReader(Function<String, Optional<JsonNode>> kept) {
        this.kept = kept;
    }

    List<InputItem> read(JsonNode input, String param) {
        if (input.isString()) {
            ObjectNode message = JSON.createObjectNode().put("role", "user");
            return List.of(item(message.set("content", input), param));
        }
        if (!input.isArray()) {
            throw RequestBody.wrongType(param, "a string or an array of items");
        }
        if (input.isEmpty()) {
            throw ApiException.invalid(param, "'" + param + "' is empty; expected at least one item");
        }
        if (input.size() > MOST_ITEMS) {
            throw ApiException.invalid(
                    param, "'" + param + "' has " + input.size() + " items; expected at most " + MOST_ITEMS);
        }
        List<InputItem> items = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            items.add(item(input.get(i), param + "[" + i + "]"));
        }
        return items;
    }

    private InputItem item(JsonNode item, String param) {
        if (!(item instanceof ObjectNode object)) {
            throw RequestBody.wrongType(param, "an item, which is an object");
        }
        String type = object.path("type").asString(object.has("role") ? "message" : "");
        return switch (type) {
            case "message" -> message(object, param);
            case "function_call" -> call(object, param);
            case "function_call_output" -> result(object, param);
            case "reasoning" -> new InputItem(new Item.Thought(), shown(object, Ids.REASONING));
            case "item_reference" -> referred(object, param);
            default ->
                throw ApiException.unsupported(
                        param + ".type",
                        "Items of type '" + type + "' are not known; expected message, function_call,"
                                + " function_call_output, reasoning or item_reference");
        };
    }

    private static InputItem message(ObjectNode message, String param) {
        String role = message.path("role").asString("");
        if (!ROLES.contains(role)) {
            throw ApiException.invalid(
                    param + ".role",
                    "Invalid value for '" + param + ".role': '" + role
                            + "'; expected system, developer, user or assistant");
        }
        ContentReader content = new ContentReader(role.equals("assistant") ? "output_text" : "input_text");
        List<Content> parts = content.read(message.path("content"), param + ".content");
        ObjectNode shown = shown(message, Ids.MESSAGE);
        shown.put("type", "message").set("content", content.shown(message.path("content")));
        // templates know the older name
        return new InputItem(new Item.Message(role.equals("developer") ? "system" : role, parts), shown);
    }

    private static InputItem call(ObjectNode call, String param) {
        String arguments = text(call, "arguments", param);
        requireObject(arguments, param + ".arguments");
        Item item = new Item.Call(text(call, "call_id", param), text(call, "name", param), arguments);
        return new InputItem(item, shown(call, Ids.CALL));
    }

    /** Templates write them as they are. */
    private static void requireObject(String arguments, String param) {
        try {
            if (JSON.readTree(arguments).isObject()) {
                return;
            }
        } catch (JacksonException notJson) {
            // said below
        }
        throw ApiException.invalid(param, "'" + param + "' is no JSON object");
    }

    private static InputItem result(ObjectNode result, String param) {
        List<Content> output = new ContentReader("input_text").read(result.path("output"), param + ".output");
        return new InputItem(new Item.Result(text(result, "call_id", param), output), shown(result, Ids.RESULT));
    }

    /** What is kept was read before and refers to nothing. */
    private InputItem referred(ObjectNode reference, String param) {
        String id = text(reference, "id", param);
        JsonNode found = kept.apply(id)
                .orElseThrow(() -> new ApiException(
                        404,
                        "invalid_request_error",
                        "Item with id '" + id + "' not found: it was not stored, or its time is over;"
                                + " send the item itself",
                        param + ".id",
                        null));
        return item(found, param);
    }

    private static String text(ObjectNode item, String name, String param) {
        String path = param + "." + name;
        JsonNode value = item.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw new ApiException(
                    400,
                    "invalid_request_error",
                    "Missing required parameter: '" + path + "'",
                    path,
                    "missing_required_parameter");
        }
        if (!value.isString()) {
            throw RequestBody.wrongType(path, "a string");
        }
        if (value.stringValue().isEmpty()) {
            throw new ApiException(
                    400, "invalid_request_error", "'" + path + "' is empty; expected a string", path, "empty_string");
        }
        return value.stringValue();
    }

    private static ObjectNode shown(ObjectNode item, String prefix) {
        String id = item.path("id").asString("");
        String status = item.path("status").asString("");
        return item.deepCopy()
                .put("id", id.isBlank() ? Ids.fresh(prefix) : id)
                .put("status", status.isBlank() ? "completed" : status);
    }
}
