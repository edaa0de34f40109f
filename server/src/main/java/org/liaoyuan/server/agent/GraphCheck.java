package org.liaoyuan.server.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liaoyuan.server.agent.Definition.Problem;
import org.liaoyuan.server.agent.Definition.Wrong;

/**
 * Looks whether nodes that are each in order make a graph that is: one beginning, ways that lead to nodes and in no circle, references
 * to nodes that every way here has passed.
 */
final class GraphCheck {

    private final Map<String, Node> nodes;
    private final List<Problem> problems = new ArrayList<>();

    GraphCheck(Map<String, Node> nodes) {
        this.nodes = nodes;
    }

    List<Problem> problems() {
        List<String> inputs = nodes.values().stream()
                .filter(Node.Input.class::isInstance)
                .map(Node::id)
                .toList();
        if (inputs.size() != 1) {
            problems.add(new Problem(
                    "",
                    "nodes",
                    Wrong.INPUT_NODES,
                    "there are " + inputs.size() + " nodes of kind input; expected one"));
        }
        if (nodes.values().stream().noneMatch(Node.Answer.class::isInstance)) {
            problems.add(new Problem("", "nodes", Wrong.NO_ANSWER, "there is no node of kind answer"));
        }
        nodes.values().forEach(this::waysLeadToNodes);
        if (problems.isEmpty()) {
            List<String> order = order(inputs.getFirst());
            references(order, inputs.getFirst());
        }
        return problems;
    }

    private void waysLeadToNodes(Node node) {
        for (String after : node.after()) {
            if (!nodes.containsKey(after)) {
                problems.add(new Problem(
                        node.id(), "", Wrong.UNKNOWN_NODE, "a way leads to '" + after + "', which no node is called"));
            }
        }
    }

    /** Those that can be reached, each after all that lead to it; what stands in a circle has no place in such an order. */
    private List<String> order(String first) {
        Set<String> reached = new HashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(List.of(first));
        Map<String, Integer> waysIn = new HashMap<>();
        while (!open.isEmpty()) {
            String id = open.remove();
            if (reached.add(id)) {
                for (String after : node(id).after()) {
                    waysIn.merge(after, 1, Integer::sum);
                    open.add(after);
                }
            }
        }
        nodes.keySet().stream()
                .filter(id -> !reached.contains(id))
                .forEach(id -> problems.add(new Problem(id, "", Wrong.UNREACHABLE, "no way leads here")));
        List<String> order = new ArrayList<>();
        if (!waysIn.containsKey(first)) {
            open.add(first);
        }
        while (!open.isEmpty()) {
            String id = open.remove();
            order.add(id);
            for (String after : node(id).after()) {
                if (waysIn.merge(after, -1, Integer::sum) == 0) {
                    open.add(after);
                }
            }
        }
        reached.stream()
                .filter(id -> !order.contains(id))
                .sorted()
                .limit(1)
                .forEach(id -> problems.add(new Problem(id, "", Wrong.CIRCLE, "ways lead round in a circle")));
        return order;
    }

    private void references(List<String> order, String first) {
        Map<String, Set<String>> passed = new HashMap<>();
        passed.put(first, Set.of());
        for (String id : order) {
            Set<String> here = new HashSet<>(passed.getOrDefault(id, Set.of()));
            for (Node.Filled text : node(id).texts()) {
                References.in(text.text()).forEach(reference -> check(id, text.field(), reference, here));
            }
            here.add(id);
            for (String after : node(id).after()) {
                // what every way has passed
                passed.merge(after, here, GraphCheck::common);
            }
        }
    }

    private static Set<String> common(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }

    private void check(String id, String field, References.Reference reference, Set<String> passed) {
        if (reference.node().isEmpty()) {
            problems.add(new Problem(
                    id,
                    field,
                    Wrong.REFERENCE,
                    "{{" + reference.written() + "}} names no node; expected {{node}} or {{node.field}}"));
        } else if (!nodes.containsKey(reference.node())) {
            problems.add(new Problem(
                    id,
                    field,
                    Wrong.UNKNOWN_NODE,
                    "{{" + reference.written() + "}} refers to '" + reference.node() + "', which no node is called"));
        } else if (!passed.contains(reference.node())) {
            problems.add(new Problem(
                    id,
                    field,
                    Wrong.NOT_YET_RUN,
                    "{{" + reference.written() + "}} refers to a node that not every way here has passed"));
        }
    }

    private Node node(String id) {
        return java.util.Objects.requireNonNull(nodes.get(id));
    }
}
