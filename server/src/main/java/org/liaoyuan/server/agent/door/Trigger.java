package org.liaoyuan.server.agent.door;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What starts runs by itself, on the account of whoever made it.
 *
 * @param own whether it is of who asks
 * @param label of the release that is run; null for what is run by default
 * @param input what runs are started with; of a webhook what its requests do not say
 * @param cron of a schedule: minute, hour, day of the month, month, day of the week
 * @param missed of a schedule: what becomes of times at which no server was there
 * @param signed whether a webhook takes signed requests alone
 * @param nextAt when it is due; null for a webhook, and while it is paused
 * @param next the times after that one, at most four
 * @param lastAt when it was due or asked last
 * @param lastRun the last run that it started
 * @param problem why the last time started none; empty if it did
 */
@Schema(name = "AgentTrigger")
record Trigger(
        UUID id,
        UUID agent,
        String agentName,
        String name,
        boolean own,
        Kind kind,
        @Nullable String label,
        JsonNode input,
        @Nullable String cron,
        @Nullable String zone,
        @Nullable Missed missed,
        boolean signed,
        boolean paused,
        @Nullable Instant nextAt,
        List<Instant> next,
        @Nullable Instant lastAt,
        @Nullable UUID lastRun,
        String problem) {

    enum Kind {
        SCHEDULE,
        WEBHOOK
    }

    enum Missed {
        /** One run for all of them, as soon as a server is there. */
        ONCE,
        /** None. */
        SKIP
    }

    /**
     * What is wanted of one. A schedule has cron and zone; a webhook has neither.
     *
     * @param kind stays as it was made
     * @param agent stays as it was made
     * @param signed of a webhook; stays as it was made
     */
    @Schema(name = "WantedAgentTrigger")
    record Wanted(
            @Nullable Kind kind,
            @Nullable UUID agent,
            @Nullable String name,
            @Nullable String label,
            @Nullable JsonNode input,
            @Nullable String cron,
            @Nullable String zone,
            @Nullable Missed missed,
            @Nullable Boolean signed,
            @Nullable Boolean paused) {}

    /**
     * A new one.
     *
     * @param address of a webhook, with its token, below the server's: the only copy; null for a schedule
     * @param secret with which its requests are signed: the only copy; null for none
     */
    @Schema(name = "CreatedAgentTrigger")
    record Created(
            Trigger trigger,
            @Nullable String address,
            @Nullable String secret) {}
}
