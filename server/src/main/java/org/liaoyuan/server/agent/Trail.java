package org.liaoyuan.server.agent;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.References;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The nodes that a walk has passed: where each was done, and what it gave. What variables are follows from that: beside the nodes stands, as
 * {@code var.NAME}, where each was set last; what they begin with follows from the input. Not for two threads.
 */
final class Trail {

    /** No node's id has a dot. */
    private static final String VARIABLE = References.VARIABLE + ".";

    private final Definition definition;
    private final Map<String, String> positions;
    private final Map<String, JsonNode> outputs;

    Trail(Definition definition) {
        this(definition, Map.of(), Map.of());
    }

    private Trail(Definition definition, Map<String, String> positions, Map<String, JsonNode> outputs) {
        this.definition = definition;
        this.positions = new TreeMap<>(positions);
        this.outputs = new HashMap<>(outputs);
    }

    /**
     * One that was written down.
     *
     * @param positions by node
     * @param outputs by position
     */
    static Trail of(Definition definition, Map<String, String> positions, Map<String, JsonNode> outputs) {
        Trail trail = new Trail(definition);
        trail.add(positions, outputs, trail);
        return trail;
    }

    /** @param before the trail from which what is added went on: a variable that was not set since stays what it is here */
    void add(Map<String, String> added, Map<String, JsonNode> byPosition, Trail before) {
        added.forEach((node, position) -> {
            JsonNode output = byPosition.get(position);
            if (output == null) {
                throw new IllegalStateException("nothing is recorded at " + position + ", where " + node + " was");
            }
            if (!node.startsWith(VARIABLE)) {
                put(node, position, output);
            }
        });
        added.forEach((node, position) -> {
            if (node.startsWith(VARIABLE) && !position.equals(before.positions.get(node))) {
                set(node.substring(VARIABLE.length()), position, Objects.requireNonNull(byPosition.get(position)));
            }
        });
    }

    /**
     * What another passed that went on from before.
     *
     * @param before as of {@link #add(Map, Map, Trail)}
     */
    void add(Trail other, Trail before) {
        Map<String, JsonNode> byPosition = new HashMap<>();
        other.positions.forEach((node, position) -> {
            if (!node.startsWith(VARIABLE)) {
                byPosition.put(position, Objects.requireNonNull(other.outputs.get(node)));
            }
        });
        other.positions.forEach((node, position) -> {
            if (node.startsWith(VARIABLE)) {
                // of a round: its nodes are not seen outside of it, and what they set is
                byPosition.putIfAbsent(position, other.variables());
            }
        });
        add(other.positions, byPosition, before);
    }

    /** Takes over what variables are after a round, of whose nodes nothing else is seen. */
    void takeVariables(Trail round) {
        round.positions.forEach((node, position) -> {
            if (node.startsWith(VARIABLE)) {
                set(node.substring(VARIABLE.length()), position, round.variables());
            }
        });
    }

    void pass(String id, String position, JsonNode output) {
        put(id, position, output);
        if (definition.node(id) instanceof Node.Variable variable) {
            variable.set().keySet().forEach(name -> set(name, position, output));
        }
    }

    private void put(String id, String position, JsonNode output) {
        positions.put(id, position);
        outputs.put(id, output);
        if (!definition.variables().isEmpty() && definition.node(id) instanceof Node.Input) {
            ObjectNode first = JsonNodeFactory.instance.objectNode();
            Map<String, JsonNode> input = Map.of(id, output);
            definition.variables().forEach((name, text) -> first.put(name, References.fill(text, input)));
            outputs.putIfAbsent(References.VARIABLE, first);
        }
    }

    private void set(String name, String position, JsonNode values) {
        ObjectNode now = variables().deepCopy();
        now.put(name, References.text(values.get(name)));
        positions.put(VARIABLE + name, position);
        outputs.put(References.VARIABLE, now);
    }

    private ObjectNode variables() {
        @Nullable JsonNode now = outputs.get(References.VARIABLE);
        return now instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    /** What a node speaks of before it is done. */
    void preset(String node, JsonNode output) {
        outputs.put(node, output);
    }

    /** By id of the node. */
    Map<String, JsonNode> outputs() {
        return Collections.unmodifiableMap(outputs);
    }

    /** By id of the node. */
    Map<String, String> positions() {
        return Collections.unmodifiableMap(positions);
    }

    /** Goes on from here by itself. */
    Trail copy() {
        return new Trail(definition, positions, outputs);
    }
}
