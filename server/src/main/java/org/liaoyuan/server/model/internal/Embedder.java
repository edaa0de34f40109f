package org.liaoyuan.server.model.internal;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.Embeddings;

/**
 * bge-small-zh v1.5 (int8) on ONNX Runtime; the weights lie in a dependency. Loaded at its first use.
 *
 * <p>Guarantees: of the texts that come many to a call, as many as there are cores are embedded at once, and one while a model answers
 * somebody. A text that comes alone is a question that somebody waits for: it does not wait for those.
 */
final class Embedder {

    static final String NAME = "bge-small-zh";

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final BooleanSupplier answering;
    private final Semaphore alone = new Semaphore(CORES, true);
    private final Semaphore together = new Semaphore(CORES, true);
    private @Nullable EmbeddingModel model;

    /** @param answering whether somebody waits for a model of this machine */
    Embedder(BooleanSupplier answering) {
        this.answering = answering;
    }

    Embeddings embed(List<String> texts) {
        EmbeddingModel known = model();
        List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
        if (texts.size() > 1) {
            return embeddings(known, segments);
        }
        alone.acquireUninterruptibly();
        try {
            return embeddings(known, segments);
        } finally {
            alone.release();
        }
    }

    private static Embeddings embeddings(EmbeddingModel model, List<TextSegment> segments) {
        var response = model.embedAll(segments);
        List<float[]> vectors = response.content().stream().map(e -> e.vector()).toList();
        Integer tokens =
                response.tokenUsage() == null ? null : response.tokenUsage().inputTokenCount();
        return new Embeddings(NAME, vectors, tokens == null ? 0 : tokens);
    }

    private synchronized EmbeddingModel model() {
        EmbeddingModel current = model;
        if (current == null) {
            current = new BgeSmallZh(beside());
            model = current;
        }
        return current;
    }

    /** Its queue holds the texts of callers who wait for them: they are its bound. */
    private Executor beside() {
        ExecutorService threads = Executors.newFixedThreadPool(
                CORES, Thread.ofPlatform().daemon().name("embedder-", 0).factory());
        return text -> threads.execute(() -> {
            int share = answering.getAsBoolean() ? CORES : 1;
            together.acquireUninterruptibly(share);
            try {
                text.run();
            } finally {
                together.release(share);
            }
        });
    }
}
