package org.liaoyuan.server.model;

import java.util.List;
import java.util.Optional;
import org.liaoyuan.engine.Sampling;

/**
 * A text to be continued.
 *
 * @param model a model's name, or {@link ModelService#DEFAULT}
 * @param prompt the text before
 * @param suffix the text after, for fill-in-the-middle
 * @param sampling how tokens are drawn
 * @param maxTokens the most tokens to generate; 0 leaves it to the context
 * @param stop strings that end the answer
 * @param logprobs −1 for none, else alternatives per token
 * @param caller who asks
 */
public record CompletionRequest(
        String model,
        String prompt,
        Optional<String> suffix,
        Sampling sampling,
        int maxTokens,
        List<String> stop,
        int logprobs,
        Caller caller) {

    public CompletionRequest {
        stop = List.copyOf(stop);
    }

    /** Asked on this machine. */
    public CompletionRequest(
            String model,
            String prompt,
            Optional<String> suffix,
            Sampling sampling,
            int maxTokens,
            List<String> stop,
            int logprobs) {
        this(model, prompt, suffix, sampling, maxTokens, stop, logprobs, Caller.LOCAL);
    }
}
