package org.liaoyuan.server.agent.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;

/**
 * Looks whether nodes that are each in order make a graph that is: one beginning, ways that lead to nodes and in no circle, into and out
 * of bodies and branches only where those begin and end, references to nodes that every way here has passed.
 */
final class GraphCheck {

    private final Map<String, Node> nodes;
    private final List<String> top;
    private final Map<String, String> variables;
    private final List<Problem> problems = new ArrayList<>();

    /** Whose body a node stands in; empty for none. */
    private final Map<String, String> bodies = new HashMap<>();

    /**
     * A definition's nodes.
     *
     * @param nodes all, by id
     * @param top ids of those that stand in no body
     * @param variables what each begins with
     */
    GraphCheck(Map<String, Node> nodes, List<String> top, Map<String, String> variables) {
        this.variables = variables;
        this.nodes = nodes;
        this.top = top;
    }

    List<Problem> problems() {
        top.forEach(id -> bodies.put(id, ""));
        nodes.values().forEach(node -> {
            if (node instanceof Node.Repeating repeating) {
                repeating.body().forEach(id -> bodies.put(id, node.id()));
            }
        });
        Optional<String> first = first();
        if (nodes.values().stream().noneMatch(Node.Answer.class::isInstance)) {
            problem("", "nodes", Wrong.NO_ANSWER, "there is no node of kind answer");
        }
        nodes.values().forEach(this::waysLeadToNodes);
        nodes.values().forEach(this::joinIsAJoin);
        if (problems.isEmpty() && first.isPresent()) {
            RegionCheck regions = new RegionCheck(nodes, bodies, problems, variables.keySet());
            regions.whole(first.get());
            new VariableCheck(nodes, variables, problems).check(first.get());
            nodes.keySet().stream()
                    .filter(id -> !regions.isReached(id))
                    .forEach(id -> problem(id, "", Wrong.UNREACHABLE, "no way leads here"));
        }
        return problems;
    }

    private void problem(String node, String field, Wrong wrong, String detail) {
        problems.add(new Problem(node, field, wrong, detail));
    }

    private Optional<String> first() {
        List<String> inputs = nodes.values().stream()
                .filter(Node.Input.class::isInstance)
                .map(Node::id)
                .toList();
        if (inputs.size() != 1) {
            problem(
                    "",
                    "nodes",
                    Wrong.INPUT_NODES,
                    "there are " + inputs.size() + " nodes of kind input; expected one");
            return Optional.empty();
        }
        return inputs.stream().findFirst();
    }

    private void waysLeadToNodes(Node node) {
        node.after().forEach(after -> leadsTo(node, "", after));
        if (!node.failed().isEmpty()) {
            leadsTo(node, Tools.FAILED, node.failed());
        }
    }

    private void leadsTo(Node node, String field, String after) {
        String body = bodies.get(after);
        if (body == null) {
            problem(node.id(), field, Wrong.UNKNOWN_NODE, "a way leads to '" + after + "', which no node is called");
        } else if (!body.equals(bodies.get(node.id()))) {
            problem(
                    node.id(),
                    field,
                    Wrong.BORDER,
                    "a way leads to '" + after + "', which stands " + inBody(body) + "; this node stands "
                            + inBody(bodies.getOrDefault(node.id(), "")));
        }
    }

    private static String inBody(String body) {
        return body.isEmpty() ? "in no body" : "in the body of '" + body + "'";
    }

    private void joinIsAJoin(Node node) {
        if (!(node instanceof Node.Parallel parallel)) {
            return;
        }
        leadsTo(node, "join", parallel.join());
        if (nodes.containsKey(parallel.join()) && !(nodes.get(parallel.join()) instanceof Node.Join)) {
            problem(node.id(), "join", Wrong.BORDER, "'" + parallel.join() + "' is no node of kind join");
        }
        if (nodes.values().stream()
                .anyMatch(other -> other instanceof Node.Parallel another
                        && another.join().equals(parallel.join())
                        && !another.id().equals(parallel.id()))) {
            problem(node.id(), "join", Wrong.DUPLICATE, "another parallel node has this join");
        }
    }
}
