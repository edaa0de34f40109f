package org.liaoyuan.server.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.liaoyuan.server.agent.Definition.Problem;
import org.liaoyuan.server.agent.Definition.Wrong;
import org.liaoyuan.server.tool.Tool;

/**
 * Looks at nodes that act by tools: what the tools say of their values, and that nothing that can't be taken back is done on the word of
 * what others wrote. From a tool or a signal that gives such text every way to one that does more than to read has to pass a person's
 * decision, unless that node says that it acts unattended. A way on which a decision came too late has passed none.
 */
final class ActCheck {

    private final Map<String, Node> nodes;
    private final List<Problem> problems = new ArrayList<>();

    /** Of a node in a body: the loop whose body it is. */
    private final Map<String, Node.Repeating> loops = new HashMap<>();

    /** @param nodes of a definition that has no other problems */
    ActCheck(Map<String, Node> nodes) {
        this.nodes = nodes;
        nodes.values().forEach(node -> {
            if (node instanceof Node.Repeating loop) {
                loop.body().forEach(id -> loops.put(id, loop));
            }
        });
    }

    List<Problem> problems() {
        List<Node.Act> acts = nodes.values().stream()
                .filter(Node.Act.class::isInstance)
                .map(Node.Act.class::cast)
                .toList();
        for (Node.Act act : acts) {
            act.tool()
                    .check(act.values())
                    .forEach(p -> problems.add(new Problem(act.id(), p.field(), Wrong.VALUE, p.detail())));
            if (!act.unattended() && act.tool().effect(act.values()) != Tool.Effect.READS) {
                nodes.values().stream()
                        .filter(ActCheck::isForeign)
                        .flatMap(from -> way(from.id(), act.id()).stream())
                        .findFirst()
                        .ifPresent(way -> problems.add(new Problem(
                                act.id(),
                                Tools.UNATTENDED,
                                Wrong.UNATTENDED,
                                "it can't be taken back, and comes after what others wrote: " + String.join(" → ", way)
                                        + "; put an approval between them, or say \"unattended\": true")));
            }
        }
        return problems;
    }

    /** Whether what it gives was written by others. */
    private static boolean isForeign(Node node) {
        return node instanceof Node.Event
                || node instanceof Node.Act act && act.tool().isForeign();
    }

    /** The shortest way on which nobody decides. */
    private Optional<List<String>> way(String from, String to) {
        Map<String, String> cameFrom = new HashMap<>();
        ArrayDeque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String id = open.remove();
            for (String next : onward(id).toList()) {
                if (cameFrom.putIfAbsent(next, id) == null) {
                    open.add(next);
                }
            }
        }
        if (!cameFrom.containsKey(to)) {
            return Optional.empty();
        }
        List<String> way = new ArrayList<>(List.of(to));
        do {
            way.addFirst(Objects.requireNonNull(cameFrom.get(way.getFirst())));
        } while (!way.getFirst().equals(from));
        return Optional.of(way);
    }

    private Stream<String> onward(String id) {
        Node node = Objects.requireNonNull(nodes.get(id));
        return switch (node) {
            case Node.Approval approval -> Stream.of(approval.late()).filter(late -> !late.isEmpty());
            // one that is repeated until something holds has a round at least
            case Node.Loop loop -> Stream.of(loop.body().getFirst());
            case Node.Iterate loop -> Stream.of(loop.body().getFirst(), loop.next());
            case Node.Result result ->
                Stream.ofNullable(loops.get(id))
                        .flatMap(loop -> Stream.of(loop.body().getFirst(), loop.next()));
            default -> node.after().stream();
        };
    }
}
