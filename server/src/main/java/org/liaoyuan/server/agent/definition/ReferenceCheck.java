package org.liaoyuan.server.agent.definition;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;

/** Looks whether what a node's texts refer to has been passed by then. */
final class ReferenceCheck {

    private final Map<String, Node> nodes;
    private final Map<String, String> bodies;
    private final List<Problem> problems;
    private final Set<String> variables;

    ReferenceCheck(Map<String, Node> nodes, Map<String, String> bodies, List<Problem> problems, Set<String> variables) {
        this.variables = variables;
        this.nodes = nodes;
        this.bodies = bodies;
        this.problems = problems;
    }

    /** What stands among what was passed for a node that failed, and is no id. */
    static String failed(String id) {
        return id + " failed";
    }

    /**
     * Looks at a node's texts.
     *
     * @param passed ids of those that every way to the node has passed, and that are seen from it; of those that failed on every way
     *     {@link #failed}
     */
    void check(Node node, Set<String> passed) {
        for (Node.Filled text : node.texts()) {
            for (References.Reference reference : References.in(text.text())) {
                if (reference.isSecret()) {
                    secret(node, text.field(), reference);
                } else if (reference.isVariable()) {
                    variable(node, text.field(), reference);
                } else {
                    check(node.id(), text.field(), reference, passed);
                }
            }
        }
    }

    /** Of a node that has a way for its failure, what is told on that way alone. */
    private boolean isOfFailure(References.Reference reference) {
        return !Objects.requireNonNull(nodes.get(reference.node())).failed().isEmpty()
                && reference.path().size() == 1
                && Handled.FIELDS.contains(reference.path().getFirst());
    }

    private void failed(String id, String field, References.Reference reference, Set<String> passed) {
        boolean isFailed = passed.contains(failed(reference.node()));
        if (isFailed == isOfFailure(reference)) {
            return;
        }
        String way = Objects.requireNonNull(nodes.get(reference.node())).failed();
        problems.add(new Problem(
                id,
                field,
                Wrong.NOT_YET_RUN,
                "{{" + reference.written() + "}} "
                        + (isFailed
                                ? "refers to what a node gave that has failed on this way; expected {{"
                                        + reference.node() + ".error}} or {{" + reference.node() + ".message}}"
                                : "is known on the way for the failure of '" + reference.node()
                                        + "' alone, which begins with '" + way + "'")));
    }

    private void variable(Node node, String field, References.Reference reference) {
        if (reference.path().size() != 1 || !variables.contains(reference.path().getFirst())) {
            problems.add(new Problem(
                    node.id(),
                    field,
                    Wrong.REFERENCE,
                    "{{" + reference.written() + "}} names no variable of the definition; expected {{var.NAME}}, of "
                            + String.join(", ", variables)));
        }
    }

    private void secret(Node node, String field, References.Reference reference) {
        boolean fits = node instanceof Node.Act act
                && act.tool().takesSecrets(field.split("/", 2)[0])
                && reference.path().size() == 1;
        if (!fits) {
            problems.add(new Problem(
                    node.id(),
                    field,
                    Wrong.REFERENCE,
                    "{{" + reference.written() + "}} is a secret, which can't be put in here"));
        }
    }

    private void check(String id, String field, References.Reference reference, Set<String> passed) {
        String written = "{{" + reference.written() + "}} ";
        if (reference.node().isEmpty()) {
            problems.add(new Problem(
                    id, field, Wrong.REFERENCE, written + "names no node; expected {{node}} or {{node.field}}"));
        } else if (!nodes.containsKey(reference.node())) {
            problems.add(new Problem(
                    id,
                    field,
                    Wrong.UNKNOWN_NODE,
                    written + "refers to '" + reference.node() + "', which no node is called"));
        } else if (passed.contains(failed(reference.node())) || isOfFailure(reference)) {
            failed(id, field, reference, passed);
        } else if (!passed.contains(reference.node())) {
            String body = bodies.getOrDefault(reference.node(), "");
            problems.add(new Problem(
                    id,
                    field,
                    Wrong.NOT_YET_RUN,
                    written + "refers to a node that not every way here has passed"
                            + (body.isEmpty()
                                    ? ""
                                    : "; what stands in a body is seen in it alone, after it as {{" + body + "}}")));
        }
    }
}
