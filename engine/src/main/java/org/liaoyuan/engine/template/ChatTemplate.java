package org.liaoyuan.engine.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.engine.template.jinja.JinjaTemplate;
import org.liaoyuan.engine.template.jinja.TemplateFault;
import org.liaoyuan.engine.template.jinja.TemplateRefusal;
import org.liaoyuan.engine.template.jinja.Text;
import org.liaoyuan.engine.tool.ToolSyntax;

/**
 * A model's own chat template (Jinja, as Hugging Face transformers runs it). The template comes from a file of unknown origin:
 * it sees only what is passed in, and what it may cost is bounded. Immutable, thread-safe.
 *
 * <p>Where the template can't be run, the format of its family is written instead ({@link TemplateFamily}).
 */
public final class ChatTemplate {

    private static final int MOST_TEMPLATE_CHARACTERS = 1 << 18;

    private final String source;
    private final Map<String, String> specials;
    private final @Nullable JinjaTemplate program;
    private final Optional<ToolSyntax> ownSyntax;

    private ChatTemplate(String source, Map<String, String> specials) {
        this.source = source;
        this.specials = Map.copyOf(specials);
        this.program = program(source);
        this.ownSyntax = ToolProbe.syntax(this);
    }

    private static @Nullable JinjaTemplate program(String source) {
        try {
            return JinjaTemplate.parse(source);
        } catch (TemplateFault noJinja) {
            // the family's format stands in
            return null;
        }
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
     * Whether the template itself tells the model of tools and writes calls in a form that is understood. Otherwise tools are
     * told in words, and calls come in the form of {@link ToolSyntax#HERMES}.
     */
    public boolean tellsTools() {
        return ownSyntax.isPresent();
    }

    /** How the model will write calls, given how it is told of tools. */
    public ToolSyntax toolSyntax() {
        return ownSyntax.orElse(ToolSyntax.HERMES);
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
     * @param tools what may be called; where {@link #tellsTools()} is false they are told in the system prompt
     * @param addGenerationPrompt whether to end with the opening of the assistant's turn
     * @throws EngineException if the template refuses the conversation
     */
    public List<Segment> render(List<ChatMessage> messages, List<Tool> tools, boolean addGenerationPrompt) {
        try {
            return told(messages, tools, addGenerationPrompt);
        } catch (TemplateRefusal refusal) {
            throw new EngineException("the model's chat template refuses this conversation: " + refusal.getMessage());
        }
    }

    private List<Segment> told(List<ChatMessage> messages, List<Tool> tools, boolean addGenerationPrompt) {
        boolean plain = tools.isEmpty() && messages.stream().allMatch(ToolTurns::isPlain);
        if (plain || tellsTools()) {
            return rendered(messages, tools, addGenerationPrompt);
        }
        List<ChatMessage> words = ToolTurns.inWords(messages, tools);
        try {
            return rendered(words, List.of(), addGenerationPrompt);
        } catch (TemplateRefusal strict) {
            return rendered(ToolTurns.alternating(words), List.of(), addGenerationPrompt);
        }
    }

    private List<Segment> rendered(List<ChatMessage> messages, List<Tool> tools, boolean addGenerationPrompt) {
        List<Map<String, Object>> turns = messages.stream().map(ToolTurns::turn).toList();
        try {
            return segments(run(turns, tools, addGenerationPrompt));
        } catch (TemplateFault fault) {
            // a family's format has no place for tools
            boolean plain = tools.isEmpty() && messages.stream().allMatch(ToolTurns::isPlain);
            TemplateFamily family = TemplateFamily.of(source).filter(f -> plain).orElseThrow(() -> fault);
            return segments(family.render(turns, specials, addGenerationPrompt));
        }
    }

    /** What the template itself makes of turns. */
    Text run(List<Map<String, Object>> turns, List<Tool> tools, boolean addGenerationPrompt) {
        if (program == null) {
            // for the error
            JinjaTemplate.parse(source);
            throw new IllegalStateException("a template could not be read, and now it can");
        }
        Map<String, @Nullable Object> names = new HashMap<>(specials);
        names.put("messages", turns);
        names.put("add_generation_prompt", addGenerationPrompt);
        // as transformers does, which names them even where there are none
        names.put(
                "tools",
                tools.isEmpty()
                        ? null
                        : tools.stream().map(ToolTurns::described).toList());
        names.put("documents", null);
        return program.render(names);
    }

    private static List<Segment> segments(Text rendered) {
        List<Segment> segments = new ArrayList<>();
        rendered.runs((run, trusted) -> segments.add(new Segment(run, trusted)));
        return segments;
    }
}
