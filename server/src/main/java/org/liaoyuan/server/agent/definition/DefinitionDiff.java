package org.liaoyuan.server.agent.definition;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is different between two definitions, drafts with problems included. Nodes are told apart by their ids, wherever they stand; those of
 * bodies are nodes of their own, and where they stand is their field {@code in}. The order in which nodes are written means nothing.
 *
 * @param definition fields of the definition itself; of objects each field by itself, parts by slashes
 * @param nodes in the order of the newer one, then those that are gone
 */
@Schema(name = "AgentDiff")
public record DefinitionDiff(List<Field> definition, List<Of> nodes) {

    /** Of the contract: whatever JSON has. */
    private static final String ANY = "#/components/schemas/AnyJson";

    private static final String IN = "in";

    /** What happened to a node. */
    enum What {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A field that is not the same.
     *
     * @param before null where it was not there
     * @param after null where it is not there
     */
    @Schema(name = "AgentFieldDiff")
    record Field(
            String field,
            @Schema(ref = ANY) @Nullable JsonNode before,
            @Schema(ref = ANY) @Nullable JsonNode after) {}

    /** @param id of the node; its place, such as {@code #3}, where it has none */
    @Schema(name = "AgentNodeDiff")
    record Of(String id, String kind, What what, List<Field> fields) {}

    public static DefinitionDiff between(JsonNode before, JsonNode after) {
        Map<String, ObjectNode> old = nodes(before);
        Map<String, ObjectNode> now = nodes(after);
        List<Of> changes = new ArrayList<>();
        now.forEach((id, node) -> {
            ObjectNode was = old.get(id);
            List<Field> fields = fields("", was, node);
            if (was == null || !fields.isEmpty()) {
                changes.add(new Of(id, kind(node), was == null ? What.ADDED : What.CHANGED, fields));
            }
        });
        old.forEach((id, node) -> {
            if (!now.containsKey(id)) {
                changes.add(new Of(id, kind(node), What.REMOVED, fields("", node, null)));
            }
        });
        return new DefinitionDiff(fields("", without(before, "nodes"), without(after, "nodes")), changes);
    }

    private static String kind(JsonNode node) {
        return node.path("kind").asString("");
    }

    private static @Nullable ObjectNode without(JsonNode json, String field) {
        return json instanceof ObjectNode object ? object.deepCopy().without(field) : null;
    }

    private static List<Field> fields(String place, @Nullable JsonNode before, @Nullable JsonNode after) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode one : new JsonNode[] {after, before}) {
            if (one != null) {
                names.addAll(one.propertyNames());
            }
        }
        List<Field> fields = new ArrayList<>();
        for (String name : names) {
            JsonNode was = before == null ? null : before.get(name);
            JsonNode is = after == null ? null : after.get(name);
            if (was != null && is != null && was.isObject() && is.isObject()) {
                fields.addAll(fields(place + name + "/", was, is));
            } else if (!java.util.Objects.equals(was, is)) {
                fields.add(new Field(place + name, was, is));
            }
        }
        return fields;
    }

    private static Map<String, ObjectNode> nodes(JsonNode definition) {
        Map<String, ObjectNode> nodes = new LinkedHashMap<>();
        collect(definition.path("nodes"), "", nodes);
        return nodes;
    }

    private static void collect(JsonNode list, String in, Map<String, ObjectNode> nodes) {
        int place = 0;
        for (JsonNode node : list) {
            place++;
            if (node instanceof ObjectNode object) {
                String id = object.path("id").asString("");
                ObjectNode own = object.deepCopy().without("nodes").without("id");
                if (!in.isEmpty()) {
                    own.put(IN, in);
                }
                String name = id.isEmpty() ? (in.isEmpty() ? "" : in + "/") + "#" + place : id;
                nodes.putIfAbsent(nodes.containsKey(name) ? name + " #" + place : name, own);
                collect(object.path("nodes"), name, nodes);
            }
        }
    }
}
