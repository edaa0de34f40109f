package org.liaoyuan.server.agent;

import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.Handled;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.Position;
import org.liaoyuan.server.agent.definition.References;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way of a leg, or of one of its branches, through a release's graph. Bodies of loops are walked in place, round by round; branches
 * of a parallel node beside each other, each as a workflow of its own.
 *
 * <p>INVARIANT: which steps a workflow takes, and in which order, follows from the release and the outputs before alone. The engine finds
 * steps by their number.
 */
final class Course {

    private final Leg leg;
    private final Definition definition;
    private final Steps steps;
    private final Walker.Parts parts;
    private final Walk self;
    private final RunStore runs;

    Course(Walker.Parts parts, Walk self, Leg leg, Definition definition, Steps steps) {
        this.leg = leg;
        this.definition = definition;
        this.steps = steps;
        this.self = self;
        this.parts = parts;
        this.runs = parts.runs();
    }

    /**
     * The last node of a stretch.
     *
     * @param position empty where there was none
     */
    record Last(String position, JsonNode output) {

        private static final Last NONE = new Last("", NodeWork.text(""));
    }

    /**
     * Walks a stretch of the graph.
     *
     * @param place its position; empty for the whole
     * @param first id of the node that it begins with
     * @param end id of the node that it ends before; empty for one that ends with a result or an answer
     * @param trail what is passed is added
     */
    Last walk(String place, String first, String end, Trail trail) throws Halt {
        Last last = Last.NONE;
        String id = first;
        for (int index = 0; !id.equals(end); index++) {
            Node node = definition.node(id);
            String position = Position.at(place, index);
            JsonNode output = node instanceof Node.Repeating repeating
                    ? rounds(position, repeating, trail)
                    : steps.output(position, node, trail.outputs());
            passed(trail, id, position, output);
            last = new Last(position, output);
            if (node instanceof Node.Result) {
                return last;
            }
            if (node instanceof Node.Parallel parallel) {
                trail.preset(parallel.join(), branches(position, Position.at(place, index + 1), parallel, trail));
            }
            id = next(node, output).orElseThrow();
        }
        return last;
    }

    /** What variables begin with is filled as the input is passed, and may become too long. */
    private void passed(Trail trail, String id, String position, JsonNode output) throws Halt {
        try {
            trail.pass(id, position, output);
        } catch (NodeFailure e) {
            throw steps.failed(id, e);
        }
    }

    /** Where it goes after a node; empty after the last of a walk. */
    static Optional<String> next(Node node, JsonNode output) {
        if (Handled.isOne(node, output)) {
            return Optional.of(node.failed());
        }
        return switch (node) {
            case Node.Branch branch -> Optional.of(output.path("next").asString(branch.otherwise()));
            case Node.Check check ->
                Optional.of(output.path(Checking.PASSED).asBoolean(false) ? check.passed() : check.refused());
            case Node.Approval approval -> {
                if (output.path("late").asBoolean(false)) {
                    yield Optional.of(approval.late());
                }
                yield Optional.of(output.path("approved").asBoolean(false) ? approval.approved() : approval.refused());
            }
            case Node.Question question ->
                Optional.of(output.path("late").asBoolean(false) ? question.late() : question.next());
            case Node.Event event -> Optional.of(output.path("late").asBoolean(false) ? event.late() : event.next());
            case Node.Parallel parallel -> Optional.of(parallel.join());
            default -> node.after().stream().findFirst();
        };
    }

    private JsonNode rounds(String position, Node.Repeating node, Trail trail) throws Halt {
        if (steps.isBefore(position) && !definition.sets(node)) {
            return steps.output(position, node, trail.outputs());
        }
        try {
            Rounds rounds = new Rounds(node, trail.outputs());
            while (!rounds.isOver()) {
                String place = Position.inside(position, rounds.number());
                Trail inside = trail.copy();
                inside.pass(node.id(), place, steps.output(place, node, rounds.head()));
                Last result = walk(place, node.body().getFirst(), "", inside);
                trail.takeVariables(inside);
                rounds.add(References.text(result.output()), trail.outputs());
            }
            return steps.output(position, node, rounds.output());
        } catch (NodeFailure e) {
            throw steps.failed(node.id(), e);
        }
    }

    /** What the join speaks of: the last output of each branch, by its name. */
    private ObjectNode branches(String position, String join, Node.Parallel node, Trail trail) throws Halt {
        ObjectNode lasts = JsonNodeFactory.instance.objectNode();
        Trail before = trail.copy();
        if (steps.isBefore(join)) {
            for (Node.Way way : node.branches()) {
                Trail own = trail.copy();
                walk(Position.inside(position, way.name()), way.next(), node.join(), own);
                trail.add(own, before);
            }
            return lasts;
        }
        List<Passage> passages = new Abreast(parts, self, leg, node, position, trail).walk();
        if (passages.stream().anyMatch(passage -> passage.how() != Passage.How.PASSED)) {
            throw new Halt(passages.stream().noneMatch(passage -> passage.how() == Passage.How.OVER));
        }
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = passages.get(i);
            trail.add(passage.passed(), runs.outputs(leg.run(), passage.passed().values()), before);
            lasts.set(
                    node.branches().get(i).name(),
                    passage.last().isEmpty() ? Last.NONE.output() : runs.output(leg.run(), passage.last()));
        }
        return lasts;
    }
}
