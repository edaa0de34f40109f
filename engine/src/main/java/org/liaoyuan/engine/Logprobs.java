package org.liaoyuan.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntFunction;

/** Log-probabilities of one step, before temperature and truncation. */
final class Logprobs {

    private Logprobs() {}

    /**
     * @param logits as the model gave them
     * @param alternatives how many of the most likely tokens to report
     */
    static TokenLogprob of(float[] logits, int token, int alternatives, IntFunction<byte[]> bytes) {
        double normaliser = logSumExp(logits);
        List<TokenLogprob> best = new ArrayList<>();
        for (int id : mostLikely(logits, alternatives)) {
            best.add(new TokenLogprob(id, bytes.apply(id), logits[id] - normaliser, List.of()));
        }
        return new TokenLogprob(token, bytes.apply(token), logits[token] - normaliser, best);
    }

    private static double logSumExp(float[] logits) {
        float top = logits[TokenSampler.best(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - top);
        }
        return top + Math.log(sum);
    }

    private static List<Integer> mostLikely(float[] logits, int n) {
        Comparator<Integer> byLogit = Comparator.comparingDouble(i -> logits[i]);
        PriorityQueue<Integer> heap = new PriorityQueue<>(n + 1, byLogit);
        for (int i = 0; i < logits.length && n > 0; i++) {
            if (heap.size() < n) {
                heap.add(i);
            } else if (logits[i] > logits[heap.element()]) {
                heap.remove();
                heap.add(i);
            }
        }
        return heap.stream().sorted(byLogit.reversed()).toList();
    }
}
