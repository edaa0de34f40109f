package org.liaoyuan.engine.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an automaton as rules: one for each state at which ways part or meet, each text in exactly one way, so that the sampler
 * follows a single derivation.
 */
final class TextWriter {

    /** Line breaks on whose place in "." dialects of regular expressions disagree; nobody misses them. */
    private static final CodePoints DISPUTED = CodePoints.anyOf("\u0085\u2028\u2029");

    private static final CodePoints NON_ASCII =
            CodePoints.range(0x80, 0x10FFFF).and(CodePoints.ALL).minus(DISPUTED);
    private static final Map<Integer, Character> SHORT =
            Map.of(0x08, 'b', 0x0C, 'f', 0x0A, 'n', 0x0D, 'r', 0x09, 't', 0x22, '"', 0x5C, '\\');

    private final Rules rules;
    private final boolean quoted;

    /** @param quoted the texts are the contents of JSON strings, not JSON themselves */
    TextWriter(Rules rules, boolean quoted) {
        this.rules = rules;
        this.quoted = quoted;
    }

    /** The one way we write a character inside a JSON string. */
    static String escape(int c) {
        Character letter = SHORT.get(c);
        if (letter != null) {
            return "\\" + letter;
        }
        return c < 0x20 ? String.format("\\u%04x", c) : Character.toString(c);
    }

    Expr write(Automaton automaton, String hint) {
        if (automaton.isEmpty()) {
            return Expr.NEVER;
        }
        Map<Integer, String> names = new HashMap<>();
        int[] incoming = incoming(automaton);
        for (int s = 1; s < automaton.states(); s++) {
            if (!inline(automaton, incoming, s)) {
                names.put(s, rules.fresh(hint + "-s"));
            }
        }
        if (incoming[0] > 0) {
            names.put(0, rules.fresh(hint + "-s"));
        }
        names.forEach((state, name) -> rules.put(name, options(automaton, state, names)));
        Expr first = names.containsKey(0) ? new Expr.Ref(names.get(0)) : options(automaton, 0, names);
        return quoted ? Expr.seq(Expr.text("\""), first) : first;
    }

    private static int[] incoming(Automaton automaton) {
        int[] incoming = new int[automaton.states()];
        for (int s = 0; s < incoming.length; s++) {
            targets(automaton, s).keySet().forEach(t -> incoming[t]++);
        }
        return incoming;
    }

    /** Reached from one place and going on to one place, or nowhere. */
    private static boolean inline(Automaton automaton, int[] incoming, int state) {
        int ways = targets(automaton, state).size() + (automaton.accepting(state) ? 1 : 0);
        return ways == 1 && (incoming[state] == 1 || targets(automaton, state).isEmpty());
    }

    private static Map<Integer, CodePoints> targets(Automaton automaton, int state) {
        Map<Integer, CodePoints> targets = new LinkedHashMap<>();
        int[] edges = automaton.edges(state);
        for (int e = 0; e < edges.length; e += 3) {
            targets.merge(edges[e + 2], CodePoints.range(edges[e], edges[e + 1]), CodePoints::or);
        }
        return targets;
    }

    private Expr options(Automaton automaton, int state, Map<Integer, String> names) {
        List<Expr> options = new ArrayList<>();
        targets(automaton, state).forEach((target, set) -> options.add(path(automaton, set, target, names)));
        if (automaton.accepting(state)) {
            options.add(quoted ? Expr.text("\"") : Expr.EMPTY);
        }
        return Expr.choice(options);
    }

    /** Along states without a name of their own, to one that has one or to the end. */
    private Expr path(Automaton automaton, CodePoints set, int target, Map<Integer, String> names) {
        List<Expr> parts = new ArrayList<>();
        parts.add(character(set));
        int at = target;
        while (!names.containsKey(at)) {
            Map<Integer, CodePoints> next = targets(automaton, at);
            if (next.isEmpty()) {
                parts.add(quoted ? Expr.text("\"") : Expr.EMPTY);
                return Expr.seq(parts);
            }
            Map.Entry<Integer, CodePoints> way = next.entrySet().iterator().next();
            parts.add(character(way.getValue()));
            at = way.getKey();
        }
        parts.add(new Expr.Ref(names.get(at)));
        return Expr.seq(parts);
    }

    private Expr character(CodePoints set) {
        if (!quoted) {
            return Expr.chars(set);
        }
        if (set.equals(CodePoints.ALL)) {
            return Json.CHAR;
        }
        CodePoints agreed = set.minus(DISPUTED).isEmpty() ? set : set.minus(DISPUTED);
        List<Expr> options = new ArrayList<>();
        options.add(Expr.chars(agreed.and(Json.PLAIN)));
        CodePoints shorts = CodePoints.NONE;
        for (Map.Entry<Integer, Character> entry : SHORT.entrySet()) {
            shorts = agreed.contains(entry.getKey()) ? shorts.or(CodePoints.of(entry.getValue())) : shorts;
        }
        options.add(Expr.seq(Expr.text("\\"), Expr.chars(shorts)));
        for (int sixteens = 0; sixteens < 2; sixteens++) {
            options.add(control(agreed, sixteens));
        }
        if (agreed.containsAll(NON_ASCII)) {
            options.add(Expr.seq(Expr.text("\\u"), Json.WIDE));
        }
        return Expr.choice(options.stream().filter(o -> !o.equals(Expr.NEVER)).toList());
    }

    /** Control characters that have no short escape, by their last hexadecimal digit. */
    private static Expr control(CodePoints set, int sixteens) {
        CodePoints digits = CodePoints.NONE;
        for (int low = 0; low < 16; low++) {
            int c = sixteens * 16 + low;
            if (set.contains(c) && !SHORT.containsKey(c)) {
                digits = digits.or(CodePoints.anyOf(Integer.toHexString(low)));
            }
        }
        return Expr.seq(Expr.text("\\u00" + sixteens), Expr.chars(digits));
    }
}
