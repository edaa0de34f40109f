package org.liaoyuan.server.agent.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;

/**
 * Looks at the variables of a definition whose graph is in order: that what is set is one, that what they begin with is known then, and
 * that no two branches of a parallel node speak of one that either sets. What it is there would hang on which comes first.
 */
final class VariableCheck {

    private final Map<String, Node> nodes;
    private final Map<String, String> variables;
    private final List<Problem> problems;

    VariableCheck(Map<String, Node> nodes, Map<String, String> variables, List<Problem> problems) {
        this.nodes = nodes;
        this.variables = variables;
        this.problems = problems;
    }

    /** @param input id of the node that a run begins with */
    void check(String input) {
        variables.forEach((name, text) -> {
            if (!name.matches("[A-Za-z][A-Za-z0-9_-]{0,49}")) {
                problem(
                        "",
                        "variables",
                        Wrong.RANGE,
                        "expected names of letters, digits, _ and -, 50 at most, a letter first");
            }
            for (References.Reference reference : References.in(text)) {
                if (!reference.node().equals(input)) {
                    problem(
                            "",
                            "variables/" + name,
                            Wrong.REFERENCE,
                            "{{" + reference.written() + "}} is not known at the start of a run; expected {{" + input
                                    + ".FIELD}}");
                }
            }
        });
        nodes.values().forEach(node -> {
            sets(node).stream()
                    .filter(name -> !variables.containsKey(name))
                    .forEach(name -> problem(
                            node.id(),
                            "set/" + name,
                            Wrong.UNKNOWN_FIELD,
                            "the definition has no such variable: add it to variables, with what it begins with"));
            if (node instanceof Node.Parallel parallel) {
                branches(parallel);
            }
        });
    }

    private void branches(Node.Parallel parallel) {
        List<List<Node>> branches = new ArrayList<>();
        parallel.branches().forEach(way -> branches.add(inside(way.next(), parallel.join())));
        for (int i = 0; i < branches.size(); i++) {
            Set<String> set = new HashSet<>();
            branches.get(i).forEach(node -> set.addAll(sets(node)));
            for (int j = 0; j < branches.size(); j++) {
                if (i != j) {
                    String where =
                            "' is set in branch '" + parallel.branches().get(i).name() + "' of '" + parallel.id()
                                    + "', which is walked beside this one; set and read it in one of them, or after the join";
                    branches.get(j).forEach(node -> beside(node, set, where));
                }
            }
        }
    }

    private void beside(Node node, Set<String> set, String where) {
        sets(node).stream()
                .filter(set::contains)
                .forEach(name -> problem(node.id(), "set/" + name, Wrong.BORDER, "'" + name + where));
        for (Node.Filled text : node.texts()) {
            References.in(text.text()).stream()
                    .filter(reference ->
                            reference.isVariable() && reference.path().size() == 1)
                    .map(reference -> reference.path().getFirst())
                    .filter(set::contains)
                    .distinct()
                    .forEach(name -> problem(node.id(), text.field(), Wrong.BORDER, "'" + name + where));
        }
    }

    private static Set<String> sets(Node node) {
        return node instanceof Node.Variable variable ? variable.set().keySet() : Set.of();
    }

    /** All that is walked from a node to before another, with what stands in bodies and branches on the way. */
    private List<Node> inside(String first, String end) {
        Set<String> seen = new HashSet<>();
        List<Node> found = new ArrayList<>();
        ArrayDeque<String> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            String id = open.remove();
            Node node = nodes.get(id);
            if (node == null || id.equals(end) || !seen.add(id)) {
                continue;
            }
            found.add(node);
            open.addAll(node.ways());
            if (node instanceof Node.Repeating repeating) {
                open.addAll(repeating.body());
            }
            if (node instanceof Node.Parallel parallel) {
                open.add(parallel.join());
            }
        }
        return found;
    }

    private void problem(String node, String field, Wrong wrong, String detail) {
        problems.add(new Problem(node, field, wrong, detail));
    }
}
