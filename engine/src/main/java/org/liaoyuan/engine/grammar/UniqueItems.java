package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays of different items, where the items come from a short list of values: a rule for each set of values that are used up. A
 * longer list is used in its order only.
 */
final class UniqueItems {

    /** 2^7 sets. */
    private static final int MOST_IN_ANY_ORDER = 7;

    private static final int MOST_VALUES = 100;

    private final Rules rules;
    private final ValueWriter values;
    private final Map<String, Expr> known = new HashMap<>();

    UniqueItems(Rules rules, ValueWriter values) {
        this.rules = rules;
        this.values = values;
    }

    Expr write(ArrayShape shape, String hint) {
        List<Expr> items = values.finite(shape.rest(), MOST_VALUES);
        if (items == null || !shape.prefix().isEmpty() || !shape.contains().isEmpty()) {
            throw new Refusal("uniqueItems can only be kept for items that come from a list of at most " + MOST_VALUES
                    + " values (enum, const, boolean), or for at most one item (maxItems 1)");
        }
        return after(0, 0, items, shape, hint);
    }

    /** What may come when {@code used} holds the values used up (any order), or when those before {@code used} may not come any more. */
    private Expr after(long used, int count, List<Expr> items, ArrayShape shape, String hint) {
        Expr done = known.get(used + "/" + count);
        if (done != null) {
            return done;
        }
        List<Expr> options = new ArrayList<>();
        if (count >= shape.least()) {
            options.add(Expr.EMPTY);
        }
        boolean anyOrder = items.size() <= MOST_IN_ANY_ORDER;
        for (int i = 0; i < items.size() && count < shape.most(); i++) {
            if (anyOrder ? (used & (1L << i)) == 0 : i >= used) {
                Expr rest = after(anyOrder ? used | (1L << i) : i + 1, count + 1, items, shape, hint);
                options.add(Expr.seq(count == 0 ? Expr.EMPTY : ArrayWriter.comma(), items.get(i), Json.SPACE, rest));
            }
        }
        Expr result = rules.named(hint + "-unique", Expr.choice(options));
        known.put(used + "/" + count, result);
        return result;
    }
}
