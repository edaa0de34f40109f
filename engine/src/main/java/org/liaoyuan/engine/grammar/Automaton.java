package org.liaoyuan.engine.grammar;

import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic finite automaton over code points: a regular set of texts. State 0 is the start. The edges of a state are
 * triples (first, last, target), sorted; a character without an edge is refused. From every state some accepted text is reachable,
 * except in {@link #NONE}.
 */
final class Automaton {

    /** Larger ones are refused: a grammar gets a rule or so a state. */
    static final int MOST_STATES = 4_000;

    static final Automaton NONE = new Automaton(new int[][] {{}}, new boolean[] {false});
    static final Automaton ANY = new Automaton(new int[][] {{0, 0xD7FF, 0, 0xE000, 0x10FFFF, 0}}, new boolean[] {true});

    private final int[][] edges;
    private final boolean[] accepting;

    Automaton(int[][] edges, boolean[] accepting) {
        this.edges = edges;
        this.accepting = accepting;
    }

    /** Exactly these texts. */
    static Automaton words(Collection<String> words) {
        List<TreeMap<Integer, Integer>> nodes = new ArrayList<>(List.of(new TreeMap<>()));
        List<Integer> ends = new ArrayList<>();
        for (String word : words) {
            int at = 0;
            for (int c : word.codePoints().toArray()) {
                Integer next = nodes.get(at).get(c);
                if (next == null) {
                    next = nodes.size();
                    nodes.get(at).put(c, next);
                    nodes.add(new TreeMap<>());
                }
                at = next;
            }
            ends.add(at);
        }
        int[][] edges = new int[nodes.size()][];
        for (int s = 0; s < edges.length; s++) {
            EdgeList list = new EdgeList();
            nodes.get(s).forEach((c, target) -> list.add(c, c, target));
            edges[s] = list.toArray();
        }
        boolean[] accepting = new boolean[edges.length];
        ends.forEach(end -> accepting[end] = true);
        return new Automaton(edges, accepting).tidy();
    }

    int states() {
        return edges.length;
    }

    int[] edges(int state) {
        return edges[state];
    }

    boolean accepting(int state) {
        return accepting[state];
    }

    boolean isEmpty() {
        return edges.length == 1 && !accepting[0];
    }

    Automaton and(Automaton other) {
        return this == ANY || this == other ? other : other == ANY ? this : Product.of(this, other, Product.Kind.AND);
    }

    Automaton or(Automaton other) {
        if (this == ANY || other == ANY) {
            return ANY;
        }
        return isEmpty() || this == other ? other : other.isEmpty() ? this : Product.of(this, other, Product.Kind.OR);
    }

    Automaton minus(Automaton other) {
        return other == ANY ? NONE : other.isEmpty() ? this : Product.of(this, other, Product.Kind.MINUS);
    }

    boolean accepts(String text) {
        int state = 0;
        for (int c : text.codePoints().toArray()) {
            state = step(state, c);
            if (state < 0) {
                return false;
            }
        }
        return accepting[state];
    }

    private int step(int state, int c) {
        int[] list = edges[state];
        for (int e = 0; e < list.length; e += 3) {
            if (list[e] <= c && c <= list[e + 1]) {
                return list[e + 2];
            }
        }
        return -1;
    }

    /** One of the shortest texts; null when there is none. */
    @Nullable
    String shortest() {
        String[] reached = new String[edges.length];
        reached[0] = "";
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            if (accepting[state]) {
                return reached[state];
            }
            int[] list = edges[state];
            for (int e = 0; e < list.length; e += 3) {
                if (reached[list[e + 2]] == null) {
                    reached[list[e + 2]] = reached[state] + Character.toString(list[e]);
                    queue.add(list[e + 2]);
                }
            }
        }
        return null;
    }

    /** The length of the longest text in characters; -1 when there is no bound. */
    int longest() {
        int[] incoming = new int[edges.length];
        for (int[] list : edges) {
            for (int e = 0; e < list.length; e += 3) {
                incoming[list[e + 2]]++;
            }
        }
        int[] depth = new int[edges.length];
        ArrayDeque<Integer> free = new ArrayDeque<>();
        if (incoming[0] == 0) {
            free.add(0);
        }
        int seen = 0;
        int longest = 0;
        while (!free.isEmpty()) {
            int state = free.remove();
            seen++;
            longest = Math.max(longest, depth[state]);
            int[] list = edges[state];
            for (int e = 0; e < list.length; e += 3) {
                int target = list[e + 2];
                depth[target] = Math.max(depth[target], depth[state] + 1);
                if (--incoming[target] == 0) {
                    free.add(target);
                }
            }
        }
        return seen == edges.length ? longest : -1;
    }

    /** Every text, when there are at most so many; null when there are more. */
    @Nullable
    List<String> texts(int most) {
        List<String> found = new ArrayList<>();
        return longest() >= 0 && longest() <= 1_000 && collect(0, "", most, found) ? found : null;
    }

    private boolean collect(int state, String prefix, int most, List<String> found) {
        if (accepting[state]) {
            found.add(prefix);
        }
        int[] list = edges[state];
        for (int e = 0; e < list.length; e += 3) {
            for (int c = list[e]; c <= list[e + 1]; c++) {
                if (found.size() > most || !collect(list[e + 2], prefix + Character.toString(c), most, found)) {
                    return false;
                }
            }
        }
        return found.size() <= most;
    }

    /** Without the states that lead nowhere, and equal states made one. */
    Automaton tidy() {
        return Minimizer.minimize(trim());
    }

    private Automaton trim() {
        boolean[] alive = accepting.clone();
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int s = edges.length - 1; s >= 0; s--) {
                for (int e = 0; e < edges[s].length && !alive[s]; e += 3) {
                    alive[s] = alive[edges[s][e + 2]];
                    changed |= alive[s];
                }
            }
        }
        if (!alive[0]) {
            return NONE;
        }
        int[][] kept = new int[edges.length][];
        for (int s = 0; s < edges.length; s++) {
            EdgeList list = new EdgeList();
            for (int e = 0; e < edges[s].length; e += 3) {
                if (alive[edges[s][e + 2]]) {
                    list.add(edges[s][e], edges[s][e + 1], edges[s][e + 2]);
                }
            }
            kept[s] = list.toArray();
        }
        return new Automaton(kept, accepting).renumbered(identity(edges.length), edges.length);
    }

    private static int[] identity(int n) {
        int[] result = new int[n];
        Arrays.setAll(result, i -> i);
        return result;
    }

    /** The automaton in which each state is replaced by its group's first member; unreachable states fall away. */
    Automaton renumbered(int[] group, int groups) {
        int[] first = new int[groups];
        Arrays.fill(first, -1);
        for (int s = edges.length - 1; s >= 0; s--) {
            first[group[s]] = s;
        }
        int[] number = new int[groups];
        Arrays.fill(number, -1);
        List<Integer> order = new ArrayList<>();
        number[group[0]] = 0;
        order.add(first[group[0]]);
        List<int[]> result = new ArrayList<>();
        for (int next = 0; next < order.size(); next++) {
            int[] list = edges[order.get(next)];
            EdgeList mapped = new EdgeList();
            for (int e = 0; e < list.length; e += 3) {
                int target = group[list[e + 2]];
                if (number[target] < 0) {
                    number[target] = order.size();
                    order.add(first[target]);
                }
                mapped.add(list[e], list[e + 1], number[target]);
            }
            result.add(mapped.toArray());
        }
        boolean[] ends = new boolean[order.size()];
        for (int s = 0; s < ends.length; s++) {
            ends[s] = accepting[order.get(s)];
        }
        return new Automaton(result.toArray(int[][]::new), ends);
    }

    /** What tells a state from others, given the groups known so far. */
    IntBuffer signature(int state, int[] group) {
        EdgeList list = new EdgeList();
        int[] own = edges[state];
        for (int e = 0; e < own.length; e += 3) {
            list.add(own[e], own[e + 1], group[own[e + 2]]);
        }
        list.add(-1, -1, group[state]);
        return IntBuffer.wrap(list.toArray());
    }
}
