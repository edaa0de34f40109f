package org.liaoyuan.server.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Sampling;
import tools.jackson.databind.JsonNode;

/**
 * A conversation to be answered.
 *
 * @param model a model's or alias's name, or {@link ModelService#DEFAULT}
 * @param messages oldest first, at least one
 * @param sampling how tokens are drawn
 * @param maxTokens the most tokens to generate; 0 leaves it to the context
 * @param stop strings that end the answer
 * @param logprobs −1 for none, else alternatives per token
 * @param format what the answer must look like
 * @param tools what it may call
 * @param caller who asks
 * @param wire the request as it came in OpenAI's chat format, which a provider that speaks it gets as it is (images, audio and
 *     parameters we do not know included); null where the request was made here
 */
public record ChatRequest(
        String model,
        List<ChatMessage> messages,
        Sampling sampling,
        int maxTokens,
        List<String> stop,
        int logprobs,
        ResponseFormat format,
        ToolUse tools,
        Caller caller,
        @Nullable JsonNode wire) {

    public ChatRequest {
        messages = List.copyOf(messages);
        stop = List.copyOf(stop);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("messages is empty; give at least one");
        }
    }

    /** Plain text, no tools, asked on this machine. */
    public ChatRequest(
            String model,
            List<ChatMessage> messages,
            Sampling sampling,
            int maxTokens,
            List<String> stop,
            int logprobs) {
        this(
                model,
                messages,
                sampling,
                maxTokens,
                stop,
                logprobs,
                new ResponseFormat.Text(),
                ToolUse.NONE,
                Caller.LOCAL,
                null);
    }

    /**
     * A request to be handed on as it is. The messages hold its texts only, for who wants to look at them.
     *
     * @param wire in OpenAI's chat format, with a model's name
     */
    public static ChatRequest ofWire(JsonNode wire, Caller caller) {
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonNode message : wire.path("messages")) {
            String role = message.path("role").asString("");
            messages.add(new ChatMessage(role.isBlank() ? "user" : role, text(message.path("content"))));
        }
        return new ChatRequest(
                wire.path("model").asString(""),
                messages,
                Sampling.CHAT,
                Math.max(
                        0,
                        wire.path("max_completion_tokens")
                                .asInt(wire.path("max_tokens").asInt(0))),
                List.of(),
                -1,
                new ResponseFormat.Text(),
                ToolUse.NONE,
                caller,
                wire);
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    /** The same with more behind what the person says last; they have said nothing yet if the last word is not theirs. */
    public ChatRequest goingOn(String more) {
        List<ChatMessage> longer = new ArrayList<>(messages);
        String said =
                messages.getLast().role().equals("user") ? longer.removeLast().content() : "";
        longer.add(ChatMessage.user(said + more));
        return new ChatRequest(model, longer, sampling, maxTokens, stop, logprobs, format, tools, caller, wire);
    }

    /** The same for another model. */
    public ChatRequest withModel(String other) {
        return new ChatRequest(other, messages, sampling, maxTokens, stop, logprobs, format, tools, caller, wire);
    }

    /** The same asked by somebody else. */
    public ChatRequest withCaller(Caller other) {
        return new ChatRequest(model, messages, sampling, maxTokens, stop, logprobs, format, tools, other, wire);
    }

    /** The same with other sampling. */
    public ChatRequest withSampling(Sampling other) {
        return new ChatRequest(model, messages, other, maxTokens, stop, logprobs, format, tools, caller, wire);
    }
}
