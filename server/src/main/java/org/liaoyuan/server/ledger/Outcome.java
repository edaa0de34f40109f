package org.liaoyuan.server.ledger;

/** How a request ended. */
public enum Outcome {
    /** The model had said all. */
    STOP,
    /** The limit of the request, or of the context, was reached. */
    LENGTH,
    /** The model asks for tools. */
    TOOL_CALLS,
    /** The asker went away or said stop. */
    CANCELLED,
    /** A budget was used up on the way. */
    BUDGET,
    /** It failed on the way. */
    ERROR,
    /** It was turned away before any work: no budget left, too busy, no such model, too long. */
    REFUSED
}
