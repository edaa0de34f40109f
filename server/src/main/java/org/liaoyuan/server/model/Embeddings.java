package org.liaoyuan.server.model;

import java.util.List;

/**
 * Embedded texts.
 *
 * @param model the real name of the model
 * @param vectors one a text, in order
 * @param tokens tokens read in all
 * @param joules energy it took, as far as is known
 * @param measured whether the joules were read from a meter
 */
public record Embeddings(String model, List<float[]> vectors, int tokens, double joules, boolean measured)
        implements Counted {

    /** Of unknown energy. */
    public Embeddings(String model, List<float[]> vectors, int tokens) {
        this(model, vectors, tokens, 0, false);
    }
}
