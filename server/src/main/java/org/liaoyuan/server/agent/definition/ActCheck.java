package org.liaoyuan.server.agent.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import org.liaoyuan.server.tool.Tool;

/**
 * Looks at nodes that act by tools: what the tools say of their values, and that nothing that can't be taken back is done on the word of
 * what others wrote. From a tool or a signal that gives such text every way to one that does more than to read has to pass a person's
 * decision, unless that node says that it acts unattended. A way on which a decision came too late has passed none.
 */
public final class ActCheck {

    private final Map<String, Node> nodes;
    private final Map<String, Callee> callees;
    private final Policies policies;
    private final List<Problem> problems = new ArrayList<>();

    /** Of a node in a body: the loop whose body it is. */
    private final Map<String, Node.Repeating> loops = new HashMap<>();

    /**
     * Of a definition that has no other problems.
     *
     * @param callees what nodes run, by their ids
     * @param policies of the definition: they may ask a person before each act
     */
    public ActCheck(Map<String, Node> nodes, Map<String, Callee> callees, Policies policies) {
        this.policies = policies;
        this.nodes = nodes;
        this.callees = callees;
        nodes.values().forEach(node -> {
            if (node instanceof Node.Repeating loop) {
                loop.body().forEach(id -> loops.put(id, loop));
            }
        });
    }

    List<Problem> problems() {
        for (Node act : nodes.values()) {
            if (act instanceof Node.Act tool) {
                tool.tool()
                        .check(tool.values())
                        .forEach(p -> problems.add(new Problem(act.id(), p.field(), Wrong.VALUE, p.detail())));
            }
            if (!isUnattended(act) && acts(act)) {
                nodes.values().stream()
                        .filter(this::isForeign)
                        .flatMap(from -> way(from.id(), act.id()).stream())
                        .findFirst()
                        .ifPresent(way -> problems.add(new Problem(
                                act.id(),
                                Tools.UNATTENDED,
                                Wrong.UNATTENDED,
                                (policies.approval() == Policies.Asked.ALWAYS
                                                ? "it can't be taken back, and the policies ask a person always: "
                                                : "it can't be taken back, and comes after what others wrote: ")
                                        + String.join(" → ", way)
                                        + "; put an approval between them, or say \"unattended\": true")));
            }
        }
        return problems;
    }

    private static boolean isUnattended(Node node) {
        return node instanceof Node.Act act && act.unattended()
                || node instanceof Node.SubAgent sub && sub.unattended();
    }

    /** Whether a node does what can't be taken back. */
    private boolean acts(Node node) {
        return switch (node) {
            case Node.Act act -> act.tool().effect(act.values()) != Tool.Effect.READS;
            case Node.SubAgent sub ->
                Optional.ofNullable(callees.get(sub.id())).map(Callee::acts).orElse(false);
            default -> false;
        };
    }

    /** Whether what it gives was written by others. */
    private boolean isForeign(Node node) {
        return switch (node) {
            case Node.Input input -> policies.approval() == Policies.Asked.ALWAYS;
            case Node.Event event -> true;
            case Node.Act act -> act.tool().isForeign();
            case Node.SubAgent sub ->
                Optional.ofNullable(callees.get(sub.id()))
                        .map(Callee::isForeign)
                        .orElse(false);
            default -> false;
        };
    }

    /** Whether something here acts that nobody decides about, whatever it was started with. */
    public boolean acts(String first) {
        return nodes.values().stream()
                .anyMatch(node -> acts(node) && way(first, node.id()).isPresent());
    }

    /** Whether anything here gives what others wrote. */
    public boolean isForeign() {
        return nodes.values().stream().anyMatch(this::isForeign);
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
            default -> node.ways().stream();
        };
    }
}
