package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.liaoyuan.server.agent.definition.Tools;
import org.liaoyuan.server.tool.ToolField;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What agents can act with, for forms and editors. */
@RestController
@Tag(name = "agents")
class ToolController {

    private final Tools tools;

    ToolController(Tools tools) {
        this.tools = tools;
    }

    /**
     * A kind of node that acts by a tool. All have {@code id}, {@code kind}, {@code next}, {@code seconds} (1 to 600, usually 30),
     * {@code tries} (1 to 4), {@code unattended} and {@code failed} (a node's id) as well.
     */
    @Schema(name = "AgentTool")
    record Kind(String kind, String summary, List<Field> fields) {}

    /**
     * A field of its nodes.
     *
     * @param least of a number
     * @param most of a number; of a text or of JSON its characters; of pairs their count
     * @param usual what stands for one that is left out; empty for nothing
     * @param choices of a choice
     * @param secrets whether {@code {{secret.NAME}}} may stand in it
     */
    @Schema(name = "AgentToolField")
    record Field(
            String name,
            ToolField.Type type,
            boolean required,
            int least,
            int most,
            String usual,
            List<String> choices,
            boolean secrets) {}

    @Operation(operationId = "listAgentTools", summary = "Kinds of nodes that act by tools, and their fields")
    @GetMapping("/api/agent-tools")
    List<Kind> list() {
        return tools.all().stream()
                .map(tool -> new Kind(
                        tool.kind(),
                        tool.summary(),
                        tool.fields().stream()
                                .map(f -> new Field(
                                        f.name(),
                                        f.type(),
                                        f.required(),
                                        f.least(),
                                        f.most(),
                                        f.usual(),
                                        f.choices(),
                                        tool.takesSecrets(f.name())))
                                .toList()))
                .toList();
    }
}
