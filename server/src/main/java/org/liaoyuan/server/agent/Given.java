package org.liaoyuan.server.agent;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.liaoyuan.server.agent.definition.Evals;
import org.liaoyuan.server.agent.definition.Fields;
import org.liaoyuan.server.agent.definition.GivenCheck;
import org.liaoyuan.server.agent.definition.Handled;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.References;
import org.liaoyuan.server.agent.definition.Storable;
import org.liaoyuan.server.tool.Tool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run of an evaluation is told by its case: whatever comes from outside. Models are asked, unless the case speaks for them. A node
 * from outside of which the case says nothing is never done: the run fails there; only times pass by themselves, at once.
 */
final class Given implements Told {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Leg leg;
    private final Evals.Case said;
    private final Journal journal;

    Given(Leg leg, Evals.Case said, Journal journal) {
        this.leg = leg;
        this.said = said;
        this.journal = journal;
    }

    /** Whether it is never done here: what acts on something, or is answered by somebody. Of each kind it is said, so that none is forgotten. */
    static boolean isOutside(Node node) {
        return switch (node) {
            // a program in the sandbox computes, and files are the run's own: nobody else wrote what they give, and
            // nothing is done
            case Node.Act act -> act.tool().isForeign() || act.tool().effect(act.values()) != Tool.Effect.READS;
            case Node.SubAgent sub -> true;
            case Node.Asking asking -> true;
            case Node.Wait wait -> true;
            case Node.Event event -> true;
            case Node.Model model -> false;
            case Node.Check check -> false;
            case Node.Input input -> false;
            case Node.Template template -> false;
            case Node.Variable variable -> false;
            case Node.Branch branch -> false;
            case Node.Parallel parallel -> false;
            case Node.Join join -> false;
            case Node.Repeating repeating -> false;
            case Node.Result result -> false;
            case Node.Answer answer -> false;
        };
    }

    @Override
    public Optional<NodeWork.Done> done(String position, Node node, Map<String, JsonNode> outputs, Steps.Doing doing) {
        JsonNode all = said.given().get(node.id());
        if (node.computes() || all == null && !isOutside(node)) {
            return Optional.empty();
        }
        if (all == null && !(node instanceof Node.Wait)) {
            throw none(node, "the case gives nothing for it; add it under given, by the node's id");
        }
        JsonNode input = input(node, outputs, doing);
        JsonNode value = all == null ? JSON.objectNode() : pass(node, all);
        if (GivenCheck.isFailure(value)) {
            throw new NodeFailure(
                    GivenCheck.reason(value).orElse(NodeFailure.Reason.NO_ANSWER),
                    value.path(Handled.MESSAGE).asString(""));
        }
        return Optional.of(new NodeWork.Done(Storable.of(input), Storable.of(output(node, value, outputs))));
    }

    /** By how often it was passed: a node is passed by one walk at a time. */
    private JsonNode pass(Node node, JsonNode all) {
        if (!all.isArray()) {
            return all;
        }
        int before = journal.passes(leg.run(), node);
        if (before >= all.size()) {
            throw none(node, "it is passed " + (before + 1) + " times, and the case says what it gives " + all.size());
        }
        return all.get(before);
    }

    private static JsonNode input(Node node, Map<String, JsonNode> outputs, Steps.Doing doing) {
        return switch (node) {
            case Node.Asking asking -> JSON.objectNode().put("question", References.fill(asking.question(), outputs));
            case Node.SubAgent sub -> {
                ObjectNode input = JSON.objectNode();
                sub.input().forEach((name, text) -> input.put(name, References.fill(text, outputs)));
                yield JSON.objectNode().put("agent", sub.agent()).set("input", input);
            }
            case Node.Event event -> JSON.objectNode().put("key", References.fill(event.key(), outputs));
            default -> doing.given();
        };
    }

    /** With what such a node gives in any case. */
    private static JsonNode output(Node node, JsonNode value, Map<String, JsonNode> outputs) {
        if (!(value instanceof ObjectNode given)) {
            throw new IllegalArgumentException("node " + node.id() + " is given " + Fields.kind(value));
        }
        ObjectNode output = given.deepCopy();
        boolean isLate = output.path("late").asBoolean(false);
        switch (node) {
            case Node.Approval approval -> {
                otherwise(output, "note", JSON.stringNode(""));
                if (!isLate
                        && approval.form() != null
                        && output.path("approved").asBoolean(false)) {
                    otherwise(output, "data", approval.form().suggested(outputs));
                }
            }
            case Node.Question question -> {
                if (!isLate && question.form() != null) {
                    otherwise(output, "data", question.form().suggested(outputs));
                }
                otherwise(output, "by", JSON.stringNode(""));
            }
            case Node.Wait wait ->
                otherwise(output, "at", JSON.stringNode(Instant.now().toString()));
            case Node.Event event -> {
                if (!isLate) {
                    otherwise(output, "data", JSON.objectNode());
                    otherwise(output, "at", JSON.stringNode(Instant.now().toString()));
                }
            }
            case Node.SubAgent sub -> {
                otherwise(output, "text", JSON.stringNode(""));
                otherwise(output, "status", JSON.stringNode(Run.State.DONE.name()));
            }
            default -> {}
        }
        return output;
    }

    private static void otherwise(ObjectNode output, String field, JsonNode value) {
        if (!output.has(field)) {
            output.set(field, value);
        }
    }

    private static NodeFailure none(Node node, String why) {
        return new NodeFailure(NodeFailure.Reason.NOT_GIVEN, "node '" + node.id() + "' comes from outside: " + why);
    }
}
