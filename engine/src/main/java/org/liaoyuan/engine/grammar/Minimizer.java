package org.liaoyuan.engine.grammar;

import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes states one that accept the same rest (Moore's partition refinement). It starts from the length of the longest rest, which
 * tells the states of a long chain apart at once.
 */
final class Minimizer {

    private static final int LARGEST = 4_000;

    private Minimizer() {}

    static Automaton minimize(Automaton automaton) {
        int n = automaton.states();
        if (n > LARGEST) {
            return automaton;
        }
        int[] longest = longestRests(automaton);
        int[] group = new int[n];
        Map<Integer, Integer> first = new HashMap<>();
        for (int s = 0; s < n; s++) {
            group[s] =
                    first.computeIfAbsent(2 * longest[s] + (automaton.accepting(s) ? 1 : 0), ignored -> first.size());
        }
        int groups = first.size();
        while (groups < n) {
            Map<IntBuffer, Integer> found = new HashMap<>();
            int[] finer = new int[n];
            for (int s = 0; s < n; s++) {
                Work.charge(10 + automaton.edges(s).length);
                finer[s] = found.computeIfAbsent(automaton.signature(s, group), ignored -> found.size());
            }
            group = finer;
            if (found.size() == groups) {
                return automaton.renumbered(group, groups);
            }
            groups = found.size();
        }
        return automaton;
    }

    /** For each state the length of the longest text from it to the end; -1 when there is no bound. */
    private static int[] longestRests(Automaton automaton) {
        int n = automaton.states();
        List<List<Integer>> sources = new ArrayList<>();
        for (int s = 0; s < n; s++) {
            sources.add(new ArrayList<>());
        }
        int[] open = new int[n];
        for (int s = 0; s < n; s++) {
            int[] edges = automaton.edges(s);
            for (int e = 0; e < edges.length; e += 3) {
                sources.get(edges[e + 2]).add(s);
                open[s]++;
            }
        }
        int[] longest = new int[n];
        Arrays.fill(longest, -1);
        ArrayDeque<Integer> todo = new ArrayDeque<>();
        for (int s = 0; s < n; s++) {
            if (open[s] == 0) {
                longest[s] = 0;
                todo.add(s);
            }
        }
        int[] best = new int[n];
        while (!todo.isEmpty()) {
            int target = todo.remove();
            for (int source : sources.get(target)) {
                best[source] = Math.max(best[source], longest[target] + 1);
                if (--open[source] == 0) {
                    longest[source] = best[source];
                    todo.add(source);
                }
            }
        }
        return longest;
    }
}
