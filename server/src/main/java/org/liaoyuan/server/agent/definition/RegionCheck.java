package org.liaoyuan.server.agent.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;

/**
 * Walks a graph's regions: the definition's own, the body of a loop, a branch of a parallel node. Each has one node that it begins with,
 * and each node belongs to one region. In a region a parallel node is followed by its join.
 */
final class RegionCheck {

    private final Map<String, Node> nodes;
    private final Map<String, String> bodies;
    private final List<Problem> problems;
    private final Set<String> variables;

    /** Nodes, and the region in which each was found. */
    private final Map<String, Region> found = new HashMap<>();

    RegionCheck(Map<String, Node> nodes, Map<String, String> bodies, List<Problem> problems, Set<String> variables) {
        this.variables = variables;
        this.nodes = nodes;
        this.bodies = bodies;
        this.problems = problems;
    }

    /**
     * A part of the graph.
     *
     * @param name for messages
     * @param join where it ends; empty for a body and for the definition
     * @param depth how many others it stands in
     */
    private record Region(String name, String first, String join, int depth) {

        boolean isBody() {
            return join.isEmpty() && depth > 0;
        }
    }

    void whole(String first) {
        walk(new Region("the definition", first, "", 0), Set.of());
    }

    boolean isReached(String id) {
        return found.containsKey(id);
    }

    /** Finds what is wrong in a region and in those inside; the nodes that every way to its join has passed. */
    private Set<String> walk(Region region, Set<String> before) {
        if (region.first().equals(region.join())) {
            return before;
        }
        if (region.depth() > Definition.DEEPEST) {
            problem(
                    region.first(),
                    Wrong.TOO_DEEP,
                    "expected " + Definition.DEEPEST + " bodies and branches in each other at most");
            return before;
        }
        Map<String, Set<String>> passed = new HashMap<>();
        passed.put(region.first(), before);
        for (String id : order(region)) {
            Set<String> here = new HashSet<>(passed.getOrDefault(id, Set.of()));
            Node node = node(id);
            if (node instanceof Node.Loop) {
                // its condition speaks of the round that was
                here.add(id);
            }
            new ReferenceCheck(nodes, bodies, problems, variables).check(node, here);
            if (!node.failed().isEmpty()) {
                Set<String> failed = new HashSet<>(here);
                failed.add(ReferenceCheck.failed(id));
                passed.merge(node.failed(), failed, RegionCheck::common);
            }
            here.add(id);
            inside(node, region, here);
            for (String after : onward(node)) {
                // what every way has passed
                passed.merge(after, here, RegionCheck::common);
            }
        }
        return passed.getOrDefault(region.join(), before);
    }

    /** Branches add what they pass; a body's nodes are seen inside alone. */
    private void inside(Node node, Region region, Set<String> here) {
        if (node instanceof Node.Parallel parallel) {
            Set<String> all = new HashSet<>(here);
            for (Node.Way way : parallel.branches()) {
                String name = "branch '" + way.name() + "' of '" + node.id() + "'";
                all.addAll(walk(new Region(name, way.next(), parallel.join(), region.depth() + 1), here));
            }
            here.addAll(all);
        } else if (node instanceof Node.Repeating repeating) {
            String name = "the body of '" + node.id() + "'";
            walk(new Region(name, repeating.body().getFirst(), "", region.depth() + 1), here);
        }
    }

    private static List<String> onward(Node node) {
        return node instanceof Node.Parallel parallel ? List.of(parallel.join()) : node.after();
    }

    private static List<String> ways(Node node) {
        return node instanceof Node.Parallel ? onward(node) : node.ways();
    }

    /** Those that can be reached, each after all that lead to it; what stands in a circle has no place in such an order. */
    private List<String> order(Region region) {
        Set<String> reached = new HashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(List.of(region.first()));
        Map<String, Integer> waysIn = new HashMap<>();
        while (!open.isEmpty()) {
            String id = open.remove();
            if (reached.contains(id) || !isIn(region, id)) {
                continue;
            }
            reached.add(id);
            for (String after : ways(node(id))) {
                if (!after.equals(region.join())) {
                    joinHasItsOwnWays(node(id), after);
                    waysIn.merge(after, 1, Integer::sum);
                    open.add(after);
                }
            }
        }
        List<String> order = new ArrayList<>();
        if (!waysIn.containsKey(region.first()) && reached.contains(region.first())) {
            open.add(region.first());
        }
        while (!open.isEmpty()) {
            String id = open.remove();
            order.add(id);
            for (String after : ways(node(id))) {
                if (reached.contains(after) && waysIn.merge(after, -1, Integer::sum) == 0) {
                    open.add(after);
                }
            }
        }
        reached.stream()
                .filter(id -> !order.contains(id))
                .sorted()
                .limit(1)
                .forEach(id -> problem(id, Wrong.CIRCLE, "ways lead round in a circle"));
        return order;
    }

    private boolean isIn(Region region, String id) {
        Region other = found.putIfAbsent(id, region);
        if (other != null) {
            problem(id, Wrong.BORDER, "ways lead here from " + other.name() + " and from " + region.name());
            return false;
        }
        boolean fits = switch (node(id)) {
            case Node.Input input -> region.depth() == 0;
            case Node.Answer answer -> region.depth() == 0;
            case Node.Result result -> region.isBody();
            default -> true;
        };
        if (!fits) {
            problem(id, Wrong.BORDER, "a node of kind " + node(id).kind() + " can't stand in " + region.name());
        }
        return true;
    }

    private void joinHasItsOwnWays(Node from, String to) {
        if (node(to) instanceof Node.Join && !(from instanceof Node.Parallel)) {
            problem(from.id(), Wrong.BORDER, "a way leads to the join '" + to + "' from outside of its branches");
        }
    }

    private static Set<String> common(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }

    private Node node(String id) {
        return Objects.requireNonNull(nodes.get(id));
    }

    private void problem(String node, Wrong wrong, String detail) {
        problems.add(new Problem(node, "", wrong, detail));
    }
}
