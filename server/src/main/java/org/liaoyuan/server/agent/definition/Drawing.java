package org.liaoyuan.server.agent.definition;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A definition as it is drawn: which nodes there are, and which ways lead from one to another. What it says to models, to people and to
 * other systems is left out: of that a run shows what it came to.
 *
 * @param nodes as in the definition, each with its id, kind and ways; a loop's with those of its body
 */
@Schema(name = "AgentDrawing")
public record Drawing(List<JsonNode> nodes) {

    private static final List<String> WAYS =
            List.of("next", "otherwise", "passed", "approved", "refused", "late", "failed", "join");

    public static Drawing of(JsonNode definition) {
        List<JsonNode> nodes = new ArrayList<>();
        drawn(definition.path("nodes")).forEach(nodes::add);
        return new Drawing(List.copyOf(nodes));
    }

    private static ArrayNode drawn(JsonNode nodes) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode node : nodes) {
            ObjectNode one = with(node, List.of("id", "kind"));
            one.setAll(with(node, WAYS));
            parts(node, one, "cases", List.of("is", "next"));
            parts(node, one, "branches", List.of("name", "next"));
            if (node.has("nodes")) {
                one.set("nodes", drawn(node.get("nodes")));
            }
            all.add(one);
        }
        return all;
    }

    private static void parts(JsonNode node, ObjectNode into, String field, List<String> kept) {
        if (!node.has(field)) {
            return;
        }
        ArrayNode parts = into.putArray(field);
        node.get(field).forEach(part -> parts.add(with(part, kept)));
    }

    private static ObjectNode with(JsonNode object, List<String> fields) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        fields.stream().filter(object::has).forEach(field -> kept.set(field, object.get(field)));
        return kept;
    }
}
