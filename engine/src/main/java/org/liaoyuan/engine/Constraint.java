package org.liaoyuan.engine;

import java.util.List;
import java.util.Objects;

/**
 * What an answer must look like.
 *
 * @param gbnf a llama.cpp grammar whose start is {@code root}
 * @param triggers the grammar holds from the end of the first of these texts on, and anything may stand before it; empty: it
 *     holds from the beginning. After the grammar's end only the end of the turn is left.
 * @param onlyAtStart whether a trigger counts only as the very first text of the answer
 */
public record Constraint(String gbnf, List<String> triggers, boolean onlyAtStart) {

    public Constraint {
        Objects.requireNonNull(gbnf, "gbnf");
        triggers = List.copyOf(triggers);
        if (triggers.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a trigger is blank; expected a text that begins the constrained part");
        }
    }

    /** From the end of the first of these texts on. */
    public static Constraint after(String gbnf, List<String> triggers) {
        return new Constraint(gbnf, triggers, false);
    }

    /** From the first token on. */
    public static Constraint of(String gbnf) {
        return new Constraint(gbnf, List.of(), false);
    }
}
