package org.liaoyuan.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.liaoyuan.engine.llama.NativeContext;
import org.liaoyuan.engine.llama.NativeModel;

/**
 * Numbers for whole texts, from a model that makes one vector of all a text's tokens. Thread-safe.
 *
 * <p>Guarantees: as many callers wait as the queue holds, the next is refused; they take turns batch by batch in the order they
 * came, so that one with many texts does not keep out one with few; the texts of a call are packed into as few batches as hold
 * them; an interrupt, or the end of the model, ends a call after the batch under way.
 */
final class PooledTexts implements AutoCloseable {

    static final int MOST_TEXTS_A_BATCH = 32;

    private final NativeModel model;
    private final NativeContext context;
    private final int size;
    private final int queueLimit;
    private final Semaphore places;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile boolean closed;

    /** @param size the most tokens of a text and of a batch */
    PooledTexts(NativeModel model, NativeContext context, int size, int queueLimit) {
        this.model = model;
        this.context = context;
        this.size = size;
        this.queueLimit = queueLimit;
        this.places = new Semaphore(1 + queueLimit);
    }

    /**
     * @param texts tokens of each, at least one and at most {@code size}
     * @return the vector of each, in order
     * @throws BusyException if too many callers wait
     */
    List<float[]> compute(List<int[]> texts) {
        for (int[] text : texts) {
            requireFits(text);
        }
        if (!places.tryAcquire()) {
            throw new BusyException(queueLimit, Duration.ofSeconds(1));
        }
        try {
            List<float[]> vectors = new ArrayList<>();
            while (vectors.size() < texts.size()) {
                vectors.addAll(batch(texts, vectors.size()));
            }
            return vectors;
        } finally {
            places.release();
        }
    }

    private void requireFits(int[] text) {
        if (text.length == 0) {
            throw new IllegalArgumentException("a text has no tokens; give at least one");
        }
        if (text.length > size) {
            throw new ContextOverflowException(text.length, size);
        }
        model.requireTokens(text);
    }

    /** As many of the texts from one on as fit. */
    private List<float[]> batch(List<int[]> texts, int from) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("the call was interrupted after " + from + " of " + texts.size() + " texts", e);
        }
        try {
            if (closed) {
                throw new EngineException("the model is closed");
            }
            context.clearBatch();
            int count = 0;
            while (from + count < texts.size()
                    && count < MOST_TEXTS_A_BATCH
                    && context.filled() + texts.get(from + count).length <= size) {
                int[] text = texts.get(from + count);
                for (int position = 0; position < text.length; position++) {
                    context.add(text[position], position, count, true);
                }
                count++;
            }
            return context.embed(count);
        } finally {
            turn.unlock();
        }
    }

    /** Waits for the batch under way, then frees the memory. */
    @Override
    public void close() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                context.close();
                model.close();
            }
        } finally {
            turn.unlock();
        }
    }
}
