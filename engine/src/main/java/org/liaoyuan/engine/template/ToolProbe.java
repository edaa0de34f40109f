package org.liaoyuan.engine.template;

import java.util.List;
import java.util.Optional;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.engine.ToolCall;
import org.liaoyuan.engine.template.jinja.TemplateFault;
import org.liaoyuan.engine.template.jinja.TemplateRefusal;
import org.liaoyuan.engine.tool.ToolSyntax;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out what a template does with tools by showing it one, called and answered. The markers in its source do not tell: some
 * templates name tools only to refuse them, some write calls and never say what can be called.
 */
final class ToolProbe {

    private static final String DESCRIPTION = "Looks at the liaoyuan-probe.";
    private static final String RESULT = "liaoyuan-probe-result";
    private static final Tool TOOL = new Tool(
            ToolSyntax.PROBE_NAME,
            DESCRIPTION,
            JsonMapper.shared()
                    .readTree("{\"type\": \"object\", \"properties\": {\"" + ToolSyntax.PROBE_ARGUMENT
                            + "\": {\"type\": \"string\", \"description\": \"any\"}}, \"required\": []}"));
    // Mistral's templates want identifiers of nine letters and digits
    private static final ToolCall CALL =
            new ToolCall("probe0001", ToolSyntax.PROBE_NAME, "{\"" + ToolSyntax.PROBE_ARGUMENT + "\": \"x\"}");

    private ToolProbe() {}

    /** How the template writes calls, if it tells of tools, calls and answers, and the form is known. */
    static Optional<ToolSyntax> syntax(ChatTemplate template) {
        List<ChatMessage> messages = List.of(
                ChatMessage.user("Look."),
                new ChatMessage("assistant", "", List.of(CALL), ""),
                ChatMessage.tool(CALL.id(), RESULT));
        String rendered;
        try {
            rendered = template.run(messages.stream().map(ToolTurns::turn).toList(), List.of(TOOL), true)
                    .toString();
        } catch (TemplateFault | TemplateRefusal knowsNoTools) {
            return Optional.empty();
        }
        return rendered.contains(DESCRIPTION) && rendered.contains(RESULT)
                ? ToolSyntax.ofProbe(rendered)
                : Optional.empty();
    }
}
