package org.liaoyuan.server.model;

import org.liaoyuan.engine.Usage;

/**
 * What an answer took.
 *
 * @param usage tokens and times
 * @param joules energy of its share of the computing
 * @param measured whether the joules were read from a meter (RAPL), or modelled from compute time
 */
public record Cost(Usage usage, double joules, boolean measured) {}
