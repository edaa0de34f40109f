package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Signal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where other systems send the signals that runs wait for. */
@RestController
@Tag(name = "agents")
class SignalController {

    private static final String ONCE = "Idempotency-Key";

    private final Signals signals;

    SignalController(Signals signals) {
        this.signals = signals;
    }

    /**
     * A signal to one run.
     *
     * @param key where the node that waits has one and another node of the run waits for the same name; may be left out
     * @param data an object of 100,000 characters at most, which the node gives; may be left out
     */
    @Schema(name = "AgentRunSignal")
    record ToRun(@Nullable String key, @Nullable JsonNode data) {}

    /**
     * A signal to all runs that wait for it.
     *
     * @param name as in the nodes
     * @param key as in the nodes, filled; left out, for nodes without a key
     * @param data an object of 100,000 characters at most, which the nodes give; may be left out
     */
    @Schema(name = "AgentSignal")
    record ToAll(
            @Nullable String name,
            @Nullable String key,
            @Nullable JsonNode data) {}

    @Operation(
            operationId = "signalRun",
            summary = "Sends a run a signal that it waits for, or will wait for: one that comes early is kept",
            description = "The same signal with the same `Idempotency-Key` counts once.")
    @PostMapping("/api/agent-runs/{id}/signals/{name}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Signal.Told signal(
            @PathVariable UUID id,
            @PathVariable String name,
            @RequestHeader(name = ONCE, defaultValue = "") String once,
            @RequestBody(required = false) @Nullable ToRun body) {
        return signals.send(new Signal(
                id, name, body == null ? null : body.key(), data(body == null ? null : body.data()), once.strip()));
    }

    @Operation(
            operationId = "signalRuns",
            summary =
                    "Sends a signal to all runs that you see and that wait for its name and key; says how many it reached",
            description = "One that reaches none is kept for 24 hours for the first that comes to wait for it."
                    + " The same signal with the same `Idempotency-Key` counts once.")
    @PostMapping("/api/agent-signals")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Signal.Told signal(@RequestHeader(name = ONCE, defaultValue = "") String once, @RequestBody ToAll body) {
        String name = body.name();
        if (name == null) {
            throw new IllegalArgumentException("name is missing; expected that of a signal");
        }
        return signals.send(
                new Signal(null, name, body.key() == null ? "" : body.key(), data(body.data()), once.strip()));
    }

    private static JsonNode data(@Nullable JsonNode given) {
        return given == null || given.isNull() ? JsonNodeFactory.instance.objectNode() : given;
    }
}
