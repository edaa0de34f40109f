package org.liaoyuan.server.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.Position;
import org.springframework.stereotype.Component;

/**
 * The nodes at a run's beginning that only compute: done as the run is written down, and committed with it. A run that needs nothing else
 * is there with all its steps and its answer, or not at all, and the engine never hears of it; any other goes on behind them.
 */
@Component
class Opening {

    /** Whoever starts a run waits for these. */
    private static final int MOST = 50;

    private final Agents agents;
    private final NodeWork work;

    Opening(Agents agents, NodeWork work) {
        this.agents = agents;
        this.work = work;
    }

    /**
     * Takes the first steps of a run and writes nothing down.
     *
     * @param leg with the input as it is kept
     * @return in their order, the last one maybe an answer; a node that fails, or that the budget has no room for, ends them before it
     */
    List<Journal.Entry> of(Leg leg) {
        Definition definition = agents.definition(leg.agent(), leg.release());
        int most = Math.min(MOST, definition.budget().steps());
        List<Journal.Entry> steps = new ArrayList<>();
        Trail trail = new Trail(definition);
        Optional<String> id = Optional.of(definition.first().id());
        while (id.isPresent() && steps.size() < most) {
            Node node = definition.node(id.get());
            Optional<Journal.Entry> step = step(leg, node, Position.at("", steps.size()), trail);
            step.ifPresent(steps::add);
            id = step.flatMap(done -> Course.next(node, done.done().output()));
        }
        return steps;
    }

    private Optional<Journal.Entry> step(Leg leg, Node node, String position, Trail trail) {
        boolean isStraight = node instanceof Node.Input
                || node instanceof Node.Template
                || node instanceof Node.Variable
                || node instanceof Node.Branch
                || node instanceof Node.Check check && check.judge() == null
                || node instanceof Node.Answer;
        if (!isStraight) {
            return Optional.empty();
        }
        try {
            NodeWork.Done done = work.todo(leg, node, trail.outputs(), () -> true);
            trail.pass(node.id(), position, done.output());
            return Optional.of(new Journal.Entry(position, node, done, Instant.now()));
        } catch (NodeFailure e) {
            // the walk comes by it, and says so
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
