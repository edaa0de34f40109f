package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Calls of which nobody knows what became of them. */
@RestController
@Tag(name = "agents")
class OutcomeController {

    private static final int MOST_BYTES = 200_000;

    private final Outcomes outcomes;
    private final WaitingOutcomes waiting;

    OutcomeController(Outcomes outcomes, WaitingOutcomes waiting) {
        this.outcomes = outcomes;
        this.waiting = waiting;
    }

    /** @param output what the call gave, where it was done; may be left out */
    @Schema(name = "AgentOutcomeAnswer")
    record Said(Outcomes.@Nullable Answer answer, @Nullable JsonNode output) {}

    @Operation(
            operationId = "listWaitingOutcomes",
            summary = "Calls of which you can say what became of them, the longest waiting first, 100 at most")
    @GetMapping("/api/agent-outcomes")
    List<WaitingOutcomes.Question> list() {
        return waiting.list();
    }

    @Operation(
            operationId = "answerOutcome",
            summary = "Says of a call that broke off: it was done, do it again, or end the run")
    @PostMapping("/api/agent-runs/{id}/outcomes/{position}")
    Run.Whole answer(@PathVariable UUID id, @PathVariable String position, @RequestBody Said body) {
        Outcomes.Answer answer = body.answer();
        JsonNode output = body.output() == null || body.output().isNull() ? null : body.output();
        if (answer == null) {
            throw new IllegalArgumentException("answer is missing; expected DONE, AGAIN or END");
        }
        if (output != null) {
            String text = output.toString();
            if (!output.isObject()
                    || text.contains("\\u0000")
                    || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                throw new IllegalArgumentException("output: expected an object of " + MOST_BYTES
                        + " bytes at most, without a zero character (\\u0000)");
            }
        }
        return outcomes.answer(id, position, answer, output);
    }
}
