package org.liaoyuan.engine.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.liaoyuan.engine.Constraint;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.engine.grammar.Grammar;
import org.liaoyuan.engine.grammar.UnsupportedSchemaException;

/**
 * How a model family writes calls of tools. Recognised by how the model's chat template writes one; models whose template
 * tells of no tools, or writes calls otherwise, are told of them in the system prompt and answer in the form of {@link #HERMES}.
 *
 * <p>Sources: the chat templates of the models themselves.
 */
public enum ToolSyntax {
    /** Qwen, Hermes and many others: {@code <tool_call>{"name": …, "arguments": {…}}</tool_call>}, once a call. */
    HERMES(
            "<tool_call>",
            "<tool_call>",
            "</tool_call>",
            "",
            "arguments",
            false,
            "<tool_call>\\s*\\{\"name\": ?\"NAME\", ?\"arguments\": ?ARGUMENTS}\\s*</tool_call>"),
    /** Llama 3: the answer is {@code {"name": …, "parameters": {…}}}. */
    LLAMA3(
            "{\"name\":",
            "",
            "",
            "",
            "parameters",
            false,
            "<\\|end_header_id\\|>\\s*\\{\"name\": ?\"NAME\", ?\"parameters\": ?ARGUMENTS}"),
    /** Mistral: {@code [TOOL_CALLS][{"name": …, "arguments": {…}}, …]}. */
    MISTRAL(
            "[TOOL_CALLS]",
            "",
            "",
            "",
            "arguments",
            true,
            "\\[TOOL_CALLS]\\s*\\[\\{\"name\": ?\"NAME\", ?\"arguments\": ?ARGUMENTS"),
    /** DeepSeek V3 and R1: each call between markers, its name before a block of JSON. */
    DEEPSEEK(
            "<｜tool▁calls▁begin｜>",
            "<｜tool▁call▁begin｜>function<｜tool▁sep｜>",
            "<｜tool▁call▁end｜>",
            "<｜tool▁calls▁end｜>",
            "",
            true,
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>NAME\n```json\nARGUMENTS\n```<｜tool▁call▁end｜>"),
    /** DeepSeek V3.1: each call between markers, its arguments right behind its name. */
    DEEPSEEK_V31(
            "<｜tool▁calls▁begin｜>",
            "<｜tool▁call▁begin｜>",
            "<｜tool▁call▁end｜>",
            "<｜tool▁calls▁end｜>",
            "",
            true,
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>NAME<｜tool▁sep｜>ARGUMENTS<｜tool▁call▁end｜>");

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
    private final Pattern call;

    ToolSyntax(
            String trigger,
            String beforeCall,
            String afterCall,
            String afterCalls,
            String argumentsKey,
            boolean controlAsText,
            String call) {
        this.trigger = trigger;
        this.beforeCall = beforeCall;
        this.afterCall = afterCall;
        this.afterCalls = afterCalls;
        this.argumentsKey = argumentsKey;
        this.controlAsText = controlAsText;
        this.call = Pattern.compile(
                call.replace("NAME", PROBE_NAME).replace("ARGUMENTS", "\\{\"" + PROBE_ARGUMENT + "\": ?\"x\"}"));
    }

    /** The name of the tool, and of its argument (which is {@code x}), that a template is shown to see how it writes calls. */
    public static final String PROBE_NAME = "liaoyuan_probe";

    public static final String PROBE_ARGUMENT = "what";

    /** The syntax of a call of {@link #PROBE_NAME}, as a chat template has written it; empty if it is none of these. */
    public static Optional<ToolSyntax> ofProbe(String rendered) {
        return Arrays.stream(values())
                .filter(syntax -> syntax.call.matcher(rendered).find())
                .findFirst();
    }

    /** Whether a call's name stands bare, outside of any JSON. */
    boolean bareName() {
        return this == DEEPSEEK || this == DEEPSEEK_V31;
    }

    /** What stands between a bare name and its arguments. */
    String afterName() {
        return this == DEEPSEEK ? "\n```json\n" : "<｜tool▁sep｜>";
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
