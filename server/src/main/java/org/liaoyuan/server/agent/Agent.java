package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Channel;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import tools.jackson.databind.JsonNode;

/**
 * An agent as its builders see it.
 *
 * @param name the draft's; empty where it has none
 * @param draft as it was written
 * @param revision of the draft, from 1; a change names the one that it is made from
 * @param problems of the draft: it can be released when there are none
 * @param released number of the newest release; null while there is none
 */
public record Agent(
        UUID id,
        String name,
        JsonNode draft,
        int revision,
        List<Problem> problems,
        @Nullable Integer released,
        Instant changedAt) {

    /**
     * An agent that can be run.
     *
     * @param number of the release
     * @param input JSON Schema of what a run is started with
     * @param output JSON Schema of the answer's data; null where it has none
     * @param channels at which doors it is open
     */
    @Schema(name = "ReleasedAgent")
    public record Released(
            UUID agent,
            int number,
            String name,
            String description,
            JsonNode input,
            @Nullable JsonNode output,
            Set<Channel> channels,
            Instant releasedAt) {}
}
