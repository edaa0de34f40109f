package org.liaoyuan.server.profile;

import java.time.Instant;

/**
 * What a model was measured to be able to do in one skill at one difficulty.
 *
 * @param suite version of the suite
 * @param n questions asked
 * @param passes of these, answered rightly
 * @param lowerBound lower end of the 95 % Wilson interval of the success rate, 0 to 1
 * @param latencyMillis median time of an answer
 * @param promptTokens mean tokens read for an answer
 * @param completionTokens mean tokens written
 * @param joules mean energy of an answer
 * @param joulesMeasured whether read from a meter, or modelled from compute time
 */
public record Cell(
        String model,
        String skill,
        int difficulty,
        String suite,
        int n,
        int passes,
        double lowerBound,
        long latencyMillis,
        double promptTokens,
        double completionTokens,
        double joules,
        boolean joulesMeasured,
        Instant measuredAt) {}
