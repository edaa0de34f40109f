package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run as people see it.
 *
 * @param own whether it is of who asks
 * @param failedNode where it failed; null otherwise
 * @param detail why, in words
 * @param output what the answer said; null before
 */
@Schema(name = "AgentRun")
record Run(
        UUID id,
        UUID agent,
        int release,
        String name,
        boolean own,
        State state,
        JsonNode input,
        @Nullable JsonNode output,
        @Nullable String failedNode,
        NodeFailure.@Nullable Reason failure,
        String detail,
        Instant startedAt,
        @Nullable Instant endedAt) {

    enum State {
        /** Somewhere a process walks it, or will soon. */
        RUNNING,
        /** For a person. */
        WAITING,
        DONE,
        FAILED,
        CANCELLED;

        boolean isEnd() {
            return this != RUNNING && this != WAITING;
        }
    }

    /**
     * A node that was done.
     *
     * @param position from 0
     * @param model that answered; null where none was asked
     * @param joules energy of the computing; 0 where none was measured
     */
    @Schema(name = "AgentRunStep")
    record Step(
            int position,
            int leg,
            String node,
            String kind,
            JsonNode input,
            JsonNode output,
            @Nullable String model,
            int promptTokens,
            int completionTokens,
            double joules,
            double yuan,
            Instant startedAt,
            Instant endedAt) {}

    /**
     * A question to a person.
     *
     * @param approved null while nobody decided
     */
    @Schema(name = "AgentApproval")
    record Approval(
            int position,
            String node,
            String question,
            Node.Decider by,
            @Nullable Boolean approved,
            String note,
            Instant askedAt,
            @Nullable Instant decidedAt) {}

    /** All of it. */
    @Schema(name = "WholeAgentRun")
    record Whole(Run run, List<Step> steps, List<Approval> approvals) {}
}
