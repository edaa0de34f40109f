package org.liaoyuan.server.agent.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person fills in as they decide: fields as those of an agent's input, each of which may begin with something.
 *
 * @param json the schema as it was written, without what fields begin with
 * @param defaults texts with references, by field
 */
public record Form(InputSchema schema, JsonNode json, Map<String, String> defaults) {

    private static final int MOST = 100_000;

    public Form {
        defaults = Map.copyOf(defaults);
    }

    /** Reads the field {@code form} of a node. */
    static Form read(JsonNode json, String node, List<Problem> problems) {
        Map<String, String> defaults = new TreeMap<>();
        JsonNode plain = json.deepCopy();
        for (Map.Entry<String, JsonNode> property : plain.path("properties").properties()) {
            if (property.getValue() instanceof ObjectNode field && field.has("default")) {
                JsonNode value = field.remove("default");
                if (!value.isValueNode() || value.isNull()) {
                    problems.add(new Problem(
                            node,
                            "form/properties/" + property.getKey() + "/default",
                            Wrong.TYPE,
                            "it is " + Fields.kind(value) + "; expected a text, a number, true or false"));
                }
                defaults.put(property.getKey(), value.asString(""));
            }
        }
        InputSchema schema = InputSchema.read(plain, node, "form/", problems);
        if (schema.fields().isEmpty()) {
            problems.add(new Problem(node, "form/properties", Wrong.MISSING, "expected at least one field"));
        }
        return new Form(schema, plain, defaults);
    }

    /** One that was written down. */
    public static Form of(JsonNode json) {
        return read(json, "", new ArrayList<>());
    }

    /** The texts in which references stand. */
    List<Node.Filled> texts() {
        return new TreeMap<>(defaults)
                .entrySet().stream()
                        .map(e -> new Node.Filled("form/properties/" + e.getKey() + "/default", e.getValue()))
                        .toList();
    }

    /** What the fields begin with, once references are filled: what does not fit its field is left out. */
    public ObjectNode suggested(Map<String, JsonNode> outputs) {
        ObjectNode suggested = JsonNodeFactory.instance.objectNode();
        defaults.forEach((name, text) -> {
            InputSchema.Field field = schema.fields().get(name);
            if (field != null) {
                value(field, References.fill(text, outputs))
                        .filter(field::isFilledBy)
                        .ifPresent(value -> suggested.set(name, value));
            }
        });
        return suggested;
    }

    private static Optional<JsonNode> value(InputSchema.Field field, String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String word = text.strip();
        return switch (field.type()) {
            case STRING -> Optional.of(json.stringNode(text.substring(0, Math.min(text.length(), MOST))));
            case BOOLEAN -> matching(word, "true|false").map(w -> json.booleanNode(Boolean.parseBoolean(w)));
            case INTEGER -> matching(word, "[+-]?\\d{1,15}").map(w -> json.numberNode(Long.parseLong(w)));
            case NUMBER ->
                matching(word, "[+-]?\\d{1,15}(\\.\\d{1,15})?").map(w -> json.numberNode(Double.parseDouble(w)));
        };
    }

    private static Optional<String> matching(String word, String pattern) {
        return word.matches(pattern) ? Optional.of(word) : Optional.empty();
    }
}
