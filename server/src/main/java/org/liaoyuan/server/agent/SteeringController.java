package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Pausing runs, and running them once more. */
@RestController
@RequestMapping("/api/agent-runs/{id}")
@Tag(name = "agents")
class SteeringController {

    private final Runs runs;
    private final Reruns reruns;
    private final RunStore store;

    SteeringController(Runs runs, Reruns reruns, RunStore store) {
        this.runs = runs;
        this.reruns = reruns;
        this.store = store;
    }

    /** @param budget what the run may use from now on, all before included, as in a definition; for who builds agents */
    @Schema(name = "AgentRunRetry")
    record Retry(@Nullable JsonNode budget) {}

    /**
     * Where another run begins.
     *
     * @param at position of a step that is done again, with all that hangs on it; left out for the end of what was done
     * @param input in place of the run's own
     * @param output in place of what the step gave: it is not done again then
     * @param release left out, it is the same
     */
    @Schema(name = "AgentRunFork")
    record Fork(
            @Nullable String at,
            @Nullable JsonNode input,
            @Nullable JsonNode output,
            Reruns.@Nullable Release release) {}

    /**
     * How a run is replayed.
     *
     * @param answers whose are taken from it; left out, tools' alone, and models are asked
     * @param release left out, it is the same
     */
    @Schema(name = "AgentRunReplay")
    record Replay(Leg.@Nullable Replay answers, Reruns.@Nullable Release release) {}

    @Operation(
            operationId = "pauseRun",
            summary =
                    "Lets what is under way come to its end, and nothing more begin; what is decided meanwhile is kept")
    @PostMapping("/pause")
    Run.Whole pause(@PathVariable UUID id) {
        return runs.pause(id);
    }

    @Operation(operationId = "resumeRun", summary = "Goes on with a run that was paused")
    @PostMapping("/resumption")
    Run.Whole resume(@PathVariable UUID id) {
        return runs.resume(id);
    }

    @Operation(
            operationId = "retryRun",
            summary =
                    "Goes on with a run that failed or was cancelled, at the node where it ended; what it has done stays done")
    @PostMapping("/retries")
    Run.Whole retry(@PathVariable UUID id, @RequestBody(required = false) @Nullable Retry body) {
        reruns.retry(id, body == null ? null : body.budget());
        return store.whole(id);
    }

    @Operation(
            operationId = "forkRun",
            summary =
                    "Begins another run in the middle of this one, which stays as it is: steps before are copied, not done again")
    @PostMapping("/forks")
    @ResponseStatus(HttpStatus.CREATED)
    Run fork(@PathVariable UUID id, @RequestBody Fork body) {
        return reruns.fork(id, new Reruns.Wanted(body.at(), body.input(), body.output(), release(body.release())));
    }

    @Operation(
            operationId = "replayRun",
            summary =
                    "Walks a release with what this run was told by tools and people: nothing is done outside, nobody is asked")
    @PostMapping("/replays")
    @ResponseStatus(HttpStatus.CREATED)
    Run replay(@PathVariable UUID id, @RequestBody(required = false) @Nullable Replay body) {
        Leg.Replay answers = body == null ? null : body.answers();
        return reruns.replay(
                id, release(body == null ? null : body.release()), answers == null ? Leg.Replay.TOOLS : answers);
    }

    private static Reruns.Release release(Reruns.@Nullable Release wanted) {
        return wanted == null ? Reruns.Release.SAME : wanted;
    }
}
