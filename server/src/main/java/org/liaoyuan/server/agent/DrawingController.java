package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.liaoyuan.server.agent.definition.Drawing;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What runs walk, for who sees them: those who run agents need not be shown how they are built. */
@RestController
@Tag(name = "agents")
class DrawingController {

    private final RunStore runs;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    DrawingController(RunStore runs, JdbcClient jdbc, JsonMapper json) {
        this.runs = runs;
        this.jdbc = jdbc;
        this.json = json;
    }

    @Operation(
            operationId = "drawRun",
            summary = "The nodes and ways of the release that a run walks, without their texts")
    @GetMapping("/api/agent-runs/{id}/drawing")
    Drawing draw(@PathVariable UUID id) {
        Run run = runs.get(id);
        return jdbc.sql(
                        "select coalesce(plan, definition) from agent_release where agent = :agent and number = :number and "
                                + Tenant.OURS)
                .params(Tenant.current().parameters())
                .param("agent", run.agent())
                .param("number", run.release())
                .query((row, n) -> Drawing.of(json.readTree(row.getString(1))))
                .single();
    }
}
