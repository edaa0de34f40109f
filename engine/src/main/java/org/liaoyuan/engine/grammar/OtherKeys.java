package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Members whose keys are not known by name. The patterns cut the possible keys into classes; all keys of a class have to have the
 * same values.
 */
final class OtherKeys {

    private static final int MOST_CLASSES = 32;

    private final Rules rules;
    private final ValueWriter values;

    OtherKeys(Rules rules, ValueWriter values) {
        this.rules = rules;
        this.values = values;
    }

    /** One such member, or nothing where the schema has none or wouldn't miss them. */
    Expr write(ObjectShape shape, Set<String> names, List<String> written, Automaton allowed, String hint) {
        boolean needed = written.isEmpty() || shape.least() > written.size();
        if (!needed && shape.rules().stream().noneMatch(KeyRule::wanted)) {
            return Expr.NEVER;
        }
        Set<String> named = new LinkedHashSet<>(names);
        shape.rules().forEach(rule -> named.addAll(rule.names()));
        List<Expr> members = new ArrayList<>();
        for (Automaton keys : classes(shape, allowed.minus(Automaton.words(named)))) {
            String example = keys.shortest();
            if (example != null && (needed || wanted(shape, example))) {
                Goal value = shape.value(example);
                if (!value.isPlainlyImpossible()) {
                    members.add(member(keys, value, hint));
                }
            }
        }
        return members.isEmpty() ? Expr.NEVER : Expr.choice(members);
    }

    private static boolean wanted(ObjectShape shape, String key) {
        return shape.rules().stream().anyMatch(rule -> rule.wanted() && rule.covers(key));
    }

    private static List<Automaton> classes(ObjectShape shape, Automaton all) {
        Set<Automaton> patterns = new LinkedHashSet<>();
        shape.rules().forEach(rule -> patterns.addAll(rule.patterns()));
        List<Automaton> classes = List.of(all);
        for (Automaton pattern : patterns) {
            List<Automaton> finer = new ArrayList<>();
            for (Automaton keys : classes) {
                finer.add(keys.and(pattern));
                finer.add(keys.minus(pattern));
            }
            classes = finer.stream().filter(keys -> !keys.isEmpty()).toList();
            if (classes.size() > MOST_CLASSES) {
                throw new Refusal("the patterns cut the keys into more than " + MOST_CLASSES + " classes");
            }
        }
        return classes;
    }

    private Expr member(Automaton keys, Goal value, String hint) {
        Expr key = keys == Automaton.ANY ? Json.STRING : new TextWriter(rules, true).write(keys, hint + "-key");
        return Expr.seq(rules.named(hint + "-key", key), Json.colon(), values.rule(value), Json.SPACE);
    }
}
