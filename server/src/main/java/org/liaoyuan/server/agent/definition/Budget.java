package org.liaoyuan.server.agent.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one run may use. Looked at before each node; tokens and yuan before each that costs some. So a run passes its limit by one
 * answer of a model at most, in each branch that is walked at once.
 *
 * @param steps the most nodes that are done, rounds included
 * @param tokens read and written by models; 0 for any number
 * @param yuan of electricity and providers; 0 for any sum
 * @param seconds from the run's start, what it waits included; 0 for any time
 */
public record Budget(int steps, int tokens, double yuan, int seconds) {

    static final int USUAL_STEPS = 1_000;

    private static final int MOST_STEPS = 10_000;
    private static final int MOST_TOKENS = 1_000_000_000;
    private static final int MOST_SECONDS = 366 * 24 * 3_600;
    private static final double MOST_YUAN = 1e6;

    /** What a run has used. */
    public record Used(int steps, long tokens, double yuan, boolean isOverdue) {}

    /** Reads the definition's field {@code budget}. */
    public static Budget read(JsonNode json, List<Problem> problems) {
        Fields fields = new Fields(json, "", "budget/", problems);
        Budget budget = new Budget(
                fields.number("steps", 1, MOST_STEPS, USUAL_STEPS),
                fields.number("tokens", 1, MOST_TOKENS, 0),
                yuan(fields, json),
                fields.number("seconds", 1, MOST_SECONDS, 0));
        fields.end();
        return budget;
    }

    private static double yuan(Fields fields, JsonNode json) {
        fields.optionalAny("yuan");
        JsonNode value = json.get("yuan");
        if (value == null) {
            return 0;
        }
        if (!value.isNumber() || value.doubleValue() <= 0 || value.doubleValue() > MOST_YUAN) {
            fields.problem("yuan", Wrong.RANGE, "expected a number above 0, " + (long) MOST_YUAN + " at most");
            return 0;
        }
        return value.doubleValue();
    }

    /** This one, but for what another says. */
    public Budget with(@Nullable JsonNode other) {
        if (other == null) {
            return this;
        }
        Budget read = read(other, new ArrayList<>());
        return new Budget(
                other.has("steps") ? read.steps : steps,
                other.has("tokens") ? read.tokens : tokens,
                other.has("yuan") ? read.yuan : yuan,
                other.has("seconds") ? read.seconds : seconds);
    }

    /** Why a node is not begun; empty where it may be. */
    public Optional<NodeFailure> against(Used used, Node node) {
        if (used.isOverdue()) {
            return Optional.of(limit(seconds + " seconds"));
        }
        if (used.steps() >= steps) {
            return Optional.of(limit(steps + " steps"));
        }
        boolean isJudged = node instanceof Node.Check check && check.judge() != null;
        if (!(node instanceof Node.Model || node instanceof Node.SubAgent || isJudged)) {
            return Optional.empty();
        }
        if (tokens > 0 && used.tokens() >= tokens) {
            return Optional.of(limit(tokens + " tokens"));
        }
        return yuan > 0 && used.yuan() >= yuan ? Optional.of(limit("¥" + yuan)) : Optional.empty();
    }

    /**
     * What a run below may use: what is left of this, if that is less than its own. Something is left of each.
     *
     * @param used of this
     * @param own what its own definition says
     * @param before what it used itself before
     */
    public Budget below(Used used, Budget own, Used before) {
        return new Budget(
                Math.min(own.steps, steps - used.steps() + before.steps()),
                (int) least(own.tokens, tokens == 0 ? 0 : tokens - used.tokens() + before.tokens()),
                least(own.yuan, yuan == 0 ? 0 : yuan - used.yuan() + before.yuan()),
                own.seconds);
    }

    /** Where 0 is any number. */
    private static double least(double one, double other) {
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }

    /** As a definition has it, without the time. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("steps", steps);
        if (tokens > 0) {
            json.put("tokens", tokens);
        }
        return yuan > 0 ? json.put("yuan", yuan) : json;
    }

    public static NodeFailure limit(String what) {
        return new NodeFailure(NodeFailure.Reason.LIMIT, "the run's limit of " + what + " is reached");
    }
}
