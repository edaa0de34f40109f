package org.liaoyuan.server.model;

import java.util.List;

/**
 * Embedded texts.
 *
 * @param model the real name of the model
 * @param vectors one a text, in order
 * @param tokens tokens read in all
 */
public record Embeddings(String model, List<float[]> vectors, int tokens) {}
