package org.liaoyuan.server.space.index;

import java.util.UUID;

/**
 * A passage that was found.
 *
 * @param score above 0; says only how hits of one question compare
 * @param words share of the question's words, each as rare as it is, that it holds; 0 where it is not among the best by words
 * @param meaning cosine of its vector and the question's; 0 where it is not among the nearest
 */
public record Hit(UUID document, int ordinal, double score, double words, double meaning) {}
