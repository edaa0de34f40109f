package org.liaoyuan.engine.tool;

import java.util.List;
import org.liaoyuan.engine.Constraint;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.engine.grammar.Grammar;
import org.liaoyuan.engine.grammar.UnsupportedSchemaException;

/**
 * How a model family writes calls of tools. Recognised by the markers in the model's chat template; models whose template
 * knows no tools are told of them in the system prompt and answer in the form of {@link #HERMES}.
 *
 * <p>Sources: the chat templates of the models themselves.
 */
public enum ToolSyntax {
    /** Qwen, Hermes and many others: {@code <tool_call>{"name": …, "arguments": {…}}</tool_call>}, once a call. */
    HERMES("<tool_call>", "<tool_call>", "</tool_call>", "", "arguments", false),
    /** Llama 3: the answer is {@code {"name": …, "parameters": {…}}}. */
    LLAMA3("{\"name\":", "", "", "", "parameters", false),
    /** Mistral: {@code [TOOL_CALLS][{"name": …, "arguments": {…}}, …]}. */
    MISTRAL("[TOOL_CALLS]", "", "", "", "arguments", true),
    /** DeepSeek: each call between markers, its name before a block of JSON. */
    DEEPSEEK(
            "<｜tool▁calls▁begin｜>",
            "<｜tool▁call▁begin｜>function<｜tool▁sep｜>",
            "<｜tool▁call▁end｜>",
            "<｜tool▁calls▁end｜>",
            "",
            true);

    /** How an answer begins that is a call without its markers: small models of the Hermes family forget them. */
    static final String BARE = "{\"name\":";

    /** What shows that calls begin. */
    final String trigger;

    final String beforeCall;
    final String afterCall;
    final String afterCalls;
    /** The member that holds the arguments. */
    final String argumentsKey;

    private final boolean controlAsText;

    ToolSyntax(
            String trigger,
            String beforeCall,
            String afterCall,
            String afterCalls,
            String argumentsKey,
            boolean controlAsText) {
        this.trigger = trigger;
        this.beforeCall = beforeCall;
        this.afterCall = afterCall;
        this.afterCalls = afterCalls;
        this.argumentsKey = argumentsKey;
        this.controlAsText = controlAsText;
    }

    /** The syntax that a chat template asks for; {@link #HERMES} where it knows no tools. */
    public static ToolSyntax of(String template) {
        if (template.contains(DEEPSEEK.trigger)) {
            return DEEPSEEK;
        }
        if (template.contains(MISTRAL.trigger)) {
            return MISTRAL;
        }
        if (template.contains("<|start_header_id|>") && template.contains("tools")) {
            return LLAMA3;
        }
        return HERMES;
    }

    /** Whether the markers are control tokens, which otherwise show as nothing. */
    public boolean controlAsText() {
        return controlAsText;
    }

    /**
     * What an answer must look like so that every call in it names one of the tools and has arguments that are valid for it.
     *
     * @param required whether the answer must be a call; otherwise words may come first, or instead
     * @param parallel whether several calls may come
     * @throws UnsupportedSchemaException if a tool's parameters can't be promised
     */
    public Constraint constraint(List<Tool> tools, boolean required, boolean parallel) {
        ToolGrammar grammar = new ToolGrammar(this, tools, parallel);
        if (required) {
            return Constraint.of(grammar.fromStart());
        }
        Constraint.Part calls = new Constraint.Part(trigger, this == LLAMA3, grammar.afterTrigger());
        return this == HERMES
                ? new Constraint(List.of(calls, new Constraint.Part(BARE, true, grammar.afterBare())))
                : new Constraint(List.of(calls));
    }

    /** An answer that is either calls or what another grammar allows. */
    public Constraint constraintOr(List<Tool> tools, boolean parallel, Grammar otherwise) {
        return Constraint.of(new ToolGrammar(this, tools, parallel).fromStartOr(otherwise));
    }

    /** Reads one answer. */
    public ToolCallReader reader() {
        return new ToolCallReader(this);
    }
}
