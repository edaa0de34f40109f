package org.liaoyuan.server.agent;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The nodes that a walk has passed: where each was done, and what it gave. Not for two threads. */
final class Trail {

    private final Map<String, String> positions;
    private final Map<String, JsonNode> outputs;

    Trail() {
        this(Map.of(), Map.of());
    }

    private Trail(Map<String, String> positions, Map<String, JsonNode> outputs) {
        this.positions = new TreeMap<>(positions);
        this.outputs = new HashMap<>(outputs);
    }

    /**
     * One that was written down.
     *
     * @param positions by node
     * @param outputs by position
     */
    static Trail of(Map<String, String> positions, Map<String, JsonNode> outputs) {
        Trail trail = new Trail();
        trail.add(positions, outputs);
        return trail;
    }

    void add(Map<String, String> added, Map<String, JsonNode> byPosition) {
        added.forEach((node, position) -> {
            JsonNode output = byPosition.get(position);
            if (output == null) {
                throw new IllegalStateException("nothing is recorded at " + position + ", where " + node + " was");
            }
            pass(node, position, output);
        });
    }

    /** What another passed that went on from here. */
    void add(Trail other) {
        positions.putAll(other.positions);
        outputs.putAll(other.outputs);
    }

    void pass(String node, String position, JsonNode output) {
        positions.put(node, position);
        outputs.put(node, output);
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
        return new Trail(positions, outputs);
    }
}
