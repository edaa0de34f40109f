package org.liaoyuan.server.space.index;

import java.util.UUID;

/**
 * A passage that was found.
 *
 * @param score above 0; says only how hits of one question compare
 */
public record Hit(UUID document, int ordinal, double score) {}
