package org.liaoyuan.engine.template.jinja;

import java.util.List;
import java.util.Map;

/**
 * A chat template, read once and rendered often. Immutable, so it may be rendered by several threads at once.
 *
 * <p>Guarantees: a rendering ends, after a bounded number of steps, with bounded memory ({@link Budget}); it sees what it is
 * given and nothing else; whatever goes wrong is a {@link TemplateFault} or, where the template itself says no, a {@link
 * TemplateRefusal}; untrusted text comes out as untrusted, whatever the template does to it.
 *
 * <p>Source: the documentation of Jinja 3.1 and its behaviour, with the settings of Hugging Face transformers
 * ({@code trim_blocks}, {@code lstrip_blocks}, loop controls, {@code ImmutableSandboxedEnvironment}).
 */
public final class JinjaTemplate {

    private final List<Statement> statements;

    private JinjaTemplate(List<Statement> statements) {
        this.statements = statements;
    }

    /** @throws TemplateFault if it is no template, or uses what chat templates do not */
    public static JinjaTemplate parse(String source) {
        try {
            return new JinjaTemplate(StatementParser.parse(source));
        } catch (StackOverflowError e) {
            throw new TemplateFault("it is nested too deep");
        }
    }

    /**
     * Runs the template.
     *
     * @param names what it sees: strings (trusted), {@link Text}, numbers, truths, lists and maps of such, null
     * @throws TemplateFault if Python would fail, or a bound is reached
     * @throws TemplateRefusal if the template refuses what it sees
     */
    public Text render(Map<String, ?> names) {
        Budget budget = new Budget();
        Scope globals = Scope.outermost(Globals.functions());
        names.forEach((name, value) -> globals.set(name, Given.value(value)));
        try {
            return new Executor(budget).render(statements, globals.inner());
        } catch (StackOverflowError e) {
            // the depth is counted, but what a level costs depends on the thread; nothing here holds a lock or half a
            // state
            throw new TemplateFault("it is nested too deep");
        }
    }
}
