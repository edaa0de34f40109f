package org.liaoyuan.engine.template;

import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.Tool;

/**
 * A model's own chat template (Jinja, as Hugging Face transformers runs it), rendered by jinjava. The template comes from a
 * file of unknown origin: it runs in a {@link TemplateSandbox}.
 *
 * <p>Where jinjava cannot run a template, the format of its family is written instead ({@link TemplateFamily}).
 */
public final class ChatTemplate {

    private static final int MOST_TEMPLATE_CHARACTERS = 1 << 18;

    private final String source;
    private final Map<String, String> specials;
    private final boolean trims;
    private final boolean knowsTools;
    private final TemplateSandbox sandbox = new TemplateSandbox();

    private ChatTemplate(String source, Map<String, String> specials) {
        this.source = PythonDialect.translate(source);
        this.specials = Map.copyOf(specials);
        this.trims = source.matches("(?s).*content(['\"]?])?\\s*(\\|\\s*trim|\\.strip\\(\\)).*");
        this.knowsTools = source.contains("tools");
    }

    /**
     * @param source Jinja, at most 262,144 characters
     * @param specials {@code bos_token} and {@code eos_token}, where the model has them
     */
    public static ChatTemplate of(String source, Map<String, String> specials) {
        if (source.length() > MOST_TEMPLATE_CHARACTERS) {
            throw new EngineException("the chat template has " + source.length() + " characters; at most "
                    + MOST_TEMPLATE_CHARACTERS + " are read");
        }
        return new ChatTemplate(source, specials);
    }

    /**
     * The prompt for a conversation.
     *
     * @param addGenerationPrompt whether to end with the opening of the assistant's turn
     * @throws EngineException if the template refuses the conversation, e.g. because roles do not alternate
     */
    public List<Segment> render(List<ChatMessage> messages, boolean addGenerationPrompt) {
        return render(messages, List.of(), addGenerationPrompt);
    }

    /**
     * The prompt for a conversation with tools.
     *
     * @param tools what may be called; a template that knows no tools gets them in the system prompt
     * @param addGenerationPrompt whether to end with the opening of the assistant's turn
     * @throws EngineException if the template refuses the conversation
     */
    public List<Segment> render(List<ChatMessage> messages, List<Tool> tools, boolean addGenerationPrompt) {
        boolean plain = tools.isEmpty() && messages.stream().allMatch(ToolTurns::isPlain);
        if (plain) {
            return renderPlain(messages, addGenerationPrompt);
        }
        if (knowsTools) {
            try {
                return renderWithTools(messages, tools, addGenerationPrompt);
            } catch (TemplateRefusal refusal) {
                throw refused(refusal);
            } catch (EngineException jinjavaCannot) {
                // told in words below
            }
        }
        return renderPlain(ToolTurns.inWords(messages, tools), addGenerationPrompt);
    }

    private List<Segment> renderWithTools(List<ChatMessage> messages, List<Tool> tools, boolean addGenerationPrompt) {
        Marks marks = new Marks();
        List<Map<String, Object>> turns =
                messages.stream().map(m -> turn(m, marks)).toList();
        Map<String, Object> bindings = new HashMap<>(specials);
        bindings.put("messages", turns);
        bindings.put("add_generation_prompt", addGenerationPrompt);
        if (!tools.isEmpty()) {
            bindings.put("tools", tools.stream().map(ToolTurns::described).toList());
        }
        return marks.split(run(bindings));
    }

    private Map<String, Object> turn(ChatMessage message, Marks marks) {
        String content = trims ? message.content().strip() : message.content();
        Map<String, Object> turn = new HashMap<>();
        turn.put("role", message.role());
        // an empty content stays empty: templates ask for its truth
        turn.put("content", content.isEmpty() ? "" : marks.mark(content));
        if (!message.toolCalls().isEmpty()) {
            turn.put(
                    "tool_calls",
                    message.toolCalls().stream()
                            .map(c -> ToolTurns.called(c, marks))
                            .toList());
        }
        if (!message.toolCallId().isEmpty()) {
            turn.put("tool_call_id", message.toolCallId());
        }
        return turn;
    }

    private static EngineException refused(TemplateRefusal refusal) {
        return new EngineException("the model's chat template refuses this conversation: " + refusal.getMessage());
    }

    private List<Segment> renderPlain(List<ChatMessage> messages, boolean addGenerationPrompt) {
        Marks marks = new Marks();
        List<Map<String, Object>> turns =
                messages.stream().map(m -> turn(m, marks)).toList();
        Map<String, Object> bindings = new HashMap<>(specials);
        bindings.put("messages", turns);
        bindings.put("add_generation_prompt", addGenerationPrompt);
        String rendered;
        try {
            rendered = run(bindings);
        } catch (TemplateRefusal refusal) {
            throw refused(refusal);
        } catch (EngineException jinjavaCannot) {
            rendered = TemplateFamily.of(source)
                    .orElseThrow(() -> jinjavaCannot)
                    .render(turns, specials, addGenerationPrompt);
        }
        return marks.split(rendered);
    }

    private String run(Map<String, Object> bindings) {
        RenderResult result = sandbox.render(source, bindings);
        for (TemplateError error : result.getErrors()) {
            TemplateRefusal.in(error.getException()).ifPresent(refusal -> {
                throw refusal;
            });
            if (error.getSeverity() == TemplateError.ErrorType.FATAL) {
                throw new EngineException("the model's chat template can't be run: " + error.getMessage());
            }
        }
        return result.getOutput();
    }
}
