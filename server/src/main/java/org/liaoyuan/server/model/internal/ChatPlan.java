package org.liaoyuan.server.model.internal;

import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.Constraint;
import org.liaoyuan.engine.GenerationRequest;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.grammar.Grammar;
import org.liaoyuan.engine.tool.ToolCallReader;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ResponseFormat;
import org.liaoyuan.server.model.ToolChoice;
import org.liaoyuan.server.model.ToolUse;

/**
 * How a model in this process answers a conversation.
 *
 * @param generation what the engine is asked
 * @param tools reads the answer; null where no tool may be called
 */
record ChatPlan(GenerationRequest generation, @Nullable ToolCallReader tools) {

    static ChatPlan of(LlamaModel model, ChatRequest request) {
        ToolUse use = request.tools();
        boolean calls = use.allowed();
        Constraint constraint = calls ? calls(model, use, request.format()) : words(request.format());
        int[] prompt = model.tokenizeChat(request.messages(), calls ? use.tools() : java.util.List.of());
        GenerationRequest generation = new GenerationRequest(
                prompt,
                request.maxTokens() == 0 ? Integer.MAX_VALUE : request.maxTokens(),
                request.sampling(),
                request.stop(),
                request.logprobs(),
                constraint,
                calls && model.toolSyntax().controlAsText());
        return new ChatPlan(generation, calls ? model.toolSyntax().reader() : null);
    }

    private static @Nullable Constraint words(ResponseFormat format) {
        Grammar grammar = grammar(format);
        return grammar == null ? null : Constraint.of(grammar.gbnf());
    }

    private static Constraint calls(LlamaModel model, ToolUse use, ResponseFormat format) {
        Grammar words = grammar(format);
        return switch (use.choice()) {
            case ToolChoice.Named named ->
                model.toolSyntax()
                        .constraint(
                                use.tools().stream()
                                        .filter(t -> t.name().equals(named.name()))
                                        .toList(),
                                true,
                                false);
            case ToolChoice.Required required -> model.toolSyntax().constraint(use.tools(), true, use.parallel());
            case ToolChoice.Auto auto ->
                words == null
                        ? model.toolSyntax().constraint(use.tools(), false, use.parallel())
                        : model.toolSyntax().constraintOr(use.tools(), use.parallel(), words);
            case ToolChoice.None none -> throw new IllegalStateException("no tool may be called");
        };
    }

    private static @Nullable Grammar grammar(ResponseFormat format) {
        return switch (format) {
            case ResponseFormat.Text text -> null;
            case ResponseFormat.JsonObject object -> Grammar.anyJsonObject();
            case ResponseFormat.JsonSchema schema -> Grammar.ofJsonSchema(schema.schema());
        };
    }
}
