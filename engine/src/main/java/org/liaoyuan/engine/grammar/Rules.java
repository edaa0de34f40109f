package org.liaoyuan.engine.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The rules of a grammar while it is written. */
final class Rules {

    static final String ROOT = "root";
    /** llama.cpp keeps all rules in memory and walks them when a sampler is copied. */
    static final int MOST = 20_000;

    private static final int LONGEST_NAME = 30;

    private final Map<String, Expr> rules = new LinkedHashMap<>();
    private final Map<String, Integer> used = new HashMap<>();

    Rules() {
        Json.RULES.keySet().forEach(name -> used.put(name, 0));
        used.put(ROOT, 0);
    }

    /** A name no rule has yet, made from a hint that may be any text. */
    String fresh(String hint) {
        String name =
                hint.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        name = name.isEmpty() ? "rule" : name.substring(0, Math.min(LONGEST_NAME, name.length()));
        Integer number = used.get(name);
        String free = name;
        while (used.containsKey(free)) {
            number = number == null ? 1 : number + 1;
            free = name + "-" + number;
        }
        used.put(name, number == null ? 0 : number);
        used.put(free, 0);
        return free;
    }

    void put(String name, Expr expr) {
        if (rules.size() >= MOST) {
            throw new Refusal("the grammar has more than " + MOST + " rules; use smaller counts or fewer alternatives");
        }
        rules.put(name, expr);
    }

    /** The expression under a name of its own, unless it is one already. */
    Expr named(String hint, Expr expr) {
        if (expr instanceof Expr.Ref
                || expr instanceof Expr.Text
                || expr.equals(Expr.EMPTY)
                || expr.equals(Expr.NEVER)) {
            return expr;
        }
        String name = fresh(hint);
        put(name, expr);
        return new Expr.Ref(name);
    }

    /** The finished text, or none when no text can be derived from the root. */
    String print() {
        Json.RULES.forEach(rules::putIfAbsent);
        dropImpossible();
        if (rules.getOrDefault(ROOT, Expr.NEVER).equals(Expr.NEVER)) {
            throw new Refusal("no value that the grammar could produce is valid under it");
        }
        replaceAliases();
        return new Printer().print(reachable());
    }

    /** Rules are impossible until shown otherwise; what is shown wakes the rules that wait for it. */
    private void dropImpossible() {
        Map<String, List<String>> waiting = new HashMap<>();
        rules.forEach((name, expr) -> references(
                expr, r -> waiting.computeIfAbsent(r, k -> new ArrayList<>()).add(name)));
        Set<String> possible = new HashSet<>();
        ArrayDeque<String> todo = new ArrayDeque<>(rules.keySet());
        while (!todo.isEmpty()) {
            String name = todo.remove();
            if (!possible.contains(name) && possible(rules.getOrDefault(name, Expr.NEVER), possible)) {
                possible.add(name);
                todo.addAll(waiting.getOrDefault(name, List.of()));
            }
        }
        rules.replaceAll((name, expr) -> possible.contains(name) ? without(expr, possible) : Expr.NEVER);
    }

    private static boolean possible(Expr expr, Set<String> possible) {
        return switch (expr) {
            case Expr.Text text -> true;
            case Expr.Chars chars -> true;
            case Expr.Ref(String rule) -> possible.contains(rule);
            case Expr.Seq(List<Expr> parts) -> parts.stream().allMatch(p -> possible(p, possible));
            case Expr.Choice(List<Expr> options) -> options.stream().anyMatch(o -> possible(o, possible));
            case Expr.Repeat(Expr part, int least, int most) -> least == 0 || possible(part, possible);
        };
    }

    private static Expr without(Expr expr, Set<String> possible) {
        return switch (expr) {
            case Expr.Text text -> text;
            case Expr.Chars chars -> chars;
            case Expr.Ref ref -> possible.contains(ref.rule()) ? ref : Expr.NEVER;
            case Expr.Seq(List<Expr> parts) ->
                Expr.seq(parts.stream().map(p -> without(p, possible)).toList());
            case Expr.Choice(List<Expr> options) ->
                Expr.choice(options.stream().map(o -> without(o, possible)).toList());
            case Expr.Repeat(Expr part, int least, int most) -> Expr.repeat(without(part, possible), least, most);
        };
    }

    /** A rule that is only another rule, or a short text, is put where it is used. */
    private void replaceAliases() {
        Map<String, Expr> aliases = new HashMap<>();
        rules.forEach((name, expr) -> {
            boolean plain = expr instanceof Expr.Ref
                    || (expr instanceof Expr.Text(String text) && text.length() <= 12)
                    || expr.equals(Expr.EMPTY);
            if (plain && !name.equals(ROOT)) {
                aliases.put(name, expr);
            }
        });
        rules.replaceAll((name, expr) -> substituted(expr, aliases));
    }

    private static Expr substituted(Expr expr, Map<String, Expr> aliases) {
        return switch (expr) {
            case Expr.Text text -> text;
            case Expr.Chars chars -> chars;
            case Expr.Ref ref -> {
                Expr at = ref;
                for (int i = 0;
                        i < aliases.size() && at instanceof Expr.Ref(String rule) && aliases.containsKey(rule);
                        i++) {
                    at = aliases.get(rule);
                }
                yield at;
            }
            case Expr.Seq(List<Expr> parts) ->
                Expr.seq(parts.stream().map(p -> substituted(p, aliases)).toList());
            case Expr.Choice(List<Expr> options) ->
                Expr.choice(options.stream().map(o -> substituted(o, aliases)).toList());
            case Expr.Repeat(Expr part, int least, int most) -> Expr.repeat(substituted(part, aliases), least, most);
        };
    }

    private Map<String, Expr> reachable() {
        Set<String> order = new LinkedHashSet<>(List.of(ROOT));
        ArrayDeque<String> todo = new ArrayDeque<>(order);
        Map<String, Expr> result = new LinkedHashMap<>();
        while (!todo.isEmpty()) {
            String name = todo.remove();
            Expr expr = rules.getOrDefault(name, Expr.NEVER);
            result.put(name, expr);
            references(expr, rule -> {
                if (order.add(rule)) {
                    todo.add(rule);
                }
            });
        }
        return result;
    }

    private static void references(Expr expr, Consumer<String> to) {
        switch (expr) {
            case Expr.Text text -> {}
            case Expr.Chars chars -> {}
            case Expr.Ref(String rule) -> to.accept(rule);
            case Expr.Seq(List<Expr> parts) -> parts.forEach(p -> references(p, to));
            case Expr.Choice(List<Expr> options) -> options.forEach(o -> references(o, to));
            case Expr.Repeat(Expr part, int least, int most) -> references(part, to);
        }
    }
}
