package org.liaoyuan.server.agent.definition;

import java.util.Set;
import java.util.UUID;

/**
 * A release that a node runs, and what matters of it to the agent that does.
 *
 * @param isOpen whether agents may run it
 * @param acts whether it may do what can't be taken back without a person's decision inside of it
 * @param isForeign whether what it says may hold what others wrote
 * @param all agents that it runs, at whatever depth, and itself
 * @param depth of agents in each other: 1 where it runs none
 */
public record Callee(
        Pin pin,
        String name,
        InputSchema input,
        boolean isOpen,
        boolean acts,
        boolean isForeign,
        Set<UUID> all,
        int depth) {

    /** Which release: kept with that of the agent that runs it, so that it stays the same. */
    public record Pin(UUID agent, int release) {}
}
