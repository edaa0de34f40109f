package org.liaoyuan.server.agent;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.store.Tenant;
import tools.jackson.databind.JsonNode;

/**
 * One going of a run: from its start, or from a person's decision, to its end or the next wait.
 *
 * @param owner on whose account; sees the run and nothing more
 * @param number from 1
 * @param terms in what it differs from other runs of its release
 */
public record Leg(UUID run, int number, Tenant owner, UUID agent, int release, JsonNode input, Terms terms) {

    /**
     * What a run is given at its start, or as it goes on after its end.
     *
     * @param budget what it may use, where that is not as the definition has it; null for that
     * @param origin the run that it replays; null for none
     * @param replay what is taken from there; null for nothing
     * @param isBelow whether another run waits for it
     * @param evalCase the place of the case that says what comes from outside, in the definition's evals; null for none
     */
    record Terms(
            @Nullable JsonNode budget,
            @Nullable UUID origin,
            @Nullable Replay replay,
            boolean isBelow,
            @Nullable Integer evalCase) {

        static final Terms USUAL = new Terms(null, null, null, false, null);
    }

    /** Whose answers a replay takes from the run that it replays: not to be renamed. */
    enum Replay {
        /** Tools', people's and times': models are asked. */
        TOOLS,
        /** Models', too. */
        MODELS
    }

    /** What the engine calls it; a branch of it by this name, a dot and its position. */
    String id() {
        return run + "." + number;
    }

    /** After a wait. */
    Leg next() {
        return new Leg(run, number + 1, owner, agent, release, input, terms);
    }
}
