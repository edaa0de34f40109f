package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Evaluations of agents, and cases of runs. */
@RestController
@Tag(name = "agents")
class AgentEvaluationController {

    private final Evaluations evaluations;
    private final EvaluationStore store;
    private final Evaluator evaluator;
    private final Agents agents;
    private final RunStore runs;
    private final Journal journal;
    private final NodeWork work;

    AgentEvaluationController(
            Evaluations evaluations,
            EvaluationStore store,
            Evaluator evaluator,
            Agents agents,
            RunStore runs,
            Journal journal,
            NodeWork work) {
        this.evaluations = evaluations;
        this.store = store;
        this.evaluator = evaluator;
        this.agents = agents;
        this.runs = runs;
        this.journal = journal;
        this.work = work;
    }

    /** @param release number of the release that is evaluated, by its own cases; left out, it is the draft as it stands */
    @Schema(name = "AgentEvaluationStart")
    record Start(@Nullable Integer release) {}

    @Operation(
            operationId = "evaluateAgent",
            summary = "Runs the cases of the draft or of a release; nothing is done outside, and models are asked",
            description =
                    "One at a time of an agent. What models are asked is on your account. It goes on by itself, also after a restart; read it"
                            + " until its state is not RUNNING.")
    @PostMapping("/api/agents/{id}/evaluations")
    @ResponseStatus(HttpStatus.CREATED)
    Evaluation.Whole evaluate(@PathVariable UUID id, @RequestBody(required = false) @Nullable Start body) {
        UUID evaluation = evaluations.begin(id, body == null ? null : body.release());
        Evaluation.Whole begun = store.whole(id, evaluation);
        evaluator.go(evaluation);
        return begun;
    }

    @Operation(
            operationId = "listAgentEvaluations",
            summary = "Evaluations of an agent, the newest first; the last 50 are kept")
    @GetMapping("/api/agents/{id}/evaluations")
    List<Evaluation> list(@PathVariable UUID id) {
        return store.list(agents.get(id).id());
    }

    @Operation(operationId = "getAgentEvaluation", summary = "An evaluation: how far it is, and what came of each case")
    @GetMapping("/api/agents/{id}/evaluations/{evaluation}")
    Evaluation.Whole get(@PathVariable UUID id, @PathVariable UUID evaluation) {
        return store.whole(id, evaluation);
    }

    @Operation(
            operationId = "cancelAgentEvaluation",
            summary = "Ends an evaluation; what is known of its cases stays, and one that has ended stays as it is")
    @PostMapping("/api/agents/{id}/evaluations/{evaluation}/cancellation")
    Evaluation.Whole cancel(@PathVariable UUID id, @PathVariable UUID evaluation) {
        store.whole(id, evaluation);
        evaluations.cancel(id, evaluation).stream().filter(journal::cancel).forEach(work::stop);
        return store.whole(id, evaluation);
    }

    @Operation(
            operationId = "caseOfRun",
            summary = "A run that has ended as a case for a definition's evals; it is not added anywhere",
            description =
                    "Its input, what nodes from outside gave, and that the nodes are passed that it passed. Add to `expect` what its answer has to say.")
    @GetMapping("/api/agent-runs/{id}/case")
    JsonNode caseOf(@PathVariable UUID id) {
        Run run = runs.get(id);
        return CaseOfRun.of(run, runs.steps(id, 0), agents.definition(run.agent(), run.release()));
    }
}
