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

    /** What it does, in a few words, for who completes a definition in an editor. */
    default String summary() {
        return "";
    }

    /** Whether a field may hold {@code {{secret.NAME}}}, which {@link ToolCall#secrets} fills. */
    default boolean takesSecrets(String field) {
        return false;
    }

    /**
     * How the value of a reference is put into a field, so that it stays a value there: an address takes no spaces, JSON no quotes.
     *
     * @param written the node's values before any is filled
     * @param before the field's text up to there, filled
     * @throws ToolFailure if it can't be put there
     */
    default String put(ToolValues written, String field, String before, String value) {
        return value;
    }

    /**
     * Whether what it gives was written by others, who may have written it so that a model or a person does something: between it and
     * a tool that does more than {@link Effect#READS} somebody has to be asked.
     */
    default boolean isForeign() {
        return true;
    }

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
