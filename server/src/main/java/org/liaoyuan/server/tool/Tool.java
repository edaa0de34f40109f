package org.liaoyuan.server.tool;

import java.util.List;

/**
 * Something that a node acts with. What it gives is data of others: never looked through for references, never an instruction.
 *
 * <p>A tool is used by whoever started the run ({@code store.Tenant}, {@code access.Identity} as far as it stands for them), by many
 * threads at once, and keeps nothing of a call.
 */
public interface Tool {

    /** What definitions call it: the kind of its nodes. Small letters. */
    String kind();

    /** Fields of its nodes beside those that all have, in the order of a form. */
    List<ToolField> fields();

    /** What is wrong with values that fit their fields one by one; references in them are not filled yet. */
    default List<Problem> check(ToolValues values) {
        return List.of();
    }

    /** What happens if it is used twice with these values; references in them may be filled or not. */
    Effect effect(ToolValues values);

    /**
     * Uses it once.
     *
     * @return what later nodes refer to
     * @throws ToolFailure if it can't be done, or nobody knows whether it was
     */
    ToolResult use(ToolCall call) throws InterruptedException;

    /** @param detail which value, and what was expected */
    record Problem(String field, String detail) {}

    /** What a second use does. */
    enum Effect {
        /** Nothing: it only reads. */
        READS,
        /** Nothing, since the other side knows the call's key. */
        KEYED,
        /** It again: after a call that broke off a person has to say what is to be done. */
        ONCE
    }
}
