package org.liaoyuan.server.agent.definition;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an agent does, without problems: every reference leads to a node that has run by then, there is no way round in a circle, and
 * every way ends with an answer.
 *
 * @param variables what each begins with: a text, filled with what the run was started with
 * @param policies what it keeps to
 * @param channels at which doors it is open
 * @param evals cases by which it is evaluated
 * @param nodes by id, as they are written; those of bodies after the node that they belong to
 */
public record Definition(
        String name,
        String description,
        InputSchema input,
        Budget budget,
        Map<String, String> variables,
        Policies policies,
        Set<Channel> channels,
        Evals evals,
        Map<String, Node> nodes) {

    static final int MOST_NODES = 100;
    public static final int MOST_TEXT = 20_000;
    static final int MOST_TOKENS = 8_192;
    static final int MOST_ROUNDS = 100;
    static final int MOST_VARIABLES = 50;

    /** Of bodies in bodies and branches in branches, and of agents that agents run. */
    public static final int DEEPEST = 4;

    public Node first() {
        return nodes.values().stream()
                .filter(Node.Input.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    public Node node(String id) {
        return Optional.ofNullable(nodes.get(id)).orElseThrow(() -> new IllegalStateException("no node " + id));
    }

    /** Whether rounds of this node set a variable. */
    public boolean sets(Node.Repeating node) {
        return node.body().stream()
                .map(this::node)
                .anyMatch(inside ->
                        inside instanceof Node.Variable || inside instanceof Node.Repeating deeper && sets(deeper));
    }

    /** What is wrong with a definition. */
    public enum Wrong {
        MISSING,
        UNKNOWN_FIELD,
        TYPE,
        RANGE,
        UNKNOWN_KIND,
        DUPLICATE,
        UNKNOWN_NODE,
        UNREACHABLE,
        CIRCLE,
        NOT_YET_RUN,
        REFERENCE,
        INPUT_NODES,
        NO_ANSWER,
        /** A way leads out of, or into, a branch or a body; or a node stands where its kind can't. */
        BORDER,
        TOO_DEEP,
        /** What a tool says of a value. */
        VALUE,
        /** It acts on what others wrote, and nobody is asked. */
        UNATTENDED
    }

    /**
     * One thing that is wrong.
     *
     * @param node id of the node; empty for the definition itself
     * @param field where in it, parts by slashes; empty for all of it
     * @param detail which value, and what was expected
     */
    @Schema(name = "AgentProblem")
    public record Problem(String node, String field, Wrong wrong, String detail) {}

    /** Their names, for messages. */
    static String names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).collect(Collectors.joining(", "));
    }
}
