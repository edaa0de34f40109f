package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two automata run side by side: intersection, union and difference. */
final class Product {

    enum Kind {
        AND,
        OR,
        MINUS
    }

    private static final int DEAD = -1;

    private final Automaton a;
    private final Automaton b;
    private final Kind kind;
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final List<int[]> pairs = new ArrayList<>();

    private Product(Automaton a, Automaton b, Kind kind) {
        this.a = a;
        this.b = b;
        this.kind = kind;
    }

    static Automaton of(Automaton a, Automaton b, Kind kind) {
        return new Product(a, b, kind).run();
    }

    private Automaton run() {
        number(0, 0);
        List<int[]> edges = new ArrayList<>();
        for (int next = 0; next < pairs.size(); next++) {
            if (pairs.size() > Automaton.MOST_STATES) {
                throw new Refusal("the texts that are allowed together need an automaton of more than "
                        + Automaton.MOST_STATES + " states; use simpler patterns or smaller lengths");
            }
            edges.add(edges(pairs.get(next)));
        }
        boolean[] accepting = new boolean[pairs.size()];
        for (int s = 0; s < accepting.length; s++) {
            boolean inA = pairs.get(s)[0] != DEAD && a.accepting(pairs.get(s)[0]);
            boolean inB = pairs.get(s)[1] != DEAD && b.accepting(pairs.get(s)[1]);
            accepting[s] = switch (kind) {
                case AND -> inA && inB;
                case OR -> inA || inB;
                case MINUS -> inA && !inB;
            };
        }
        return new Automaton(edges.toArray(int[][]::new), accepting).tidy();
    }

    private int number(int stateA, int stateB) {
        long key = ((long) stateA << 32) ^ (stateB & 0xFFFFFFFFL);
        return numbers.computeIfAbsent(key, ignored -> {
            pairs.add(new int[] {stateA, stateB});
            return pairs.size() - 1;
        });
    }

    /** Sweeps over both sorted lists of ranges, cutting them where either begins or ends. */
    private int[] edges(int[] pair) {
        int[] listA = pair[0] == DEAD ? new int[0] : a.edges(pair[0]);
        int[] listB = pair[1] == DEAD ? new int[0] : b.edges(pair[1]);
        Work.charge(10 + 2L * (listA.length + listB.length));
        EdgeList result = new EdgeList();
        int i = 0;
        int j = 0;
        int at = 0;
        while (i < listA.length || j < listB.length) {
            int lowA = i < listA.length ? Math.max(listA[i], at) : Integer.MAX_VALUE;
            int lowB = j < listB.length ? Math.max(listB[j], at) : Integer.MAX_VALUE;
            int low = Math.min(lowA, lowB);
            int high = Math.min(lowA == low ? listA[i + 1] : lowA - 1, lowB == low ? listB[j + 1] : lowB - 1);
            int targetA = lowA == low ? listA[i + 2] : DEAD;
            int targetB = lowB == low ? listB[j + 2] : DEAD;
            if (alive(targetA, targetB)) {
                result.add(low, high, number(targetA, targetB));
            }
            at = high + 1;
            i += lowA == low && listA[i + 1] == high ? 3 : 0;
            j += lowB == low && listB[j + 1] == high ? 3 : 0;
        }
        return result.toArray();
    }

    private boolean alive(int targetA, int targetB) {
        return switch (kind) {
            case AND -> targetA != DEAD && targetB != DEAD;
            case OR -> true;
            case MINUS -> targetA != DEAD;
        };
    }
}
