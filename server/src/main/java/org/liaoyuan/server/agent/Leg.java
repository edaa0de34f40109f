package org.liaoyuan.server.agent;

import java.util.UUID;
import org.liaoyuan.server.store.Tenant;
import tools.jackson.databind.JsonNode;

/**
 * One going of a run: from its start, or from a person's decision, to its end or the next wait.
 *
 * @param owner on whose account; sees the run and nothing more
 * @param number from 1
 */
record Leg(UUID run, int number, Tenant owner, UUID agent, int release, JsonNode input) {

    /** What the engine calls it; a branch of it by this name, a dot and its position. */
    String id() {
        return run + "." + number;
    }

    /** After a wait. */
    Leg next() {
        return new Leg(run, number + 1, owner, agent, release, input);
    }
}
