package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The right side of a grammar rule. The factories keep it small: nothing impossible stays inside, nothing nests needlessly. */
sealed interface Expr {

    Expr EMPTY = new Seq(List.of());
    /** No text at all, not even the empty one. */
    Expr NEVER = new Choice(List.of());

    record Text(String text) implements Expr {}

    record Chars(CodePoints set) implements Expr {}

    record Ref(String rule) implements Expr {}

    record Seq(List<Expr> parts) implements Expr {}

    record Choice(List<Expr> options) implements Expr {}

    /** {@code most} below 0: without an upper bound. */
    record Repeat(Expr part, int least, int most) implements Expr {}

    static Expr text(String text) {
        return text.isEmpty() ? EMPTY : new Text(text);
    }

    static Expr chars(CodePoints set) {
        if (set.isEmpty()) {
            return NEVER;
        }
        return set.isSingle() ? new Text(Character.toString(set.low(0))) : new Chars(set);
    }

    static Expr seq(Expr... parts) {
        return seq(List.of(parts));
    }

    static Expr seq(List<Expr> parts) {
        List<Expr> flat = new ArrayList<>();
        for (Expr part : parts) {
            if (part.equals(NEVER)) {
                return NEVER;
            }
            if (part instanceof Seq(List<Expr> inner)) {
                inner.forEach(e -> append(flat, e));
            } else {
                append(flat, part);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new Seq(List.copyOf(flat));
    }

    private static void append(List<Expr> parts, Expr next) {
        if (next instanceof Text(String text) && !parts.isEmpty() && parts.getLast() instanceof Text(String before)) {
            parts.set(parts.size() - 1, new Text(before + text));
        } else {
            parts.add(next);
        }
    }

    static Expr choice(Expr... options) {
        return choice(List.of(options));
    }

    static Expr choice(List<Expr> options) {
        Set<Expr> kept = new LinkedHashSet<>();
        for (Expr option : options) {
            if (option instanceof Choice(List<Expr> inner)) {
                kept.addAll(inner);
            } else {
                kept.add(option);
            }
        }
        return kept.size() == 1 ? kept.iterator().next() : new Choice(List.copyOf(kept));
    }

    static Expr optional(Expr part) {
        return part.equals(NEVER) ? EMPTY : choice(part, EMPTY);
    }

    static Expr repeat(Expr part, int least, int most) {
        if (part.equals(NEVER) || part.equals(EMPTY)) {
            return least == 0 ? EMPTY : part;
        }
        if (most == 0) {
            return EMPTY;
        }
        return least == 1 && most == 1 ? part : new Repeat(part, least, most);
    }
}
