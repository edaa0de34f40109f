package org.liaoyuan.server.agent;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.ActCheck;
import org.liaoyuan.server.agent.definition.Callee;
import org.liaoyuan.server.agent.definition.Channel;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import org.liaoyuan.server.agent.definition.DefinitionReader;
import org.liaoyuan.server.agent.definition.Node;

/** The agents that a definition's nodes run, as they stand now: which releases those would be, and whether they can be run so. */
final class Callees implements DefinitionReader.Calling {

    private final Agents agents;
    private final @Nullable UUID self;
    private final Map<Callee.Pin, Callee> known = new HashMap<>();

    /** @param self the agent whose definition it is; null for one that is not there yet */
    Callees(Agents agents, @Nullable UUID self) {
        this.agents = agents;
        this.self = self;
    }

    /**
     * Those of these nodes, by the node's id.
     *
     * @param problems what is wrong is added
     */
    @Override
    public Map<String, Callee> of(Collection<Node> nodes, List<Problem> problems) {
        Map<String, Callee> found = new HashMap<>();
        for (Node node : nodes) {
            if (node instanceof Node.SubAgent sub) {
                try {
                    Callee callee = callee(meant(sub));
                    found.put(sub.id(), callee);
                    check(sub, callee, problems);
                } catch (RefusedException e) {
                    problems.add(new Problem(sub.id(), "agent", Wrong.VALUE, String.valueOf(e.getMessage())));
                }
            }
        }
        return found;
    }

    private Callee.Pin meant(Node.SubAgent node) {
        List<UUID> called = agents.released().stream()
                .filter(agent -> agent.name().equals(node.agent())
                        || agent.agent().toString().equals(node.agent()))
                .map(Agent.Released::agent)
                .toList();
        if (called.isEmpty()) {
            throw RefusedException.absent("There is no released agent '" + node.agent()
                    + "' in this organisation; release it first, or name another");
        }
        if (called.size() > 1) {
            throw RefusedException.conflict(
                    "several agents are called '" + node.agent() + "': name one by its id: " + called);
        }
        Which which = node.label().isEmpty() ? Which.DEFAULT : Which.of(null, node.label());
        return new Callee.Pin(
                called.getFirst(), agents.released(called.getFirst(), which).number());
    }

    /** Releases run what was released before them: they come to an end. */
    private Callee callee(Callee.Pin pin) {
        Callee before = known.get(pin);
        if (before != null) {
            return before;
        }
        Definition definition = agents.definition(pin.agent(), pin.release());
        Map<String, Callee> below = new HashMap<>();
        agents.calls(pin.agent(), pin.release()).forEach((node, other) -> below.put(node, callee(other)));
        ActCheck acts = new ActCheck(definition.nodes(), below, definition.policies());
        Set<UUID> all = new HashSet<>(Set.of(pin.agent()));
        below.values().forEach(callee -> all.addAll(callee.all()));
        Callee callee = new Callee(
                pin,
                definition.name(),
                definition.input(),
                definition.channels().contains(Channel.AGENT),
                acts.acts(definition.first().id()),
                acts.isForeign(),
                Set.copyOf(all),
                1 + below.values().stream().mapToInt(Callee::depth).max().orElse(0));
        known.put(pin, callee);
        return callee;
    }

    private void check(Node.SubAgent node, Callee callee, List<Problem> problems) {
        if (self != null && callee.all().contains(self)) {
            problems.add(new Problem(
                    node.id(),
                    "agent",
                    Wrong.CIRCLE,
                    "'" + node.agent() + "' runs this agent, which would run itself"));
        }
        if (!callee.isOpen()) {
            problems.add(new Problem(
                    node.id(),
                    "agent",
                    Wrong.VALUE,
                    "'" + node.agent() + "' is open to no agents: its channels lack agent"));
        }
        if (callee.depth() > Definition.DEEPEST) {
            problems.add(new Problem(
                    node.id(),
                    "agent",
                    Wrong.TOO_DEEP,
                    "'" + node.agent() + "' runs agents that run agents; expected " + Definition.DEEPEST
                            + " in each other at most"));
        }
        node.input().keySet().stream()
                .filter(name -> !callee.input().fields().containsKey(name))
                .forEach(name -> problems.add(new Problem(
                        node.id(),
                        "input/" + name,
                        Wrong.UNKNOWN_FIELD,
                        "'" + node.agent() + "' is not started with such a field; expected one of "
                                + String.join(", ", callee.input().fields().keySet()))));
        callee.input().fields().forEach((name, field) -> {
            if (field.required() && !node.input().containsKey(name)) {
                problems.add(new Problem(
                        node.id(), "input", Wrong.MISSING, "'" + node.agent() + "' needs the field '" + name + "'"));
            }
        });
    }
}
