package org.liaoyuan.engine.grammar;

import java.util.List;
import java.util.Set;

/**
 * What the values of some keys have to be: of the keys that are among the names or match a pattern, or of all the others.
 *
 * @param wanted a person who writes the schema expects such keys even where names are declared
 */
record KeyRule(Set<String> names, List<Automaton> patterns, boolean others, Goal goal, boolean wanted) {

    static KeyRule named(String name, Goal goal) {
        return new KeyRule(Set.of(name), List.of(), false, goal, false);
    }

    static KeyRule everyKey(Goal goal) {
        return new KeyRule(Set.of(), List.of(), true, goal, false);
    }

    boolean covers(String key) {
        return others != (names.contains(key) || patterns.stream().anyMatch(p -> p.accepts(key)));
    }

    KeyRule withGoal(Goal goal, boolean wanted) {
        return new KeyRule(names, patterns, others, goal, wanted);
    }
}
