package org.liaoyuan.server.model.observe;

import io.opentelemetry.api.trace.Tracer;
import java.util.function.UnaryOperator;

/**
 * Where calls are written down.
 *
 * @param tracer makes the spans
 * @param metrics the histograms
 * @param failures the last errors
 * @param provider who runs a model, by its name, as {@code gen_ai.provider.name} says it
 * @param capturesContent whether spans hold what is said
 */
record Observation(
        Tracer tracer,
        CallMetrics metrics,
        ModelFailures failures,
        UnaryOperator<String> provider,
        boolean capturesContent) {

    /** The provider of models that run in this process. */
    static final String HERE = "liaoyuan";
}
