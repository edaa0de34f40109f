package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * From a regular expression to a deterministic automaton: Thompson's construction, then subsets of its states.
 *
 * <p>The text is thought of as standing between two markers that are no characters, so that an anchor is simply "the marker comes
 * here" and an expression that is not anchored may have anything before and after it.
 */
final class Subsets {

    private static final int START = 0x110000;
    private static final int END = 0x110001;
    private static final int MOST_NODES = 20_000;
    /** Node visits; a bound on time, reached only by expressions that explode. */
    private static final long MOST_WORK = 20_000_000;

    private final List<List<Integer>> silent = new ArrayList<>();
    private final List<CodePoints> sets = new ArrayList<>();
    private final List<Integer> targets = new ArrayList<>();
    private long work;

    private Subsets() {}

    /** The texts in which the expression is found somewhere. */
    static Automaton search(Regex regex) {
        Regex anything = new Regex.Repeat(new Regex.Chars(CodePoints.ALL), 0, Regex.UNBOUNDED);
        Regex none = new Regex.Sequence(List.of());
        Regex before = new Regex.Choice(List.of(none, new Regex.Sequence(List.of(new Regex.Edge(true), anything))));
        Regex after = new Regex.Choice(List.of(none, new Regex.Sequence(List.of(anything, new Regex.Edge(false)))));
        return new Subsets().compile(new Regex.Sequence(List.of(before, regex, after)));
    }

    /** The texts that are matched from the first character to the last. */
    static Automaton whole(Regex regex) {
        return search(new Regex.Sequence(List.of(new Regex.Edge(true), regex, new Regex.Edge(false))));
    }

    private Automaton compile(Regex regex) {
        int last = node();
        int first = build(regex, last);
        BitSet start = new BitSet();
        start.set(first);
        BitSet begun = step(closure(start), START);
        Map<BitSet, Integer> numbers = new HashMap<>(Map.of(begun, 0));
        List<BitSet> order = new ArrayList<>(List.of(begun));
        List<int[]> edges = new ArrayList<>();
        for (int next = 0; next < order.size(); next++) {
            edges.add(edges(order.get(next), numbers, order));
        }
        boolean[] accepting = new boolean[order.size()];
        for (int s = 0; s < accepting.length; s++) {
            accepting[s] = step(order.get(s), END).get(last);
        }
        return new Automaton(edges.toArray(int[][]::new), accepting).tidy();
    }

    private int[] edges(BitSet nodes, Map<BitSet, Integer> numbers, List<BitSet> order) {
        TreeSet<Integer> cuts = new TreeSet<>();
        nodes.stream().filter(n -> targets.get(n) >= 0).forEach(n -> {
            CodePoints set = sets.get(n);
            for (int r = 0; r < set.ranges() && set.low(r) < START; r++) {
                cuts.add(set.low(r));
                cuts.add(set.high(r) + 1);
            }
        });
        Work.charge(20L * cuts.size());
        EdgeList result = new EdgeList();
        Integer low = cuts.isEmpty() ? null : cuts.first();
        for (Integer cut : cuts) {
            if (low != null && cut > low) {
                BitSet target = step(nodes, low);
                if (!target.isEmpty()) {
                    result.add(low, cut - 1, numbers.computeIfAbsent(target, ignored -> {
                        order.add(target);
                        return order.size() - 1;
                    }));
                }
                low = cut;
            }
        }
        if (order.size() > Automaton.MOST_STATES) {
            throw new Refusal("the pattern needs more than " + Automaton.MOST_STATES + " states; make it simpler");
        }
        return result.toArray();
    }

    private BitSet step(BitSet nodes, int c) {
        BitSet result = new BitSet();
        for (int n = nodes.nextSetBit(0); n >= 0; n = nodes.nextSetBit(n + 1)) {
            spend();
            if (targets.get(n) >= 0 && sets.get(n).contains(c)) {
                result.set(targets.get(n));
            }
        }
        return closure(result);
    }

    private BitSet closure(BitSet nodes) {
        List<Integer> todo = new ArrayList<>(nodes.stream().boxed().toList());
        while (!todo.isEmpty()) {
            for (int next : silent.get(todo.removeLast())) {
                spend();
                if (!nodes.get(next)) {
                    nodes.set(next);
                    todo.add(next);
                }
            }
        }
        return nodes;
    }

    private void spend() {
        if (++work > MOST_WORK) {
            throw new Refusal("the pattern is too expensive to compile; make it simpler");
        }
        Work.charge(1);
    }

    private int node() {
        if (silent.size() >= MOST_NODES) {
            throw new Refusal("the pattern is too large; use smaller repetition counts");
        }
        silent.add(new ArrayList<>());
        sets.add(CodePoints.NONE);
        targets.add(-1);
        return silent.size() - 1;
    }

    /** Adds nodes for the expression in front of {@code next}; returns the first of them. */
    private int build(Regex regex, int next) {
        return switch (regex) {
            case Regex.Chars(CodePoints set) -> reading(set, next);
            case Regex.Edge(boolean start) -> reading(CodePoints.of(start ? START : END), next);
            case Regex.Sequence(List<Regex> parts) -> {
                int at = next;
                for (Regex part : parts.reversed()) {
                    at = build(part, at);
                }
                yield at;
            }
            case Regex.Choice(List<Regex> options) -> {
                int fork = node();
                options.forEach(option -> silent.get(fork).add(build(option, next)));
                yield fork;
            }
            case Regex.Repeat(Regex part, int least, int most) -> repeat(part, least, most, next);
        };
    }

    private int reading(CodePoints set, int next) {
        int node = node();
        sets.set(node, set);
        targets.set(node, next);
        return node;
    }

    private int repeat(Regex part, int least, int most, int next) {
        int at = next;
        if (most == Regex.UNBOUNDED) {
            at = node();
            silent.get(at).add(next);
            silent.get(at).add(build(part, at));
        } else {
            for (int i = least; i < most; i++) {
                int fork = node();
                silent.get(fork).add(next);
                silent.get(fork).add(build(part, at));
                at = fork;
            }
        }
        for (int i = 0; i < least; i++) {
            at = build(part, at);
        }
        return at;
    }
}
