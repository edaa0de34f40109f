package org.liaoyuan.server.agent;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import tools.jackson.databind.JsonNode;

/**
 * What a run that replays another takes from there: whatever comes from outside, which is what tools, people and times gave, and models if
 * that is wished. It is what the same node gave at the same position; where there is none the replay stops, rather than do something. What a
 * check gives is no source of anything: where it was judged otherwise there, or not at all, it is done anew.
 */
final class Replaying implements Told {

    private final Leg leg;
    private final Journal journal;

    Replaying(Leg leg, Journal journal) {
        this.leg = leg;
        this.journal = journal;
    }

    /**
     * A step of the other run.
     *
     * @param node id
     */
    record Recorded(String node, String kind, JsonNode input, JsonNode output) {}

    /** @throws NodeFailure if it would have to be taken from the other run, which has none that fits */
    @Override
    public Optional<NodeWork.Done> done(String position, Node node, Map<String, JsonNode> outputs, Steps.Doing doing) {
        Leg.Replay replay = leg.terms().replay();
        if (replay == null || !isTaken(node, replay)) {
            return Optional.empty();
        }
        if (node instanceof Node.Check check) {
            return verdict(position, check, outputs);
        }
        UUID origin = leg.terms().origin();
        if (origin == null) {
            throw none(node, position, "the run is not there any more");
        }
        Recorded recorded = journal.recorded(origin, position)
                .filter(step -> step.node().equals(node.id()) && step.kind().equals(node.kind()))
                .orElseThrow(() -> none(node, position, "it did not come to this node there"));
        if (node instanceof Node.Model model && !ModelWork.input(model, outputs).equals(recorded.input())) {
            throw none(node, position, "the model was asked something else there");
        }
        return Optional.of(new NodeWork.Done(recorded.input(), recorded.output()));
    }

    /** A judge's verdict on the same question; empty where rules say it, or another question is asked, which is judged anew. */
    private Optional<NodeWork.Done> verdict(String position, Node.Check node, Map<String, JsonNode> outputs) {
        UUID origin = leg.terms().origin();
        Node.Judge judge = node.judge();
        if (origin == null || judge == null) {
            return Optional.empty();
        }
        Checking checking = Checking.of(node, outputs);
        if (!checking.holds()) {
            return Optional.empty();
        }
        JsonNode asked = Judging.input(judge, checking, outputs);
        return journal.recorded(origin, position)
                .filter(step -> step.node().equals(node.id())
                        && step.kind().equals(node.kind())
                        && step.input().equals(asked))
                .map(step -> new NodeWork.Done(step.input(), step.output()));
    }

    /** Whether it comes from outside. Kinds that are not named here act on something: they are never done. */
    private static boolean isTaken(Node node, Leg.Replay replay) {
        return switch (node.kind()) {
            case "input", "template", "variable", "branch", "parallel", "join", "loop", "iterate", "result", "answer" ->
                false;
            case "model", "check" -> replay == Leg.Replay.MODELS;
            default -> true;
        };
    }

    private static NodeFailure none(Node node, String position, String why) {
        return new NodeFailure(
                NodeFailure.Reason.REPLAY,
                "the run that is replayed has nothing for node " + node.id() + " at position " + position + ": " + why);
    }
}
