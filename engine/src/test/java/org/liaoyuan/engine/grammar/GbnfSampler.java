package org.liaoyuan.engine.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Reads GBNF text the way llama.cpp does (the part that the compiler writes) and draws random derivations from it. It shares nothing
 * with the compiler, so that a mistake in printing shows.
 */
final class GbnfSampler {

    sealed interface Node {
        record Literal(String text) implements Node {}

        record Range(List<int[]> ranges) implements Node {}

        record Rule(String name) implements Node {}

        record Sequence(List<Node> parts) implements Node {}

        record Alternatives(List<Node> options) implements Node {}

        record Repeated(Node part, int least, int most) implements Node {}
    }

    /** A cost that no derivation reaches. */
    private static final int ENDLESS = 1_000_000_000;

    private final Map<String, Node> rules;
    private final Map<String, Integer> costs = new HashMap<>();

    private GbnfSampler(Map<String, Node> rules) {
        this.rules = rules;
        measure();
    }

    static GbnfSampler of(String gbnf) {
        return new GbnfSampler(new GbnfReader(gbnf).read());
    }

    int rules() {
        return rules.size();
    }

    /** How many characters the shortest derivation of each rule has, from below until nothing changes. */
    private void measure() {
        Map<String, List<String>> users = new HashMap<>();
        rules.forEach((name, node) -> references(node)
                .forEach(used ->
                        users.computeIfAbsent(used, k -> new ArrayList<>()).add(name)));
        ArrayDeque<String> todo = new ArrayDeque<>(rules.keySet());
        while (!todo.isEmpty()) {
            String name = todo.remove();
            int cost = cost(rules.get(name));
            if (cost < costs.getOrDefault(name, ENDLESS)) {
                costs.put(name, cost);
                todo.addAll(users.getOrDefault(name, List.of()));
            }
        }
    }

    private static List<String> references(Node node) {
        return switch (node) {
            case Node.Literal l -> List.of();
            case Node.Range r -> List.of();
            case Node.Rule(String name) -> List.of(name);
            case Node.Sequence(List<Node> parts) ->
                parts.stream().flatMap(p -> references(p).stream()).toList();
            case Node.Alternatives(List<Node> options) ->
                options.stream().flatMap(o -> references(o).stream()).toList();
            case Node.Repeated(Node part, int least, int most) -> references(part);
        };
    }

    private int cost(Node node) {
        long cost = switch (node) {
            case Node.Literal(String text) -> text.length();
            case Node.Range r -> 1;
            case Node.Rule(String name) -> costs.getOrDefault(name, ENDLESS) + 1L;
            case Node.Sequence(List<Node> parts) ->
                parts.stream().mapToLong(this::cost).sum();
            case Node.Alternatives(List<Node> options) ->
                options.stream().mapToLong(this::cost).min().orElse(ENDLESS);
            case Node.Repeated(Node part, int least, int most) -> least == 0 ? 0L : (long) least * cost(part);
        };
        return (int) Math.min(cost, ENDLESS);
    }

    boolean isEmpty() {
        return costs.getOrDefault("root", ENDLESS) >= ENDLESS;
    }

    /** One text; after about {@code budget} characters every choice is the shortest one. */
    String draw(RandomGenerator random, int budget) {
        StringBuilder out = new StringBuilder();
        ArrayDeque<Node> todo = new ArrayDeque<>(List.of(new Node.Rule("root")));
        while (!todo.isEmpty()) {
            boolean hurry = out.length() > budget;
            switch (todo.pop()) {
                case Node.Literal(String text) -> out.append(text);
                case Node.Range(List<int[]> ranges) -> out.appendCodePoint(pick(ranges, random));
                case Node.Rule(String name) -> todo.push(rules.get(name));
                case Node.Sequence(List<Node> parts) -> parts.reversed().forEach(todo::push);
                case Node.Alternatives(List<Node> options) -> todo.push(choose(options, hurry, random));
                case Node.Repeated(Node part, int least, int most) -> {
                    int times = least;
                    int spare = most < 0 ? 6 : Math.min(most - least, random.nextInt(20) == 0 ? most - least : 6);
                    times += hurry || cost(part) >= ENDLESS ? 0 : random.nextInt(spare + 1);
                    for (int i = 0; i < times; i++) {
                        todo.push(part);
                    }
                }
            }
        }
        return out.toString();
    }

    private Node choose(List<Node> options, boolean hurry, RandomGenerator random) {
        if (!hurry) {
            return options.get(random.nextInt(options.size()));
        }
        int least = options.stream().mapToInt(this::cost).min().orElseThrow();
        return options.stream().filter(o -> cost(o) == least).findFirst().orElseThrow();
    }

    /** Half of the time near an end of a range, where mistakes are. */
    private static int pick(List<int[]> ranges, RandomGenerator random) {
        int[] range = ranges.get(random.nextInt(ranges.size()));
        return switch (random.nextInt(4)) {
            case 0 -> range[0];
            case 1 -> range[1];
            default -> random.nextInt(range[0], Math.min(range[1], range[0] + 100) + 1);
        };
    }
}
