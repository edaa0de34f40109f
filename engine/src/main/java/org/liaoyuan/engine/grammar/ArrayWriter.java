package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.List;

/** Writes arrays. */
final class ArrayWriter {

    private static final Expr COMMA = Expr.seq(Expr.text(","), Json.SPACE);
    private static final int LONGEST_TUPLE = 50;

    private final Rules rules;
    private final ValueWriter values;
    private final Repetition repetition;

    ArrayWriter(Rules rules, ValueWriter values) {
        this.rules = rules;
        this.values = values;
        repetition = new Repetition(rules);
    }

    Expr write(ArrayShape shape, String hint) {
        if (shape.isEmpty()) {
            return Expr.NEVER;
        }
        if (shape.unique() && shape.most() > 1 && !differByThemselves(shape)) {
            return framed(new UniqueItems(rules, values).write(shape, hint));
        }
        if (!shape.contains().isEmpty()) {
            return framed(new CountedItems(rules, values).write(shape, hint));
        }
        return framed(items(shape, hint));
    }

    private static Expr framed(Expr items) {
        return Expr.seq(Expr.text("["), Json.SPACE, items, Expr.text("]"));
    }

    static Expr item(ValueWriter values, Goal goal) {
        return Expr.seq(values.rule(goal), Json.SPACE);
    }

    static Expr comma() {
        return COMMA;
    }

    /** From the end to the front: what may follow the first i items. */
    private Expr items(ArrayShape shape, String hint) {
        int fixed = Math.min(shape.prefix().size(), shape.most());
        Expr rest = rest(shape, fixed, hint);
        for (int i = fixed - 1; i >= 0; i--) {
            Expr item = Expr.seq(i == 0 ? Expr.EMPTY : COMMA, item(values, shape.item(i)), rest);
            rest = i >= shape.least() ? rules.named(hint + "-items", Expr.optional(item)) : item;
        }
        return rest;
    }

    private Expr rest(ArrayShape shape, int fixed, String hint) {
        int least = Math.max(0, shape.least() - fixed);
        int most = shape.most() == Integer.MAX_VALUE ? shape.most() : shape.most() - fixed;
        if (most == 0 || shape.rest().isPlainlyImpossible()) {
            return least == 0 ? Expr.EMPTY : Expr.NEVER;
        }
        Expr item = item(values, shape.rest());
        if (fixed > 0) {
            return repetition.of(rules.named(hint + "-next", Expr.seq(COMMA, item)), least, most);
        }
        int more = most == Integer.MAX_VALUE ? most : most - 1;
        Expr next = more == 0 ? Expr.NEVER : rules.named(hint + "-next", Expr.seq(COMMA, item));
        Expr all = Expr.seq(item, repetition.of(next, Math.max(0, least - 1), more));
        return least == 0 ? Expr.optional(all) : all;
    }

    /** No two places can hold the same value. */
    private boolean differByThemselves(ArrayShape shape) {
        List<Goal> places = new ArrayList<>(shape.prefix());
        boolean closed = shape.rest().isPlainlyImpossible() || shape.most() <= places.size();
        if (!closed) {
            if (shape.most() > LONGEST_TUPLE) {
                return false;
            }
            while (places.size() < shape.most()) {
                places.add(shape.rest());
            }
        }
        for (int i = 0; i < Math.min(places.size(), shape.most()); i++) {
            for (int j = 0; j < i; j++) {
                if (places.size() > LONGEST_TUPLE || !values.exclude(places.get(i), places.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }
}
