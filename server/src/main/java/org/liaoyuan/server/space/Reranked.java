package org.liaoyuan.server.space;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.store.Tenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Has a model put passages in order. Where it is late, busy or fails they stay as they were, and the span says why. Says nothing of how
 * well a passage fits at all: that stays what words and meaning said.
 */
@Component
class Reranked {

    private static final Logger LOG = LoggerFactory.getLogger(Reranked.class);

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("liaoyuan.space.rerank");
    private static final AttributeKey<Long> PASSAGES = AttributeKey.longKey("liaoyuan.space.passages");

    /** Beyond it a search goes on without: one that is too late is still being computed. */
    private static final int MOST_AT_ONCE = 2;

    private final ModelService models;
    private final RerankSettings settings;
    private final Tracer tracer;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Reranked(ModelService models, RerankSettings settings, ObjectProvider<OpenTelemetry> telemetry) {
        this.models = models;
        this.settings = settings;
        this.tracer = telemetry.getIfAvailable(OpenTelemetry::noop).getTracer("org.liaoyuan.space");
    }

    /** What came of it; as the span says it, in small letters. */
    enum Outcome {
        REORDERED,
        /** It took longer than a search waits. */
        LATE,
        /** Others are being put in order. */
        BUSY,
        /** The model failed, or a budget is used up. */
        FAILED
    }

    /** In the model's order, or, but for {@link Outcome#REORDERED}, in theirs. */
    record Order(List<FoundPassage> passages, Outcome outcome) {}

    /** For the tenant who asks. */
    Order of(String model, String question, List<FoundPassage> fused, Caller caller) {
        Span span = tracer.spanBuilder("space.rerank")
                .setAttribute(PASSAGES, fused.size())
                .startSpan();
        try {
            Order order = places.tryAcquire()
                    ? order(model, question, fused, caller, Context.current().with(span))
                    : new Order(fused, Outcome.BUSY);
            span.setAttribute(OUTCOME, order.outcome().name().toLowerCase(Locale.ROOT));
            return order;
        } finally {
            span.end();
        }
    }

    private Order order(String model, String question, List<FoundPassage> fused, Caller caller, Context context) {
        List<String> texts = fused.stream().map(Reranked::text).toList();
        Tenant tenant = Tenant.current();
        Future<List<Double>> scores = threads.submit(context.wrap(() -> {
            try {
                return tenant.ask(
                        () -> models.rerank(model, question, texts, caller).scores());
            } finally {
                places.release();
            }
        }));
        try {
            return new Order(
                    by(scores.get(settings.mostTime().toNanos(), TimeUnit.NANOSECONDS), fused), Outcome.REORDERED);
        } catch (TimeoutException e) {
            return new Order(fused, Outcome.LATE);
        } catch (ExecutionException e) {
            LOG.debug("passages stay as they were found", e);
            return new Order(fused, Outcome.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Order(fused, Outcome.FAILED);
        }
    }

    /** Among equals as they were. The score is the place: models have scales of their own. */
    private static List<FoundPassage> by(List<Double> scores, List<FoundPassage> fused) {
        List<Integer> order = IntStream.range(0, fused.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores.get(i)))
                .toList();
        List<FoundPassage> passages = new ArrayList<>();
        for (int place = 0; place < order.size(); place++) {
            passages.add(fused.get(order.get(place)).scored(2 - place / (double) order.size()));
        }
        return passages;
    }

    private static String text(FoundPassage passage) {
        return passage.headings().isEmpty()
                ? passage.text()
                : passage.headings().getLast() + "\n" + passage.text();
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
