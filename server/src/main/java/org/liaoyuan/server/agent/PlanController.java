package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.DefinitionReader;
import org.liaoyuan.server.agent.definition.Tools;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Shows how a goal is planned, before it is released. */
@RestController
@Tag(name = "agents")
class PlanController {

    private static final int MOST_TEXT = 300_000;

    private final Tools tools;
    private final Agents agents;

    PlanController(Tools tools, Agents agents) {
        this.tools = tools;
        this.agents = agents;
    }

    /** @param draft of an agent, with a goal */
    @Schema(name = "AgentGoal")
    record Asked(@Nullable JsonNode draft) {}

    /** @param draft the same agent with the graph that is planned for its goal, in place of that: an agent like any other */
    @Schema(name = "AgentPlan")
    record Planned(JsonNode draft) {}

    @Operation(
            operationId = "planAgent",
            summary = "Makes the graph of an agent's goal; 409 while the goal has problems",
            description = "Nothing is kept: a release of a draft with a goal plans it by itself.")
    @PostMapping("/api/agent-plans")
    Planned plan(@RequestBody Asked body) {
        JsonNode draft = body.draft();
        if (draft == null || !draft.isObject() || !draft.has("goal")) {
            throw new IllegalArgumentException("draft has no goal; expected a definition with the field goal");
        }
        if (draft.toString().length() > MOST_TEXT) {
            throw new IllegalArgumentException(
                    "draft has " + draft.toString().length() + " characters; expected " + MOST_TEXT + " at most");
        }
        List<Problem> problems =
                DefinitionReader.read(draft, tools, new Callees(agents, null)).problems();
        if (!problems.isEmpty()) {
            throw RefusedException.conflict("the draft has " + problems.size() + " problems; the first, at field '"
                    + problems.getFirst().field() + "': " + problems.getFirst().detail());
        }
        return new Planned(DefinitionReader.planned(draft, tools));
    }
}
