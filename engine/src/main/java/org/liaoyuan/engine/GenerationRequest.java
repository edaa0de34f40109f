package org.liaoyuan.engine;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to generate.
 *
 * @param prompt token ids, at least one; copied
 * @param maxTokens the most tokens to generate, 1 or more; the end of the context bounds it too
 * @param sampling how tokens are drawn
 * @param stop strings that end the answer and are not part of it; at most 16, each 1 to 1,000 characters
 * @param logprobs −1 for none; else report each token's log-probability with this many alternatives, 0 to 20
 * @param constraint what the answer must look like; null for anything
 * @param controlAsText whether control tokens such as {@code <｜tool▁calls▁begin｜>} show as text instead of as nothing
 * @param adapter a LoRA adapter of the model that is asked; null for the model as it is
 * @param adapterScale how strongly the adapter counts: 1 as it was trained, 0 not at all; −100 to 100
 */
public record GenerationRequest(
        int[] prompt,
        int maxTokens,
        Sampling sampling,
        List<String> stop,
        int logprobs,
        @Nullable Constraint constraint,
        boolean controlAsText,
        @Nullable LoraAdapter adapter,
        float adapterScale) {

    private static final float MOST_SCALE = 100;

    /** Without an adapter. */
    public GenerationRequest(
            int[] prompt,
            int maxTokens,
            Sampling sampling,
            List<String> stop,
            int logprobs,
            @Nullable Constraint constraint,
            boolean controlAsText) {
        this(prompt, maxTokens, sampling, stop, logprobs, constraint, controlAsText, null, 1);
    }

    /** Without a constraint. */
    public GenerationRequest(int[] prompt, int maxTokens, Sampling sampling, List<String> stop, int logprobs) {
        this(prompt, maxTokens, sampling, stop, logprobs, null, false);
    }

    public GenerationRequest {
        Objects.requireNonNull(sampling, "sampling");
        if (prompt.length == 0) {
            throw new IllegalArgumentException("the prompt has no tokens; give at least one");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + "; expected 1 or more");
        }
        if (logprobs < -1 || logprobs > 20) {
            throw new IllegalArgumentException("logprobs is " + logprobs + "; expected -1 (none) to 20");
        }
        if (!(Math.abs(adapterScale) <= MOST_SCALE)) {
            throw new IllegalArgumentException("adapterScale is " + adapterScale + "; expected -100 to 100");
        }
        prompt = prompt.clone();
        stop = List.copyOf(stop);
        if (stop.size() > 16) {
            throw new IllegalArgumentException(stop.size() + " stop strings; at most 16 are taken");
        }
        for (String s : stop) {
            if (s.isEmpty() || s.length() > 1000) {
                throw new IllegalArgumentException(
                        "a stop string has " + s.length() + " characters; expected 1 to 1000");
            }
        }
    }

    public static GenerationRequest of(int[] prompt, int maxTokens, Sampling sampling) {
        return new GenerationRequest(prompt, maxTokens, sampling, List.of(), -1);
    }

    /** The same under a constraint. */
    public GenerationRequest withConstraint(Constraint other) {
        return new GenerationRequest(
                prompt, maxTokens, sampling, stop, logprobs, other, controlAsText, adapter, adapterScale);
    }

    /** The same with an adapter, as it was trained. */
    public GenerationRequest withAdapter(LoraAdapter other) {
        return withAdapter(other, 1);
    }

    /** The same with an adapter. */
    public GenerationRequest withAdapter(LoraAdapter other, float scale) {
        return new GenerationRequest(
                prompt, maxTokens, sampling, stop, logprobs, constraint, controlAsText, other, scale);
    }
}
