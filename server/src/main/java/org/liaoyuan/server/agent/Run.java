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
        /** For a person or a time; nothing else can go on. */
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
     * @param position where in the walk: 3, or 4.left.0 in a branch, or 5.2.0 in a round of a loop, each from 0, rounds from 1
     * @param number when in the walk, from 1
     * @param kind of the node; {@code round} for one of a loop's rounds
     * @param model that answered; null where none was asked
     * @param joules energy of the computing; 0 where none was measured
     */
    @Schema(name = "AgentRunStep")
    record Step(
            String position,
            int number,
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
     * @param approved null where nobody decided
     * @param open whether somebody may still decide
     * @param dueAt until when; null for ever
     * @param decidedAt when somebody did, or when it was over without
     */
    @Schema(name = "AgentApproval")
    record Approval(
            String position,
            String node,
            String question,
            Node.Decider by,
            @Nullable Boolean approved,
            boolean open,
            String note,
            Instant askedAt,
            @Nullable Instant dueAt,
            @Nullable Instant decidedAt) {}

    /**
     * A time that is waited for.
     *
     * @param open whether it still is
     */
    @Schema(name = "AgentPause")
    record Pause(String position, String node, boolean open, Instant since, Instant dueAt) {}

    /**
     * A call of a tool of which nobody knows whether it was made, and a person says what is to be done.
     *
     * @param kind of the node
     * @param open whether somebody may still say it
     * @param sent what was sent, secrets as their names
     * @param known what is known of it; empty where the process ended in its middle
     * @param answeredAt when somebody said it last
     */
    @Schema(name = "AgentOutcome")
    record Outcome(
            String position,
            String node,
            String kind,
            boolean open,
            JsonNode sent,
            String known,
            Instant begunAt,
            Instant askedAt,
            @Nullable Instant answeredAt) {}

    /** All of it: steps in the order in which they were done. */
    @Schema(name = "WholeAgentRun")
    record Whole(Run run, List<Step> steps, List<Approval> approvals, List<Pause> pauses, List<Outcome> outcomes) {}
}
