package org.liaoyuan.server.model.observe;

import io.micrometer.core.instrument.Tags;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.UnknownModelException;

/**
 * One call of a model, written down once, at its end. Names of models stand in spans and labels only when they are known to
 * exist: what else a caller writes there is the caller's text.
 */
final class ModelCall {

    private static final String UNKNOWN = "unknown";

    private final Observation observation;
    private final String operation;
    private final String asked;
    private final Span span;
    private final long begin = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile String requested = UNKNOWN;
    private volatile String answering = UNKNOWN;
    private volatile String provider = UNKNOWN;

    /**
     * @param operation as the conventions name it: {@code chat}, {@code text_completion}, {@code embeddings}
     * @param asked the model's name as the caller gave it
     */
    ModelCall(Observation observation, String operation, String asked) {
        this.observation = observation;
        this.operation = operation;
        this.asked = asked;
        this.span = observation
                .tracer()
                .spanBuilder(operation)
                // the conventions' kind for models in the same process; ours or another's is not known before the
                // answer
                .setSpanKind(SpanKind.INTERNAL)
                .setAttribute(GenAi.OPERATION, operation)
                .startSpan();
    }

    Span span() {
        return span;
    }

    void answeredBy(String model) {
        named(model);
        answering = model;
        span.setAttribute(GenAi.RESPONSE_MODEL, model);
    }

    private void named(String model) {
        requested = asked;
        provider = observation.provider().apply(model);
        span.updateName(operation + " " + asked);
        span.setAttribute(GenAi.REQUEST_MODEL, asked);
        span.setAttribute(GenAi.PROVIDER, provider);
        if (provider.equals(Observation.HERE)) {
            span.setAttribute(GenAi.SERVER_ADDRESS, "localhost");
        }
    }

    void firstPart() {
        observation.metrics().firstChunk(tags(), elapsed());
    }

    void finished(FinishReason reason, Cost cost) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        span.setAttribute(GenAi.FINISH_REASONS, List.of(reason.name().toLowerCase(Locale.ROOT)));
        span.setAttribute(GenAi.INPUT_TOKENS, (long) cost.usage().promptTokens());
        span.setAttribute(GenAi.CACHED_TOKENS, (long) cost.usage().cachedTokens());
        span.setAttribute(GenAi.OUTPUT_TOKENS, (long) cost.usage().completionTokens());
        span.setAttribute(GenAi.JOULES, cost.joules());
        span.end();
        observation.metrics().duration(tags(), "", elapsed());
        observation.metrics().answer(tags(), answering, cost);
        observation.failures().answered(answering);
    }

    void read(int tokens) {
        ended.set(true);
        span.setAttribute(GenAi.INPUT_TOKENS, (long) tokens);
        span.end();
        observation.metrics().duration(tags(), "", elapsed());
        observation.metrics().tokens(tags(), tokens, 0);
    }

    /**
     * The error's type is kept, its words are not: they may be a person's.
     *
     * @param model the real name, as far as it is known
     */
    void failed(String model, Throwable error) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        if (!(error instanceof UnknownModelException) && requested.equals(UNKNOWN)) {
            named(model);
        }
        String type = error.getClass().getName();
        span.setAttribute(GenAi.ERROR_TYPE, type);
        span.setStatus(StatusCode.ERROR);
        span.end();
        observation.metrics().duration(tags(), type, elapsed());
        observation.failures().failed(model, error);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private Tags tags() {
        return Tags.of(
                GenAi.OPERATION.getKey(),
                operation,
                GenAi.PROVIDER.getKey(),
                provider,
                GenAi.REQUEST_MODEL.getKey(),
                requested,
                GenAi.RESPONSE_MODEL.getKey(),
                answering);
    }
}
