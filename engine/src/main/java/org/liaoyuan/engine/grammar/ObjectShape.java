package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Objects.
 *
 * @param names the keys that are known by name, in the order in which they are written
 * @param rules what values have to be, by key; each rule that covers a key counts
 * @param keys what every key has to be
 * @param evaluated the keys that a keyword has looked at, for {@code unevaluatedProperties}; the goals in it mean nothing
 */
record ObjectShape(
        Set<String> names,
        List<KeyRule> rules,
        Set<String> required,
        int least,
        int most,
        Goal keys,
        List<KeyRule> evaluated) {

    static final ObjectShape ANY =
            new ObjectShape(Set.of(), List.of(), Set.of(), 0, Integer.MAX_VALUE, Goal.ANYTHING, List.of());

    static ObjectShape sized(int least, int most) {
        return new ObjectShape(Set.of(), List.of(), Set.of(), least, most, Goal.ANYTHING, List.of());
    }

    static ObjectShape having(Set<String> required) {
        return new ObjectShape(required, List.of(), required, 0, Integer.MAX_VALUE, Goal.ANYTHING, List.of());
    }

    static ObjectShape ruled(Set<String> names, List<KeyRule> rules) {
        return new ObjectShape(names, rules, Set.of(), 0, Integer.MAX_VALUE, Goal.ANYTHING, rules);
    }

    /** The key is there and its value is what the goal says. */
    static ObjectShape witness(String key, Goal goal) {
        Set<String> name = Set.of(key);
        return new ObjectShape(
                name, List.of(KeyRule.named(key, goal)), name, 0, Integer.MAX_VALUE, Goal.ANYTHING, List.of());
    }

    static ObjectShape lacking(String key) {
        return new ObjectShape(
                Set.of(),
                List.of(KeyRule.named(key, Goal.NOTHING)),
                Set.of(),
                0,
                Integer.MAX_VALUE,
                Goal.ANYTHING,
                List.of());
    }

    static ObjectShape keyed(Goal keys) {
        return new ObjectShape(Set.of(), List.of(), Set.of(), 0, Integer.MAX_VALUE, keys, List.of());
    }

    Goal value(String key) {
        return Goal.all(
                rules.stream().filter(r -> r.covers(key)).map(KeyRule::goal).toList());
    }

    ObjectShape and(ObjectShape other) {
        return new ObjectShape(
                union(names, other.names),
                joined(rules, other.rules),
                union(required, other.required),
                Math.max(least, other.least),
                Math.min(most, other.most),
                keys.and(other.keys),
                joined(evaluated, other.evaluated));
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        if (b.isEmpty() || a.containsAll(b)) {
            return a;
        }
        Set<String> both = new LinkedHashSet<>(a);
        both.addAll(b);
        return both;
    }

    private static List<KeyRule> joined(List<KeyRule> a, List<KeyRule> b) {
        List<KeyRule> both = new ArrayList<>(a);
        b.stream().filter(rule -> !a.contains(rule)).forEach(both::add);
        return List.copyOf(both);
    }

    /** The same objects with every key that no keyword has looked at having a value that is what the goal says. */
    ObjectShape unevaluated(Goal goal, boolean wanted) {
        Set<String> seenNames = new LinkedHashSet<>();
        List<Automaton> seenPatterns = new ArrayList<>();
        for (KeyRule rule : evaluated) {
            if (rule.others()) {
                // additionalProperties looked at all the rest, and properties beside it at the named ones
                return forgetful(List.of(KeyRule.everyKey(Goal.ANYTHING)));
            }
            seenNames.addAll(rule.names());
            seenPatterns.addAll(rule.patterns());
        }
        List<KeyRule> more = new ArrayList<>(rules);
        more.add(new KeyRule(seenNames, List.copyOf(seenPatterns), true, goal, wanted));
        ObjectShape all = forgetful(List.of(KeyRule.everyKey(Goal.ANYTHING)));
        return new ObjectShape(
                all.names, List.copyOf(more), all.required, all.least, all.most, all.keys, all.evaluated);
    }

    ObjectShape forgetful(List<KeyRule> evaluated) {
        return new ObjectShape(names, rules, required, least, most, keys, evaluated);
    }

    boolean isEmpty() {
        return least > most
                || required.size() > most
                || required.stream().anyMatch(key -> value(key).isPlainlyImpossible());
    }
}
