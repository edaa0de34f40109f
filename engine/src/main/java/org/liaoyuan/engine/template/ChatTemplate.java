package org.liaoyuan.engine.template;

import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.EngineException;

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
    private final TemplateSandbox sandbox = new TemplateSandbox();

    private ChatTemplate(String source, Map<String, String> specials) {
        this.source = PythonDialect.translate(source);
        this.specials = Map.copyOf(specials);
        this.trims = source.matches("(?s).*content(['\"]?])?\\s*(\\|\\s*trim|\\.strip\\(\\)).*");
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
        // unguessable, so that no message can hold it; private-use characters, so that no filter changes them
        String mark = "\uE0F1" + UUID.randomUUID().toString().replace("-", "");
        List<Map<String, Object>> turns = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            ChatMessage message = messages.get(i);
            String content = trims ? message.content().strip() : message.content();
            // an empty content stays empty: templates ask for its truth
            turns.add(new Turn(message.role(), content.isEmpty() ? "" : mark + i + "\uE0F2"));
        }
        String rendered;
        try {
            rendered = run(turns, addGenerationPrompt);
        } catch (TemplateRefusal refusal) {
            throw new EngineException("the model's chat template refuses this conversation: " + refusal.getMessage());
        } catch (EngineException jinjavaCannot) {
            rendered = TemplateFamily.of(source)
                    .orElseThrow(() -> jinjavaCannot)
                    .render(turns, specials, addGenerationPrompt);
        }
        return split(rendered, mark, messages);
    }

    private String run(List<Map<String, Object>> turns, boolean addGenerationPrompt) {
        Map<String, Object> bindings = new HashMap<>(specials);
        bindings.put("messages", turns);
        bindings.put("add_generation_prompt", addGenerationPrompt);
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

    private List<Segment> split(String rendered, String mark, List<ChatMessage> messages) {
        List<Segment> segments = new ArrayList<>();
        int at = 0;
        while (at < rendered.length()) {
            int next = rendered.indexOf(mark, at);
            if (next < 0) {
                break;
            }
            add(segments, rendered.substring(at, next), true);
            int end = rendered.indexOf('\uE0F2', next);
            String number = end < 0 ? "" : rendered.substring(next + mark.length(), end);
            if (!number.matches("\\d{1,7}") || Integer.parseInt(number) >= messages.size()) {
                throw new EngineException("the model's chat template cuts message contents apart; it can't be used");
            }
            ChatMessage message = messages.get(Integer.parseInt(number));
            add(segments, trims ? message.content().strip() : message.content(), false);
            at = end + 1;
        }
        add(segments, rendered.substring(at), true);
        return segments;
    }

    private static void add(List<Segment> segments, String text, boolean trusted) {
        if (!text.isEmpty()) {
            segments.add(new Segment(text, trusted));
        }
    }
}
