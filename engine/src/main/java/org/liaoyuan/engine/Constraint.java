package org.liaoyuan.engine;

import java.util.List;
import java.util.Objects;

/**
 * What an answer must look like: one of several grammars, each from where its trigger ends. Anything may stand before the
 * first trigger; after a grammar's end only the end of the turn is left.
 *
 * @param parts at least one
 */
public record Constraint(List<Part> parts) {

    /**
     * A grammar and when it begins to hold.
     *
     * @param trigger it holds from the end of this text on; empty: from the beginning of the answer
     * @param onlyAtStart whether the trigger counts only as the very first text of the answer
     * @param gbnf a llama.cpp grammar whose start is {@code root}
     */
    public record Part(String trigger, boolean onlyAtStart, String gbnf) {

        public Part {
            Objects.requireNonNull(gbnf, "gbnf");
            if (!trigger.isEmpty() && trigger.isBlank()) {
                throw new IllegalArgumentException(
                        "a trigger is blank; expected a text that begins the constrained part");
            }
        }
    }

    public Constraint {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a constraint without parts; give at least one grammar");
        }
        if (parts.size() > 1 && parts.stream().anyMatch(p -> p.trigger().isEmpty())) {
            throw new IllegalArgumentException("a grammar that holds from the beginning leaves no room for others");
        }
    }

    /** From the end of this text on. */
    public static Constraint after(String trigger, String gbnf) {
        return new Constraint(List.of(new Part(trigger, false, gbnf)));
    }

    /** From the first token on. */
    public static Constraint of(String gbnf) {
        return new Constraint(List.of(new Part("", false, gbnf)));
    }
}
