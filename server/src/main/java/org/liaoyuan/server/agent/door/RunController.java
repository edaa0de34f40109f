package org.liaoyuan.server.agent.door;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.agent.Beginnings;
import org.liaoyuan.server.agent.RestedRuns;
import org.liaoyuan.server.agent.Run;
import org.liaoyuan.server.agent.RunStore;
import org.liaoyuan.server.agent.Runs;
import org.liaoyuan.server.agent.Starts;
import org.liaoyuan.server.agent.Which;
import org.liaoyuan.server.agent.definition.Channel;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs of agents. */
@RestController
@RequestMapping("/api/agent-runs")
@Tag(name = "agents")
class RunController {

    private static final int MOST_NOTE = 2_000;
    private static final int MOST_WAIT = 60;

    private final Starts starts;
    private final Runs runs;
    private final RunStore store;
    private final RunStream stream;
    private final Callbacks callbacks;
    private final RestedRuns rested;

    RunController(Starts starts, Runs runs, RunStore store, RunStream stream, Callbacks callbacks, RestedRuns rested) {
        this.starts = starts;
        this.runs = runs;
        this.store = store;
        this.stream = stream;
        this.callbacks = callbacks;
        this.rested = rested;
    }

    /**
     * A run to be started.
     *
     * @param input as the agent's schema has it; none is an empty object
     * @param release number of the release; instead of it a label may be given. Neither is the release that stands on prod, or the newest
     *     where none does
     * @param label dev, test or prod
     * @param callback who is told of its end; may be left out
     * @param waitSeconds seconds that the answer waits for the run's end, or for its first rest, 60 at most; none or 0 for not at all
     */
    @Schema(name = "AgentRunStart")
    record Start(
            @Nullable UUID agent,
            @Nullable JsonNode input,
            @Nullable Integer release,
            @Nullable String label,
            Callbacks.@Nullable Wanted callback,
            @Nullable Integer waitSeconds) {}

    /**
     * What somebody says.
     *
     * @param note to whoever reads the run later; may be left out
     * @param data what was filled in, where a form was asked for; left out, it is what the form began with
     */
    @Schema(name = "AgentRunDecision")
    record Decision(
            @Nullable Boolean approved,
            @Nullable String note,
            @Nullable JsonNode data) {}

    /**
     * What somebody answers.
     *
     * @param text in words, where no form was asked for; 20,000 characters at most
     * @param data what was filled in, where one was; left out, it is what the form began with
     */
    @Schema(name = "AgentRunAnswer")
    record Answer(@Nullable String text, @Nullable JsonNode data) {}

    /** @param to name or id of a member */
    @Schema(name = "AgentRunDelegation")
    record Delegation(@Nullable String to) {}

    @Operation(
            operationId = "listRuns",
            summary = "Runs, the newest first, 200 at most; owners and administrators see everybody's")
    @GetMapping
    List<Run> list() {
        return store.list();
    }

    @Operation(
            operationId = "startRun",
            summary = "Starts a release of an agent; the run goes on whatever happens to the server",
            description =
                    "With `waitSeconds` the answer comes when the run has ended or rests (it waits for a person or a time), or after so many"
                            + " seconds; it tells the run as it stands then.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Run start(@RequestBody Start body) throws InterruptedException {
        UUID agent = body.agent();
        if (agent == null) {
            throw new IllegalArgumentException("agent is missing; expected the id of a released agent");
        }
        JsonNode input = body.input();
        int wait = body.waitSeconds() == null ? 0 : body.waitSeconds();
        if (wait < 0 || wait > MOST_WAIT) {
            throw new IllegalArgumentException("waitSeconds is " + wait + "; expected seconds from 0 to " + MOST_WAIT);
        }
        Starts.Ready ready = starts.ready(
                agent,
                Which.of(body.release(), body.label()),
                input == null ? JsonNodeFactory.instance.objectNode() : input,
                Identity.current().key().isEmpty() ? Channel.PAGE : Channel.API);
        Beginnings.Started started = starts.begin(ready, callbacks.of(body.callback()));
        return started.isOver()
                ? store.get(started.leg().run())
                : rested.await(started.leg().run(), () -> starts.go(started), Duration.ofSeconds(wait));
    }

    @Operation(operationId = "getRun", summary = "A run with its steps and what it asked people")
    @GetMapping("/{id}")
    Run.Whole get(@PathVariable UUID id) {
        return store.whole(id);
    }

    @Operation(operationId = "followRun", summary = "Follows a run as server-sent events, from its first step on")
    @GetMapping("/{id}/events")
    void follow(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        stream.follow(store.get(id), response);
    }

    @Operation(
            operationId = "decideRun",
            summary =
                    "Says yes or no to what a run asks; it goes on at once. Empty where the run itself is not yours to see")
    @PostMapping("/{id}/approvals/{position}")
    Run.@Nullable Whole decide(@PathVariable UUID id, @PathVariable String position, @RequestBody Decision body) {
        Boolean approved = body.approved();
        String note = note(body.note());
        if (approved == null) {
            throw new IllegalArgumentException("approved is missing; expected true or false");
        }
        runs.decide(id, position, approved, note, body.data(), "");
        return store.find(id).map(run -> store.whole(id)).orElse(null);
    }

    static String note(@Nullable String given) {
        String note = given == null ? "" : given;
        if (note.length() > MOST_NOTE || note.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("note has " + note.length() + " characters; expected " + MOST_NOTE
                    + " at most, and no zero character");
        }
        return note;
    }

    @Operation(
            operationId = "answerRun",
            summary = "Answers a question of a run; it goes on at once. Empty where the run itself is not yours to see")
    @PostMapping("/{id}/answers/{position}")
    Run.@Nullable Whole answer(@PathVariable UUID id, @PathVariable String position, @RequestBody Answer body) {
        runs.answer(id, position, body.text() == null ? "" : body.text(), body.data(), "");
        return store.find(id).map(run -> store.whole(id)).orElse(null);
    }

    @Operation(operationId = "delegateRun", summary = "Hands a question on to another member, who may then decide it")
    @PostMapping("/{id}/approvals/{position}/delegation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delegate(@PathVariable UUID id, @PathVariable String position, @RequestBody Delegation body) {
        String to = body.to();
        if (to == null || to.isBlank()) {
            throw new IllegalArgumentException("to is missing; expected the name or id of a member");
        }
        runs.delegate(id, position, to.strip());
    }

    @Operation(operationId = "cancelRun", summary = "Ends a run; what it has done stays")
    @PostMapping("/{id}/cancellation")
    Run.Whole cancel(@PathVariable UUID id) {
        return runs.cancel(id);
    }
}
