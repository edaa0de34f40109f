package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays.
 *
 * @param prefix what the first items have to be
 * @param rest what every later item has to be
 * @param contains how many items have to be what
 * @param unique no two items are equal
 * @param evaluated how many items from the first on a keyword has looked at, for {@code unevaluatedItems};
 *     {@link Integer#MAX_VALUE} for all
 */
record ArrayShape(
        List<Goal> prefix, Goal rest, int least, int most, List<Count> contains, boolean unique, int evaluated) {

    /** Between {@code least} and {@code most} items are what the goal says. */
    record Count(Goal goal, int least, int most) {}

    static final ArrayShape ANY = new ArrayShape(List.of(), Goal.ANYTHING, 0, Integer.MAX_VALUE, List.of(), false, 0);

    static ArrayShape sized(int least, int most) {
        return new ArrayShape(List.of(), Goal.ANYTHING, least, most, List.of(), false, 0);
    }

    static ArrayShape items(List<Goal> prefix, Goal rest, int evaluated) {
        return new ArrayShape(prefix, rest, 0, Integer.MAX_VALUE, List.of(), false, evaluated);
    }

    static ArrayShape counting(Count count) {
        return new ArrayShape(List.of(), Goal.ANYTHING, 0, Integer.MAX_VALUE, List.of(count), false, 0);
    }

    Goal item(int index) {
        return index < prefix.size() ? prefix.get(index) : rest;
    }

    ArrayShape and(ArrayShape other) {
        List<Goal> both = new ArrayList<>();
        for (int i = 0; i < Math.max(prefix.size(), other.prefix.size()); i++) {
            both.add(item(i).and(other.item(i)));
        }
        List<Count> counts = new ArrayList<>(contains);
        other.contains.stream().filter(c -> !contains.contains(c)).forEach(counts::add);
        return new ArrayShape(
                List.copyOf(both),
                rest.and(other.rest),
                Math.max(least, other.least),
                Math.min(most, other.most),
                List.copyOf(counts),
                unique || other.unique,
                Math.max(evaluated, other.evaluated));
    }

    /** The same arrays with every item that no keyword has looked at being what the goal says. */
    ArrayShape unevaluated(Goal goal) {
        List<Goal> longer = new ArrayList<>();
        int length = evaluated == Integer.MAX_VALUE ? prefix.size() : Math.max(prefix.size(), evaluated);
        for (int i = 0; i < length; i++) {
            longer.add(i < evaluated ? item(i) : item(i).and(goal));
        }
        Goal others = evaluated == Integer.MAX_VALUE ? rest : rest.and(goal);
        return new ArrayShape(List.copyOf(longer), others, least, most, contains, unique, Integer.MAX_VALUE);
    }

    ArrayShape forgetful() {
        return new ArrayShape(prefix, rest, least, most, contains, unique, 0);
    }

    boolean isEmpty() {
        if (least > most) {
            return true;
        }
        for (int i = 0; i < Math.min(least, prefix.size() + 1); i++) {
            if (item(i).isPlainlyImpossible()) {
                return true;
            }
        }
        return false;
    }
}
