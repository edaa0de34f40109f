package org.liaoyuan.server.agent.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import tools.jackson.databind.JsonNode;

/** Looks whether what a case says that a node gives is something that such a node could give. */
public final class GivenCheck {

    private static final int MOST = 200_000;
    private static final int MOST_PASSES = 1_000;

    private final Map<String, Node> nodes;
    private final List<Problem> problems;

    GivenCheck(Map<String, Node> nodes, List<Problem> problems) {
        this.nodes = nodes;
        this.problems = problems;
    }

    /** Whether a case says that a node fails: {@code error}, maybe {@code message}, and nothing else. */
    public static boolean isFailure(JsonNode value) {
        return value.has(Handled.ERROR) && value.propertyNames().stream().allMatch(Handled.FIELDS::contains);
    }

    /** Why; empty where it is no reason that a node's way for failures is for. */
    public static Optional<NodeFailure.Reason> reason(JsonNode value) {
        return Handled.reason(value.path(Handled.ERROR).asString(""));
    }

    /**
     * Looks at one.
     *
     * @param place where it stands in the definition
     * @param id of the node
     * @param value an object, or a list of them
     */
    void check(String place, String id, JsonNode value) {
        Node node = nodes.get(id);
        if (node == null) {
            problem(place, Wrong.UNKNOWN_NODE, "there is no node '" + id + "'");
            return;
        }
        if (node.computes()) {
            problem(
                    place,
                    Wrong.BORDER,
                    "a node of kind " + node.kind() + " computes what it gives; expected one of a tool, a person, a "
                            + "time, a signal, another agent or a model");
            return;
        }
        if (value.toString().length() > MOST || FilledJson.isTooDeep(value)) {
            problem(
                    place,
                    Wrong.RANGE,
                    "expected JSON of " + MOST + " characters and " + FilledJson.DEEPEST + " levels at most");
            return;
        }
        if (!value.isArray()) {
            one(place, node, value);
            return;
        }
        if (value.isEmpty() || value.size() > MOST_PASSES) {
            problem(
                    place,
                    Wrong.RANGE,
                    "there are " + value.size() + "; expected what it gives at each pass, 1 to " + MOST_PASSES);
        }
        for (int i = 0; i < value.size(); i++) {
            one(place + "/" + i, node, value.get(i));
        }
    }

    private void one(String place, Node node, JsonNode value) {
        if (!value.isObject()) {
            problem(place, Wrong.TYPE, "it is " + Fields.kind(value) + "; expected an object");
        } else if (isFailure(value)) {
            failure(place, value);
        } else if (node instanceof Node.Asking asking) {
            asked(place, asking, value);
        } else if (node instanceof Node.Event event) {
            names(place, value, Set.of("data", "at", "late"));
            late(place, value, event.within());
        } else if (node instanceof Node.Model && !value.path("text").isString()) {
            problem(place + "/text", Wrong.MISSING, "expected the text that the model answers with");
        }
    }

    private void failure(String place, JsonNode value) {
        if (reason(value).isEmpty()) {
            problem(
                    place + "/" + Handled.ERROR,
                    Wrong.RANGE,
                    "it is " + value.path(Handled.ERROR) + "; expected one of " + String.join(", ", Handled.reasons()));
        }
        if (value.has(Handled.MESSAGE) && !value.path(Handled.MESSAGE).isString()) {
            problem(place + "/" + Handled.MESSAGE, Wrong.TYPE, "expected a text");
        }
    }

    private void asked(String place, Node.Asking node, JsonNode value) {
        boolean isApproval = node instanceof Node.Approval;
        names(
                place,
                value,
                isApproval ? Set.of("approved", "note", "data", "late") : Set.of("text", "data", "by", "late"));
        late(place, value, node.within());
        boolean isLate = value.path("late").asBoolean(false);
        if (isApproval && !isLate && !value.path("approved").isBoolean()) {
            problem(place + "/approved", Wrong.MISSING, "expected true or false");
        }
        if (!isApproval && !isLate && node.form() == null && !value.path("text").isString()) {
            problem(place + "/text", Wrong.MISSING, "expected the text that is answered");
        }
        data(place, node.form(), value);
    }

    private void data(String place, @Nullable Form form, JsonNode value) {
        if (!value.has("data") || value.path("data").isEmpty() && form == null) {
            return;
        }
        if (form == null) {
            problem(place + "/data", Wrong.UNKNOWN_FIELD, "the node has no form");
            return;
        }
        // as where people decide: whoever says no need not fill in what a yes needs
        boolean isNo =
                value.path("approved").isBoolean() && !value.path("approved").asBoolean();
        form.schema().check(value.path("data")).stream()
                .filter(problem ->
                        !isNo || problem.field().isEmpty() || value.path("data").has(problem.field()))
                .forEach(problem -> problem(
                        place + "/data" + (problem.field().isEmpty() ? "" : "/" + problem.field()),
                        problem.wrong(),
                        problem.detail()));
    }

    private void late(String place, JsonNode value, int within) {
        if (value.path("late").asBoolean(false) && within == 0) {
            problem(place + "/late", Wrong.BORDER, "the node has no limit of time; expected one in its field within");
        }
    }

    private void names(String place, JsonNode value, Set<String> known) {
        value.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problem(
                        place + "/" + name,
                        Wrong.UNKNOWN_FIELD,
                        "expected one of "
                                + String.join(", ", known.stream().sorted().toList())));
    }

    private void problem(String place, Wrong wrong, String detail) {
        problems.add(new Problem("", place, wrong, detail));
    }
}
