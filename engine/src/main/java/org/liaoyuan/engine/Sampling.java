package org.liaoyuan.engine;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How the next token is drawn from the model's distribution. Applied in this order: logit bias, penalties, top-k, top-p,
 * min-p, temperature, draw.
 *
 * @param temperature 0 picks the most likely token; the usual range is 0 to 2
 * @param topK keep the k most likely tokens; 0 keeps all
 * @param topP keep the smallest set whose probabilities sum to at least this, in (0, 1]; 1 keeps all
 * @param minP drop tokens less likely than this times the most likely one, in [0, 1]; 0 drops none
 * @param frequencyPenalty subtracted from a logit for each time its token was generated, −2 to 2 (OpenAI's definition)
 * @param presencePenalty subtracted once if the token was generated at all, −2 to 2 (OpenAI's definition)
 * @param repeatPenalty divides (positive) or multiplies (negative) the logits of the last 64 tokens; 1 is off
 * @param seed makes the draw repeatable; empty draws a new seed
 * @param logitBias added to the logits of these token ids, −100 to 100
 */
public record Sampling(
        double temperature,
        int topK,
        double topP,
        double minP,
        double frequencyPenalty,
        double presencePenalty,
        double repeatPenalty,
        OptionalLong seed,
        Map<Integer, Double> logitBias) {

    /** The most likely token every time. */
    public static final Sampling GREEDY = new Sampling(0, 0, 1, 0, 0, 0, 1, OptionalLong.empty(), Map.of());

    /** A sensible default for chat. */
    public static final Sampling CHAT = new Sampling(0.7, 40, 0.9, 0.05, 0, 0, 1.05, OptionalLong.empty(), Map.of());

    /** The same with other biases, by token. */
    public Sampling withLogitBias(Map<Integer, Double> bias) {
        return new Sampling(
                temperature, topK, topP, minP, frequencyPenalty, presencePenalty, repeatPenalty, seed, bias);
    }

    public Sampling {
        requireRange("temperature", temperature, 0, 5);
        if (topK < 0) {
            throw new IllegalArgumentException("topK is " + topK + "; expected 0 (all) or more");
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topP is " + topP + "; expected more than 0 and at most 1");
        }
        requireRange("minP", minP, 0, 1);
        requireRange("frequencyPenalty", frequencyPenalty, -2, 2);
        requireRange("presencePenalty", presencePenalty, -2, 2);
        requireRange("repeatPenalty", repeatPenalty, 0.1, 10);
        logitBias = Map.copyOf(logitBias);
        logitBias.forEach((token, bias) -> requireRange("logitBias of token " + token, bias, -100, 100));
    }

    private static void requireRange(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " is " + value + "; expected " + low + " to " + high);
        }
    }
}
