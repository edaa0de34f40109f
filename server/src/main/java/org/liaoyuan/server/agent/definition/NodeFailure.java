package org.liaoyuan.server.agent.definition;

import java.util.Set;

/** A node can't be done, and trying it again would not help: the run fails there. */
public final class NodeFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For programs and pages. */
    public enum Reason {
        /** The caller's budget is used up. */
        BUDGET,
        /** The model is not open to who started the run, or they are not in the organisation any more. */
        NOT_OPEN,
        /** There is no such model, it is not here, or it does something else. */
        MODEL,
        /** The model or its provider did not answer, at several attempts. */
        NO_ANSWER,
        /** More text than the model or the platform takes. */
        TOO_LONG,
        /** What the definition allows a run, or a node's list of rounds, is used up. */
        LIMIT,
        /** What a node was given by those before it is not what it needs. */
        VALUE,
        /** What a tool asked said no. */
        REFUSED,
        /** What became of a tool's call nobody knows, and a person ended the run. */
        OUTCOME,
        /** The run that is replayed has no answer that fits. */
        REPLAY,
        INTERNAL,
        /** The API key that started the run works no more. */
        KEY,
        /** The run of another agent failed, or somebody cancelled it. */
        AGENT,
        /** The case that is evaluated does not say what a node from outside gives. */
        NOT_GIVEN
    }

    /**
     * What a definition can go on after, by a way of its own. The others are a stop that somebody set (budgets, limits, a key), a person's
     * word, or this program's own fault.
     */
    private static final Set<Reason> HANDLED = Set.of(
            Reason.NOT_OPEN,
            Reason.MODEL,
            Reason.NO_ANSWER,
            Reason.TOO_LONG,
            Reason.VALUE,
            Reason.REFUSED,
            Reason.AGENT);

    public final Reason reason;

    public NodeFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Whether a node's own way for failures is for it. */
    public static boolean isHandled(Reason reason) {
        return HANDLED.contains(reason);
    }

    public boolean isHandled(Node node) {
        return !node.failed().isEmpty() && isHandled(reason);
    }
}
