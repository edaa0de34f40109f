package org.liaoyuan.server.tool.mcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.TypedText;
import org.liaoyuan.server.tool.http.Escapes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Texts of a node as arguments of a tool: numbers, yes or no, objects and lists where the tool's schema wants them. */
final class Arguments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();

    private Arguments() {}

    /** @throws ToolFailure if one is not what the schema wants, is missing, or is not known to it */
    static ObjectNode of(Map<String, String> texts, JsonNode schema) {
        ObjectNode arguments = JSON.objectNode();
        texts.forEach((name, text) -> {
            JsonNode own = schema.path("properties").path(name);
            if (own.isMissingNode() && isClosed(schema)) {
                throw wrong(
                        name,
                        "the tool has no such argument; it has "
                                + Session.said(String.join(
                                        ", ", schema.path("properties").propertyNames())));
            }
            List<String> types = types(own);
            boolean isLeftOut = text.isEmpty() && !types.contains("string") && !types.isEmpty();
            if (!isLeftOut) {
                arguments.set(name, value(name, text, types));
            }
        });
        schema.path("required")
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .forEach(name -> {
                    if (!arguments.has(name)) {
                        throw wrong(name, "it is missing, which the tool requires");
                    }
                });
        return arguments;
    }

    /**
     * How a value is put into a text that may become an object or a list: it adds nothing to what is written there but itself.
     *
     * @param before the text up to there, filled
     */
    static String put(String before, String value) {
        return isInJson(before) ? Escapes.inJson(before, value) : value;
    }

    /** Whether an object or a list has begun and not ended; a text that begins with a bracket by chance is none. */
    private static boolean isInJson(String before) {
        if (!before.stripLeading().startsWith("{") && !before.stripLeading().startsWith("[")) {
            return false;
        }
        try (JsonParser parser = MAPPER.createParser(before)) {
            while (parser.nextToken() != null) {
                // to its end
            }
            return false;
        } catch (UnexpectedEndOfInputException e) {
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isClosed(JsonNode schema) {
        JsonNode more = schema.path("additionalProperties");
        return more.isBoolean() && !more.booleanValue();
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isString()
                ? List.of(type.asString())
                : Stream.concat(
                                type.valueStream().map(each -> each.asString("")),
                                Stream.concat(
                                                schema.path("anyOf").valueStream(),
                                                schema.path("oneOf").valueStream())
                                        .map(each -> each.path("type").asString("")))
                        .filter(each -> !each.isEmpty())
                        .toList();
    }

    /** As the first of the types that it fits; a text fits a text. */
    private static JsonNode value(String name, String text, List<String> types) {
        return types.isEmpty()
                ? JSON.stringNode(text)
                : types.stream()
                        .sorted((a, b) -> Boolean.compare(a.equals("string"), b.equals("string")))
                        .flatMap(type -> as(type, text).stream())
                        .findFirst()
                        .orElseThrow(() -> wrong(name, "expected " + String.join(" or ", types)));
    }

    private static Optional<JsonNode> as(String type, String text) {
        return type.equals("string") ? Optional.of(JSON.stringNode(text)) : TypedText.of(type, text.strip());
    }

    private static ToolFailure wrong(String name, String detail) {
        return new ToolFailure(Reason.VALUE, "argument '" + Session.said(name) + "': " + detail);
    }
}
