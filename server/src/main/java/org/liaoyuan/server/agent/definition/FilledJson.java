package org.liaoyuan.server.agent.definition;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON of a definition with references in its texts ({@code ToolField.Type.JSON}).
 *
 * <p>Guarantee: values are put into texts, or in the place of a text that is one reference; what others wrote adds no field and ends no
 * text.
 */
public final class FilledJson {

    static final int DEEPEST = 30;

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FilledJson() {}

    static boolean isTooDeep(JsonNode value) {
        return isDeeper(value, DEEPEST);
    }

    private static boolean isDeeper(JsonNode value, int most) {
        return value.isContainer() && (most == 0 || value.valueStream().anyMatch(each -> isDeeper(each, most - 1)));
    }

    /** Empty for an empty text. */
    public static Optional<JsonNode> read(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(text));
    }

    /** Its texts, each by its place: {@code body/lead/name}. */
    static Stream<Node.Filled> texts(String field, String text) {
        return read(text).stream().flatMap(value -> texts(field, value));
    }

    private static Stream<Node.Filled> texts(String place, JsonNode value) {
        if (value.isString()) {
            return Stream.of(new Node.Filled(place, value.stringValue()));
        }
        return value.isObject()
                ? value.propertyStream().flatMap(each -> texts(place + "/" + each.getKey(), each.getValue()))
                : IntStream.range(0, value.size()).boxed().flatMap(i -> texts(place + "/" + i, value.get(i)));
    }

    /**
     * Fills it.
     *
     * @param outputs of the nodes before, by id
     * @param fill of texts that are more than one reference
     * @return its text; empty where nobody gave what it refers to
     * @throws NodeFailure if it would become too long
     */
    public static String fill(String text, Map<String, JsonNode> outputs, UnaryOperator<String> fill) {
        if (text.isEmpty()) {
            return "";
        }
        JsonNode filled = filled(JSON.readTree(text), outputs, fill);
        return filled == null ? "" : References.checked(filled.toString());
    }

    private static @Nullable JsonNode filled(
            JsonNode value, Map<String, JsonNode> outputs, UnaryOperator<String> fill) {
        if (value.isString()) {
            Optional<References.Reference> alone = References.alone(value.stringValue());
            return alone.isPresent() && !alone.get().isSecret()
                    ? References.json(alone.get(), outputs)
                    : NODES.stringNode(fill.apply(value.stringValue()));
        }
        if (value.isObject()) {
            ObjectNode object = NODES.objectNode();
            value.properties().forEach(each -> {
                JsonNode own = filled(each.getValue(), outputs, fill);
                if (own != null) {
                    object.set(each.getKey(), own);
                }
            });
            return object;
        }
        if (value.isArray()) {
            ArrayNode list = NODES.arrayNode();
            value.forEach(
                    each -> Optional.ofNullable(filled(each, outputs, fill)).ifPresent(list::add));
            return list;
        }
        return value;
    }
}
