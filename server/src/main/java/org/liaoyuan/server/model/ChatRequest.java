package org.liaoyuan.server.model;

import java.util.List;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Sampling;

/**
 * A conversation to be answered.
 *
 * @param model a model's name, or {@link ModelService#DEFAULT}
 * @param messages oldest first, at least one
 * @param sampling how tokens are drawn
 * @param maxTokens the most tokens to generate; 0 leaves it to the context
 * @param stop strings that end the answer
 * @param logprobs −1 for none, else alternatives per token
 */
public record ChatRequest(
        String model, List<ChatMessage> messages, Sampling sampling, int maxTokens, List<String> stop, int logprobs) {

    public ChatRequest {
        messages = List.copyOf(messages);
        stop = List.copyOf(stop);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("messages is empty; give at least one");
        }
    }
}
