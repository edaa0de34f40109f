package org.liaoyuan.engine.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Arrays some of whose items have to be something ({@code contains}): a rule for each number of items and of hits so far. */
final class CountedItems {

    private static final int MOST_STATES = 2_000;
    private static final int MOST_COUNTS = 3;

    /** @param items so far, up to where it makes no difference any more */
    private record State(int items, List<Integer> hits) {}

    private final Rules rules;
    private final ValueWriter values;
    private final Map<State, String> names = new HashMap<>();
    private final ArrayDeque<State> todo = new ArrayDeque<>();

    CountedItems(Rules rules, ValueWriter values) {
        this.rules = rules;
        this.values = values;
    }

    Expr write(ArrayShape shape, String hint) {
        if (shape.contains().size() > MOST_COUNTS) {
            throw new Refusal("more than " + MOST_COUNTS + " contains together are not supported");
        }
        Expr first = ref(new State(0, shape.contains().stream().map(c -> 0).toList()), hint);
        while (!todo.isEmpty()) {
            State state = todo.remove();
            rules.put(name(state), options(state, shape, hint));
        }
        return first;
    }

    private String name(State state) {
        return names.getOrDefault(state, Rules.ROOT);
    }

    private Expr ref(State state, String hint) {
        if (names.size() > MOST_STATES) {
            throw new Refusal("counting the items needs more than " + MOST_STATES + " rules; use smaller numbers");
        }
        return new Expr.Ref(names.computeIfAbsent(state, s -> {
            todo.add(s);
            return rules.fresh(hint + "-counted");
        }));
    }

    private Expr options(State state, ArrayShape shape, String hint) {
        List<Expr> options = new ArrayList<>();
        if (state.items >= shape.least() && enough(state, shape)) {
            options.add(Expr.EMPTY);
        }
        if (state.items < shape.most()) {
            int sets = 1 << shape.contains().size();
            for (int hit = sets - 1; hit >= 0; hit--) {
                options.add(item(state, hit, shape, hint));
            }
        }
        return Expr.choice(options.stream().filter(o -> !o.equals(Expr.NEVER)).toList());
    }

    private static boolean enough(State state, ArrayShape shape) {
        for (int i = 0; i < shape.contains().size(); i++) {
            if (state.hits.get(i) < shape.contains().get(i).least()) {
                return false;
            }
        }
        return true;
    }

    /** One more item that hits exactly the counts whose bits are set; where it doesn't matter, "not hit" means "who knows". */
    private Expr item(State state, int hit, ArrayShape shape, String hint) {
        Goal goal = shape.item(state.items);
        List<Integer> hits = new ArrayList<>();
        for (int i = 0; i < shape.contains().size(); i++) {
            ArrayShape.Count count = shape.contains().get(i);
            boolean bounded = count.most() != Integer.MAX_VALUE;
            boolean hitting = (hit & (1 << i)) != 0;
            int before = state.hits.get(i);
            if (hitting && (bounded ? before >= count.most() : before >= count.least())) {
                return Expr.NEVER;
            }
            if (hitting) {
                goal = goal.and(count.goal());
            } else if (bounded) {
                Goal miss = values.negated(count.goal());
                goal = goal.and(miss);
            }
            hits.add(hitting ? before + 1 : before);
        }
        // beyond the prefix and every bound, one more item changes nothing
        int settled = Math.max(
                shape.prefix().size(), Math.max(shape.least(), shape.most() == Integer.MAX_VALUE ? 0 : shape.most()));
        State next = new State(Math.min(state.items + 1, Math.max(settled, 1)), List.copyOf(hits));
        return Expr.seq(
                state.items == 0 ? Expr.EMPTY : ArrayWriter.comma(), ArrayWriter.item(values, goal), ref(next, hint));
    }
}
