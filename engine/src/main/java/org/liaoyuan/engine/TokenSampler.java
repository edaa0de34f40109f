package org.liaoyuan.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws tokens for one request as its {@link Sampling} says. Not thread-safe; the decode loop owns it.
 *
 * <p>A vocabulary has 50,000 to 250,000 tokens and this runs once a token, so candidates are narrowed in one pass before
 * anything is sorted: with top-k by a heap of the k best, else by a floor 30 nats (at temperature 1) under the best, below
 * which all of a vocabulary together weighs less than a float's rounding.
 */
final class TokenSampler {

    private static final int REPEAT_WINDOW = 64;

    /** Tokens that are looked at before the whole vocabulary is; the rest of it weighs next to nothing. */
    private static final int LIKELY = 256;

    private static final double FLOOR_NATS = 30;

    private final Sampling sampling;
    private final SplittableRandom random;
    private final Map<Integer, Integer> generated = new HashMap<>();
    private final boolean penalises;
    private int[] ids = new int[256];
    private double[] scores = new double[256];
    private int count;

    TokenSampler(Sampling sampling) {
        this.sampling = sampling;
        this.random = sampling.seed().isPresent()
                ? new SplittableRandom(sampling.seed().getAsLong())
                : new SplittableRandom();
        this.penalises = sampling.frequencyPenalty() != 0 || sampling.presencePenalty() != 0;
    }

    /**
     * @param logits one for each token of the vocabulary; changed
     * @param history prompt and answer so far, for the repeat penalty
     * @param constraint what may come next; null for everything
     * @throws EngineException if the constraint allows no token
     */
    int sample(float[] logits, TokenSequence history, @Nullable TokenConstraint constraint) {
        adjust(logits, history);
        int token = pick(logits);
        // most tokens that a model picks are allowed: asking about one is far cheaper than about all, and drawing again
        // among
        // the allowed after a refusal gives the same distribution as drawing among them at once
        if (constraint != null && !constraint.allows(token)) {
            keepAllowed(logits, constraint);
            token = pick(logits);
        }
        if (penalises) {
            generated.merge(token, 1, Integer::sum);
        }
        return token;
    }

    /** Gives its arrays back, which hold up to the whole vocabulary: an answer that has ended may be remembered for a while. */
    void release() {
        ids = new int[0];
        scores = new double[0];
        count = 0;
    }

    private int pick(float[] logits) {
        return sampling.temperature() == 0 ? best(logits) : draw(logits);
    }

    /** Forbids what the constraint does not allow; if something likely is allowed, everything unlikely too. */
    private void keepAllowed(float[] logits, TokenConstraint constraint) {
        boolean[] allowed = new boolean[logits.length];
        int likely = Math.min(LIKELY, logits.length);
        keepBest(logits, likely);
        constraint.filter(ids, likely, allowed);
        boolean found = false;
        for (int i = 0; i < likely; i++) {
            found |= allowed[i] && scores[i] > Float.NEGATIVE_INFINITY;
        }
        if (found) {
            Arrays.fill(logits, Float.NEGATIVE_INFINITY);
            for (int i = 0; i < likely; i++) {
                if (allowed[i]) {
                    logits[ids[i]] = (float) scores[i];
                }
            }
            return;
        }
        int[] all = new int[logits.length];
        Arrays.setAll(all, i -> i);
        constraint.filter(all, all.length, allowed);
        for (int i = 0; i < all.length; i++) {
            found |= allowed[i];
            if (!allowed[i]) {
                logits[i] = Float.NEGATIVE_INFINITY;
            }
        }
        if (!found) {
            throw new EngineException("the grammar allows no token of this model here; the answer ends unfinished");
        }
    }

    private void adjust(float[] logits, TokenSequence history) {
        sampling.logitBias().forEach((token, bias) -> {
            if (token >= 0 && token < logits.length) {
                // −100 means never, as in OpenAI's API, however large the logit is
                logits[token] = bias <= -100 ? Float.NEGATIVE_INFINITY : logits[token] + bias.floatValue();
            }
        });
        double repeat = sampling.repeatPenalty();
        if (repeat != 1) {
            int from = Math.max(0, history.length() - REPEAT_WINDOW);
            history.distinctFrom(from).forEach(token -> {
                float logit = logits[token];
                logits[token] = (float) (logit > 0 ? logit / repeat : logit * repeat);
            });
        }
        if (penalises) {
            generated.forEach((token, times) ->
                    logits[token] -= (float) (times * sampling.frequencyPenalty() + sampling.presencePenalty()));
        }
    }

    /** The first of the largest: in two passes, since a plain maximum is vectorised by the JIT and one with its place is not. */
    static int best(float[] logits) {
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            most = Math.max(most, logits[i]);
        }
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] == most) {
                return i;
            }
        }
        return 0; // a NaN among them: no token is better than another
    }

    private int draw(float[] logits) {
        double temperature = sampling.temperature();
        float top = logits[best(logits)];
        boolean truncates = sampling.topP() < 1 || sampling.minP() > 0;
        if (sampling.topK() > 0 && sampling.topK() < logits.length) {
            keepBest(logits, sampling.topK());
        } else {
            keepAbove(logits, top - FLOOR_NATS * Math.max(1, temperature));
        }
        if (truncates) {
            truncate(top);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            scores[i] = Math.exp((scores[i] - top) / temperature);
            sum += scores[i];
        }
        double mark = random.nextDouble() * sum;
        for (int i = 0; i < count; i++) {
            mark -= scores[i];
            if (mark < 0) {
                return ids[i];
            }
        }
        return ids[count - 1];
    }

    private void keepAbove(float[] logits, double floor) {
        count = 0;
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] >= floor) {
                if (count == ids.length) {
                    int room = Math.max(256, count * 2);
                    ids = Arrays.copyOf(ids, room);
                    scores = Arrays.copyOf(scores, room);
                }
                ids[count] = i;
                scores[count++] = logits[i];
            }
        }
    }

    /** A min-heap of the k best: nearly every token fails the one comparison with its root. */
    private void keepBest(float[] logits, int k) {
        if (ids.length < k) {
            ids = new int[k];
            scores = new double[k];
        }
        count = k;
        for (int i = 0; i < k; i++) {
            ids[i] = i;
            scores[i] = logits[i];
        }
        for (int i = k / 2 - 1; i >= 0; i--) {
            siftDown(i, k);
        }
        for (int i = k; i < logits.length; i++) {
            if (logits[i] > scores[0]) {
                ids[0] = i;
                scores[0] = logits[i];
                siftDown(0, k);
            }
        }
    }

    /** Sorts the candidates, most likely first, and applies top-p and min-p. */
    private void truncate(float top) {
        sortDescending();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.exp(scores[i] - top);
        }
        double kept = 0;
        int keep = 0;
        while (keep < count) {
            double weight = Math.exp(scores[keep] - top);
            if (keep > 0 && (kept >= sampling.topP() * sum || weight < sampling.minP())) {
                break;
            }
            kept += weight;
            keep++;
        }
        count = keep;
    }

    private void sortDescending() {
        for (int i = count / 2 - 1; i >= 0; i--) {
            siftDown(i, count);
        }
        for (int end = count - 1; end > 0; end--) {
            swap(0, end);
            siftDown(0, end);
        }
    }

    private void siftDown(int start, int size) {
        int parent = start;
        while (true) {
            int child = 2 * parent + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && scores[child + 1] < scores[child]) {
                child++;
            }
            if (scores[parent] <= scores[child]) {
                return;
            }
            swap(parent, child);
            parent = child;
        }
    }

    private void swap(int a, int b) {
        int id = ids[a];
        ids[a] = ids[b];
        ids[b] = id;
        double score = scores[a];
        scores[a] = scores[b];
        scores[b] = score;
    }
}
