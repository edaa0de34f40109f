package org.liaoyuan.server.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.Handled;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.Position;
import org.liaoyuan.server.agent.definition.References;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Looks whether steps that were done by one release are those that another would have done: the same nodes at the same places. */
final class Fitting {

    private final Definition definition;
    private final Map<String, Run.Step> steps;
    private final Set<String> passed = new HashSet<>();

    private Fitting(Definition definition, Map<String, Run.Step> steps) {
        this.definition = definition;
        this.steps = steps;
    }

    /** The first step that the release would not have done like this; empty where all fit. */
    static Optional<Run.Step> misfit(Definition definition, List<Run.Step> kept) {
        Map<String, Run.Step> steps = new HashMap<>();
        kept.forEach(step -> steps.put(step.position(), step));
        Fitting fitting = new Fitting(definition, steps);
        try {
            fitting.walk("", definition.first().id(), "", new Trail(definition));
        } catch (NodeFailure e) {
            // what variables begin with becomes too long: the run itself will say so
            return Optional.empty();
        }
        return kept.stream()
                .filter(step -> !fitting.passed.contains(step.position()))
                .findFirst();
    }

    /** As far as steps go. @return the last output; null where they end before the stretch does */
    private @Nullable JsonNode walk(String place, String first, String end, Trail trail) {
        JsonNode last = NodeWork.text("");
        String id = first;
        for (int index = 0; !id.equals(end); index++) {
            Node node = definition.node(id);
            String position = Position.at(place, index);
            if (node instanceof Node.Repeating repeating && !rounds(position, repeating, trail)) {
                return null;
            }
            Run.Step step = steps.get(position);
            if (step == null || !isOf(node, step, node.kind())) {
                return null;
            }
            if (Handled.isOne(step.output()) && !Handled.isOne(node, step.output())) {
                return null;
            }
            passed.add(position);
            last = step.output();
            trail.pass(id, position, last);
            if (node instanceof Node.Result) {
                return last;
            }
            if (node instanceof Node.Parallel parallel && !branches(position, parallel, trail)) {
                return null;
            }
            Optional<String> next = Course.next(node, last);
            if (next.isEmpty() || !definition.nodes().containsKey(next.get())) {
                return null;
            }
            id = next.get();
        }
        return last;
    }

    private static boolean isOf(Node node, Run.Step step, String kind) {
        return step.node().equals(node.id()) && step.kind().equals(kind);
    }

    private boolean rounds(String position, Node.Repeating node, Trail trail) {
        try {
            Rounds rounds = new Rounds(node, trail.outputs());
            while (!rounds.isOver()) {
                String place = Position.inside(position, rounds.number());
                Run.Step head = steps.get(place);
                if (head == null || !isOf(node, head, "round")) {
                    return false;
                }
                passed.add(place);
                Trail inside = trail.copy();
                inside.pass(node.id(), place, head.output());
                JsonNode result = walk(place, node.body().getFirst(), "", inside);
                if (result == null) {
                    return false;
                }
                trail.takeVariables(inside);
                rounds.add(References.text(result), trail.outputs());
            }
            return true;
        } catch (NodeFailure e) {
            return false;
        }
    }

    /** Whether all of them come to the join. */
    private boolean branches(String position, Node.Parallel node, Trail trail) {
        boolean whole = true;
        Trail before = trail.copy();
        for (Node.Way way : node.branches()) {
            Trail own = before.copy();
            whole &= walk(Position.inside(position, way.name()), way.next(), node.join(), own) != null;
            trail.add(own, before);
        }
        trail.preset(node.join(), JsonNodeFactory.instance.objectNode());
        return whole;
    }
}
