package org.liaoyuan.server.agent.door;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.Agent;
import org.liaoyuan.server.agent.Agents;
import org.liaoyuan.server.agent.Which;
import org.liaoyuan.server.agent.definition.Channel;
import org.springframework.stereotype.Component;

/** By which names programs call agents: {@code NAME}, {@code NAME@test}, {@code NAME@3}; where two have the same name, their ids. */
@Component
class AgentNames {

    private final Agents agents;

    AgentNames(Agents agents) {
        this.agents = agents;
    }

    /** An agent, and which of its releases. */
    record Meant(UUID agent, Which which) {}

    /** All that can be run, by the names that call them. */
    Map<String, Agent.Released> all() {
        List<Agent.Released> released = agents.released().stream()
                .filter(agent -> agent.channels().contains(Channel.MODEL))
                .toList();
        Set<String> seen = new HashSet<>();
        Set<String> twice = released.stream()
                .map(Agent.Released::name)
                .filter(name -> !seen.add(name))
                .collect(Collectors.toSet());
        return released.stream()
                .collect(Collectors.toMap(
                        agent -> twice.contains(agent.name()) ? agent.agent().toString() : agent.name(),
                        agent -> agent,
                        (one, other) -> one,
                        java.util.TreeMap::new));
    }

    /**
     * Which agent is called so.
     *
     * @throws RefusedException if none is, or several are
     * @throws IllegalArgumentException if what stands after @ is neither a label nor a number
     */
    Meant find(String name) {
        List<Agent.Released> released = agents.released();
        List<UUID> whole = called(released, name);
        int at = name.lastIndexOf('@');
        if (whole.isEmpty() && at > 0) {
            String after = name.substring(at + 1);
            return new Meant(
                    only(called(released, name.substring(0, at)), name),
                    after.matches("[1-9][0-9]{0,8}") ? Which.of(Integer.valueOf(after), null) : Which.of(null, after));
        }
        return new Meant(only(whole, name), Which.DEFAULT);
    }

    private static List<UUID> called(List<Agent.Released> released, String name) {
        return released.stream()
                .filter(agent ->
                        agent.name().equals(name) || agent.agent().toString().equals(name))
                .map(Agent.Released::agent)
                .toList();
    }

    private static UUID only(List<UUID> found, String name) {
        if (found.size() > 1) {
            throw RefusedException.conflict("several agents are called '" + name + "': name one by its id: " + found);
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() ->
                        RefusedException.absent("There is no released agent '" + name + "' in this organisation"));
    }
}
