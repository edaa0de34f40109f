package org.liaoyuan.server.model;

import java.util.List;

/**
 * How well documents answer a query.
 *
 * @param model the real name of the model
 * @param scores one a document, in order; the higher the better, and of models in this process 0 to 1
 * @param tokens tokens read in all
 * @param joules energy it took, as far as is known
 * @param measured whether the joules were read from a meter
 */
public record Reranking(String model, List<Double> scores, int tokens, double joules, boolean measured)
        implements Counted {

    public Reranking {
        scores = List.copyOf(scores);
    }

    /** Of unknown energy. */
    public Reranking(String model, List<Double> scores, int tokens) {
        this(model, scores, tokens, 0, false);
    }
}
