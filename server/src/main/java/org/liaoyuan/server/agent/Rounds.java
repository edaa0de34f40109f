package org.liaoyuan.server.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liaoyuan.server.agent.definition.Comparing;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.References;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a loop says of its rounds: to its body, to its condition, and to those after it. Not for two threads. */
final class Rounds {

    private static final JsonMapper JSON = new JsonMapper();

    private final Node.Repeating node;
    private final List<JsonNode> items;
    private final List<String> results = new ArrayList<>();
    private boolean met;

    /**
     * Before the first round.
     *
     * @param outputs of the nodes before, by id
     * @throws NodeFailure if there are more items than rounds
     */
    Rounds(Node.Repeating node, Map<String, JsonNode> outputs) {
        this.node = node;
        this.items = node instanceof Node.Iterate iterate
                ? items(iterate, References.fill(iterate.list(), outputs))
                : List.of();
    }

    /** A JSON array, or else lines; blank ones are none. */
    private static List<JsonNode> items(Node.Iterate node, String text) {
        List<JsonNode> items = new ArrayList<>();
        JsonNode array = array(text.strip());
        if (array.isArray()) {
            array.forEach(items::add);
        } else {
            text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> items.add(JsonNodeFactory.instance.stringNode(line)));
        }
        if (items.size() > node.most()) {
            throw new NodeFailure(
                    NodeFailure.Reason.LIMIT,
                    "the list has " + items.size() + " items; expected " + node.most() + " at most");
        }
        return items;
    }

    private static JsonNode array(String text) {
        if (!text.startsWith("[")) {
            return JsonNodeFactory.instance.missingNode();
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    boolean isOver() {
        return met || results.size() >= (node instanceof Node.Iterate ? items.size() : node.most());
    }

    /** Of the round that comes, from 1. */
    int number() {
        return results.size() + 1;
    }

    /** What the body is told: {@code round}, {@code item}, and what the round before gave as {@code last}. */
    ObjectNode head() {
        ObjectNode head = JsonNodeFactory.instance.objectNode().put("round", number());
        head.put("last", results.isEmpty() ? "" : results.getLast());
        if (!items.isEmpty()) {
            head.set("item", items.get(results.size()));
        }
        return head;
    }

    /**
     * Takes what a round gave.
     *
     * @param outputs of the nodes before the loop
     * @throws NodeFailure if the condition's text becomes too long
     */
    void add(String result, Map<String, JsonNode> outputs) {
        results.add(result);
        if (node instanceof Node.Loop loop) {
            Map<String, JsonNode> all = new java.util.HashMap<>(outputs);
            all.put(
                    loop.id(),
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("round", results.size())
                            .put("text", result));
            Node.Until until = loop.until();
            met = Comparing.fits(References.fill(until.value(), all), until.is(), until.than());
        }
    }

    /**
     * What those after it are told.
     *
     * @throws NodeFailure if it became too long
     */
    ObjectNode output() {
        ObjectNode output = JsonNodeFactory.instance.objectNode().put("rounds", results.size());
        if (node instanceof Node.Loop) {
            return output.put("text", results.isEmpty() ? "" : results.getLast())
                    .put("met", met);
        }
        ArrayNode all = output.putArray("results");
        results.forEach(all::add);
        return output.put("text", References.checked(String.join("\n", results)));
    }
}
