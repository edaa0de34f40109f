package org.liaoyuan.server.agent.definition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a node gives that failed and has a way for that: the reason as {@code error} and words as {@code message}, and nothing else. It is
 * its step's output, so which way was gone follows from what is recorded, as it does after a branch.
 */
public final class Handled {

    static final String ERROR = "error";
    public static final String MESSAGE = "message";

    static final Set<String> FIELDS = Set.of(ERROR, MESSAGE);

    private static final int MOST = 2_000;

    private static final Set<String> REASONS =
            Stream.of(NodeFailure.Reason.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private Handled() {}

    public static ObjectNode output(NodeFailure failure) {
        String message = String.valueOf(failure.getMessage());
        return JsonNodeFactory.instance
                .objectNode()
                .put(ERROR, failure.reason.name())
                .put(MESSAGE, message.length() > MOST ? message.substring(0, MOST) : message);
    }

    /** Reasons that a node's way for failures is for. */
    static List<String> reasons() {
        return Stream.of(NodeFailure.Reason.values())
                .filter(NodeFailure::isHandled)
                .map(Enum::name)
                .toList();
    }

    /** One of them by its name; empty if there is none. */
    static Optional<NodeFailure.Reason> reason(String name) {
        return Stream.of(NodeFailure.Reason.values())
                .filter(NodeFailure::isHandled)
                .filter(reason -> reason.name().equals(name))
                .findFirst();
    }

    public static boolean isOne(JsonNode output) {
        return output.size() == FIELDS.size()
                && output.path(MESSAGE).isString()
                && REASONS.contains(output.path(ERROR).asString(""));
    }

    /** Whether it leads to the node's way for failures. */
    public static boolean isOne(Node node, JsonNode output) {
        return !node.failed().isEmpty() && isOne(output);
    }
}
