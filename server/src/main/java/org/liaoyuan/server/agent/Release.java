package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A release as builders see it.
 *
 * @param releasedBy what whoever made it is called; empty when there is no such person any more
 * @param labels that stand on it: dev, test, prod
 */
@Schema(name = "AgentRelease")
record Release(int number, String name, String releasedBy, Instant releasedAt, List<String> labels) {

    /** With what it does. */
    @Schema(name = "WholeAgentRelease")
    record Whole(int number, List<String> labels, JsonNode definition) {}

    /**
     * A label was moved.
     *
     * @param before the release that it stood on; null for none
     * @param release that it stands on from then on; null for none
     * @param movedBy what whoever did it is called; empty when there is no such person any more
     */
    @Schema(name = "AgentLabelMove")
    record Move(
            String label,
            @Nullable Integer before,
            @Nullable Integer release,
            String movedBy,
            Instant movedAt) {}
}
