package org.liaoyuan.server.assistant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.assistant.EvaluationEvents.Done;
import org.liaoyuan.server.assistant.frame.Assistants;
import org.liaoyuan.server.assistant.frame.Trial;
import org.liaoyuan.server.assistant.persona.Personas;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** How well a model does what an assistant is for, by the assistant's own cases. */
@RestController
@Tag(name = "assistants", description = "Assistants: those that everybody has, one's own, and what colleagues share.")
@RequestMapping("/api/assistants/{id}/evaluation")
class EvaluationController {

    private final Assistants assistants;
    private final Personas personas;
    private final Evaluation evaluation;
    private final ModelService models;
    private final ModelAccess access;
    private final JsonMapper json;

    EvaluationController(
            Assistants assistants,
            Personas personas,
            Evaluation evaluation,
            ModelService models,
            ModelAccess access,
            JsonMapper json) {
        this.assistants = assistants;
        this.personas = personas;
        this.evaluation = evaluation;
        this.models = models;
        this.access = access;
        this.json = json;
    }

    /**
     * What is tried with the assistant.
     *
     * @param model null for the default one
     * @param persona an id, or {@code plain} for none; null for the one that a new conversation would have
     */
    @Schema(name = "EvaluationWanted")
    record Wanted(@Nullable String model, @Nullable String persona) {}

    @Operation(
            operationId = "evaluateAssistant",
            summary = "Asks a model the assistant's cases and grades its answers by their rules; nothing is kept",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "server-sent events; the schema's fields are their names and data",
                            content =
                                    @Content(
                                            mediaType = "text/event-stream",
                                            schema = @Schema(implementation = EvaluationEvents.class))))
    @PostMapping
    void evaluate(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Wanted wanted,
            HttpServletResponse response)
            throws IOException {
        Identity who = Identity.current();
        List<Trial> trials = assistants.trials(who, id);
        String model = wanted == null || wanted.model() == null ? ModelService.DEFAULT : wanted.model();
        Evaluation.Wanted asked = new Evaluation.Wanted(
                model,
                access.caller(who, model, Purpose.CHAT),
                persona(who, id, wanted == null ? null : wanted.persona()));
        AtomicReference<@Nullable Answer> running = new AtomicReference<>();
        try (EventStream events = new EventStream(
                response, json, () -> Optional.ofNullable(running.get()).ifPresent(Answer::cancel))) {
            tell(asked, trials, running, events);
        }
    }

    private void tell(
            Evaluation.Wanted asked,
            List<Trial> trials,
            AtomicReference<@Nullable Answer> running,
            EventStream events) {
        AtomicInteger passed = new AtomicInteger();
        try {
            boolean all = evaluation.run(asked, trials, running, result -> {
                passed.addAndGet(result.passed() ? 1 : 0);
                return events.send("result", result);
            });
            if (all) {
                String model = models.status(asked.model()).name();
                events.send("done", new Done(model, passed.get(), trials.size()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            events.send("error", AnswerProblem.of(e));
        }
    }

    private @Nullable String persona(Identity who, String assistant, @Nullable String wanted) {
        if (wanted == null) {
            return personas.usual(assistants.get(who, assistant)).orElse(null);
        }
        personas.require(wanted);
        return wanted;
    }
}
