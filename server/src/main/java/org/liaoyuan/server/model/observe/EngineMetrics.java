package org.liaoyuan.server.model.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.liaoyuan.engine.EngineStats;

/**
 * Gauges and counters of each engine, from a model's first answer on. Of a model that has left memory the gauges are NaN and
 * the counters stay; they begin again at 0 when it is loaded again, which Prometheus knows how to read.
 */
final class EngineMetrics {

    private static final String PREFIX = "liaoyuan.engine.";

    private final MeterRegistry registry;
    private final Supplier<Map<String, EngineStats>> load;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();

    /** The registry holds these only weakly. */
    private final Set<LastKnown> counters = ConcurrentHashMap.newKeySet();

    /** A counter's figure when its model was last in memory. */
    private static final class LastKnown {
        volatile double value;
    }

    EngineMetrics(MeterRegistry registry, Supplier<Map<String, EngineStats>> load) {
        this.registry = registry;
        this.load = load;
    }

    /** Shows a model's engine from now on; does nothing for one that does not run in this process. */
    void watch(String model) {
        if (watched.contains(model) || !load.get().containsKey(model) || !watched.add(model)) {
            return;
        }
        gauge(model, "requests.running", "requests being decoded", EngineStats::running);
        gauge(model, "requests.waiting", "requests in the queue", EngineStats::waiting);
        gauge(model, "slots", "the most requests decoded at once", EngineStats::slots);
        gauge(model, "kv.cells", "tokens the KV cache holds", EngineStats::kvCells);
        gauge(
                model,
                "kv.held",
                "tokens of running and kept sequences; a shared one counts for each",
                EngineStats::heldTokens);
        gauge(model, "sequences.kept", "ended sequences kept for their prefix", EngineStats::keptPrefixes);
        gauge(model, "sequences.free", "sequences that hold nothing", EngineStats::freeSequences);
        counter(model, "prompt.tokens", "prompt tokens computed", EngineStats::promptTokens);
        counter(model, "cached.tokens", "prompt tokens taken from the prefix cache", EngineStats::cachedTokens);
        counter(model, "completion.tokens", "tokens generated", EngineStats::completionTokens);
        counter(model, "batches", "calls of the decoder", EngineStats::batches);
        counter(model, "batch.tokens", "tokens computed in these batches", EngineStats::batchTokens);
    }

    private void gauge(String model, String name, String description, ToDoubleFunction<EngineStats> figure) {
        Gauge.builder(PREFIX + name, () -> {
                    EngineStats stats = load.get().get(model);
                    return stats == null ? Double.NaN : figure.applyAsDouble(stats);
                })
                .description(description)
                .tag("model", model)
                .register(registry);
    }

    private void counter(String model, String name, String description, ToDoubleFunction<EngineStats> figure) {
        LastKnown last = new LastKnown();
        FunctionCounter.builder(PREFIX + name, last, l -> {
                    EngineStats stats = load.get().get(model);
                    return l.value = stats == null ? l.value : figure.applyAsDouble(stats);
                })
                .description(description)
                .tag("model", model)
                .register(registry);
        counters.add(last);
    }
}
