package org.liaoyuan.engine;

import java.util.Map;
import org.liaoyuan.engine.template.jinja.JinjaTemplate;
import org.liaoyuan.engine.template.jinja.TemplateFault;
import org.liaoyuan.engine.template.jinja.TemplateRefusal;
import org.liaoyuan.engine.template.jinja.Text;

/**
 * A text with places to be filled (Jinja, as chat templates write it). It sees only what is passed in, what it may cost is bounded,
 * and what fills a place is never read as template. Immutable, thread-safe.
 */
public final class PromptTemplate {

    /** Of the template, and of what becomes of it. */
    public static final int MOST_CHARACTERS = 200_000;

    private final JinjaTemplate program;

    private PromptTemplate(JinjaTemplate program) {
        this.program = program;
    }

    /** @throws EngineException if it is no template, or longer than {@link #MOST_CHARACTERS} */
    public static PromptTemplate of(String source) {
        if (source.length() > MOST_CHARACTERS) {
            throw new EngineException(
                    "the template has " + source.length() + " characters; at most " + MOST_CHARACTERS + " are read");
        }
        try {
            return new PromptTemplate(JinjaTemplate.parse(source));
        } catch (TemplateFault fault) {
            throw new EngineException("the template can't be read: " + fault.reason(), fault);
        }
    }

    /**
     * Fills the places.
     *
     * @param values by name; a name that is missing is undefined, as Jinja means it
     * @throws EngineException if the template fails or refuses, or more than {@link #MOST_CHARACTERS} come out
     */
    public String fill(Map<String, String> values) {
        Text filled;
        try {
            filled = program.render(values);
        } catch (TemplateFault fault) {
            throw new EngineException("the template can't be filled: " + fault.reason(), fault);
        } catch (TemplateRefusal refusal) {
            throw new EngineException("the template refuses these values: " + refusal.getMessage(), refusal);
        }
        StringBuilder text = new StringBuilder();
        filled.runs((run, trusted) -> text.append(run));
        if (text.length() > MOST_CHARACTERS) {
            throw new EngineException("the filled template has " + text.length() + " characters; at most "
                    + MOST_CHARACTERS + " are taken");
        }
        return text.toString();
    }
}
