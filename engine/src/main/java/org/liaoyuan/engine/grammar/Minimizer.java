package org.liaoyuan.engine.grammar;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;

/** Makes states one that accept the same rest (Moore's partition refinement). */
final class Minimizer {

    /** Above this size the refinement, quadratic on long chains, costs more than it saves. */
    private static final int LARGEST = 2_500;

    private Minimizer() {}

    static Automaton minimize(Automaton automaton) {
        int n = automaton.states();
        if (n > LARGEST) {
            return automaton;
        }
        int[] group = new int[n];
        int groups = 1;
        for (int s = 0; s < n; s++) {
            group[s] = automaton.accepting(s) ? 1 : 0;
        }
        while (true) {
            Map<IntBuffer, Integer> found = new HashMap<>();
            int[] finer = new int[n];
            for (int s = 0; s < n; s++) {
                finer[s] = found.computeIfAbsent(automaton.signature(s, group), ignored -> found.size());
            }
            group = finer;
            if (found.size() == groups) {
                return groups == n ? automaton : automaton.renumbered(group, groups);
            }
            groups = found.size();
        }
    }
}
