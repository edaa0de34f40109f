package org.liaoyuan.server.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Comparing;
import org.liaoyuan.server.agent.definition.Evals;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.References;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether a run came to what its case expects. One that failed did not, unless the case speaks of the state that it ended in.
 *
 * @param problem why it did not pass where that is more than its expectations say; empty otherwise
 * @param missed expectations that were not met
 */
record Verdict(String problem, List<Evaluation.Miss> missed) {

    private static final int MOST_VALUE = 1_000;
    private static final int MOST_PROBLEM = 2_000;

    Verdict {
        problem = cut(problem, MOST_PROBLEM);
        missed = List.copyOf(missed);
    }

    boolean isPassed() {
        return problem.isEmpty() && missed.isEmpty();
    }

    /** @param run one that has ended */
    static Verdict of(Evals.Case expected, Run run, List<Run.Step> steps) {
        if (run.failure() == NodeFailure.Reason.NOT_GIVEN) {
            return new Verdict(run.detail(), List.of());
        }
        if (run.state() != Run.State.DONE && expected.expect().stream().noneMatch(Verdict::isOfStatus)) {
            return new Verdict(ending(run), List.of());
        }
        Map<String, JsonNode> outputs = outputs(run, steps);
        Set<String> passed = new LinkedHashSet<>();
        steps.stream().filter(step -> !step.kind().equals("round")).forEach(step -> passed.add(step.node()));
        List<Evaluation.Miss> missed = new ArrayList<>();
        for (int i = 0; i < expected.expect().size(); i++) {
            String value = missed(expected.expect().get(i), run, outputs, passed);
            if (value != null) {
                missed.add(new Evaluation.Miss(i, cut(value, MOST_VALUE)));
            }
        }
        return new Verdict(run.state() == Run.State.DONE || missed.isEmpty() ? "" : ending(run), missed);
    }

    private static String ending(Run run) {
        return run.state() == Run.State.CANCELLED
                ? "its run was cancelled"
                : "its run failed" + (run.failedNode() == null ? "" : " at node " + run.failedNode()) + ": "
                        + run.failure() + (run.detail().isEmpty() ? "" : ": " + run.detail());
    }

    private static boolean isOfStatus(Evals.Expectation one) {
        return one instanceof Evals.Compared compared
                && References.in(compared.value()).stream()
                        .anyMatch(reference -> reference.node().equals(Evals.STATUS));
    }

    /** What each node gave when it was passed last, and what is said of the run as a whole. */
    private static Map<String, JsonNode> outputs(Run run, List<Run.Step> steps) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Map<String, JsonNode> outputs = new LinkedHashMap<>();
        ObjectNode asked = json.objectNode();
        steps.stream().filter(step -> !step.kind().equals("round")).forEach(step -> {
            outputs.put(step.node(), step.output());
            asked.set(step.node(), step.input());
        });
        JsonNode answer = run.output();
        outputs.put(Evals.ANSWER, answer == null ? json.objectNode() : answer);
        outputs.put(Evals.STATUS, json.stringNode(run.state().name()));
        outputs.put(Evals.ASKED, asked);
        return outputs;
    }

    /** What there was in place of what is expected; null where it is as expected. */
    private static @Nullable String missed(
            Evals.Expectation expected, Run run, Map<String, JsonNode> outputs, Set<String> passed) {
        return switch (expected) {
            case Evals.Compared compared -> {
                try {
                    String value = References.fill(compared.value(), outputs);
                    yield Comparing.fits(value, compared.is(), compared.than()) == compared.not() ? value : null;
                } catch (NodeFailure e) {
                    yield String.valueOf(e.getMessage());
                }
            }
            case Evals.Passed one -> passed.contains(one.node()) == one.not() ? String.join(", ", passed) : null;
            case Evals.Data data -> {
                JsonNode output = run.output();
                JsonNode given = output == null ? JsonNodeFactory.instance.objectNode() : output.path("data");
                yield has(given, data.data()) == data.not() ? given.toString() : null;
            }
        };
    }

    private static boolean has(JsonNode given, JsonNode fields) {
        return fields.propertyStream().allMatch(field -> isSame(given.path(field.getKey()), field.getValue()));
    }

    /** 1 is 1.0, and what is not there is null. */
    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return one.isMissingNode() ? other.isNull() : one.equals(other);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
