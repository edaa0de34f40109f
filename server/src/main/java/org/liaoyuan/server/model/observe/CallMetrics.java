package org.liaoyuan.server.model.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.model.Cost;

/** The histograms of finished calls. Labels hold only names of models that exist: what a caller makes up is no label. */
final class CallMetrics {

    private static final String NO_ERROR = "none";
    private static final String SECONDS = "seconds";

    private final MeterRegistry registry;

    CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param error type of the error, empty for none */
    void duration(Tags call, String error, Duration took) {
        // each series of a Prometheus metric has the same labels
        record(
                GenAi.OPERATION_DURATION,
                SECONDS,
                GenAi.DURATIONS,
                call.and(GenAi.ERROR_TYPE.getKey(), error.isEmpty() ? NO_ERROR : error),
                seconds(took));
    }

    void firstChunk(Tags call, Duration after) {
        record(GenAi.TIME_TO_FIRST_CHUNK, SECONDS, GenAi.FIRST_TOKENS, call, seconds(after));
    }

    void answer(Tags call, String model, Cost cost) {
        Usage usage = cost.usage();
        tokens(call, usage.promptTokens(), usage.completionTokens());
        if (usage.completionTokens() > 0) {
            record(GenAi.TIME_TO_FIRST_TOKEN, SECONDS, GenAi.FIRST_TOKENS, call, seconds(usage.firstToken()));
        }
        if (usage.completionTokens() > 1) {
            double rest = seconds(usage.total().minus(usage.firstToken()));
            record(
                    GenAi.TIME_PER_OUTPUT_TOKEN,
                    SECONDS,
                    GenAi.OUTPUT_TOKEN_TIMES,
                    call,
                    rest / (usage.completionTokens() - 1));
        }
        Counter.builder("liaoyuan.energy")
                .baseUnit("joules")
                .description("Energy of answers; measured says whether a meter was read or the figure is modelled")
                .tags("model", model, "measured", String.valueOf(cost.measured()))
                .register(registry)
                .increment(cost.joules());
    }

    void tokens(Tags call, int input, int output) {
        record(GenAi.TOKEN_USAGE, "tokens", GenAi.TOKENS, call.and(GenAi.TOKEN_TYPE, "input"), input);
        if (output > 0) {
            record(GenAi.TOKEN_USAGE, "tokens", GenAi.TOKENS, call.and(GenAi.TOKEN_TYPE, "output"), output);
        }
    }

    private void record(String name, String unit, double[] buckets, Tags tags, double value) {
        DistributionSummary.builder(name)
                .baseUnit(unit)
                .serviceLevelObjectives(buckets)
                .tags(tags)
                .register(registry)
                .record(value);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
