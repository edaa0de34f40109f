package org.liaoyuan.server.agent.door;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Schedules and webhooks that start runs. */
@RestController
@RequestMapping("/api/agent-triggers")
@Tag(name = "agents")
class TriggerController {

    private static final int SHOWN = 5;

    private final Triggers triggers;

    TriggerController(Triggers triggers) {
        this.triggers = triggers;
    }

    /** The next of a schedule, the soonest first. */
    @Schema(name = "AgentScheduleTimes")
    record Times(List<Instant> next) {}

    @Operation(
            operationId = "listAgentTriggers",
            summary = "One's schedules and webhooks; for owners and administrators everybody's")
    @GetMapping
    List<Trigger> list() {
        return triggers.list();
    }

    @Operation(
            operationId = "createAgentTrigger",
            summary = "Makes a schedule, or a webhook: the answer holds the only copy of its address and secret")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Trigger.Created create(@RequestBody Trigger.Wanted wanted) {
        return triggers.create(wanted);
    }

    @Operation(operationId = "changeAgentTrigger", summary = "Changes one's trigger, pauses it, or lets it go on")
    @PutMapping("/{id}")
    Trigger change(@PathVariable UUID id, @RequestBody Trigger.Wanted wanted) {
        return triggers.change(id, wanted);
    }

    @Operation(operationId = "deleteAgentTrigger", summary = "Deletes a trigger; its runs stay")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        triggers.delete(id);
    }

    @Operation(operationId = "agentScheduleTimes", summary = "When a schedule would be due next")
    @GetMapping("/times")
    Times times(@RequestParam String cron, @RequestParam String zone) {
        return new Times(Cron.of(cron, zone).next(Instant.now(), SHOWN));
    }
}
