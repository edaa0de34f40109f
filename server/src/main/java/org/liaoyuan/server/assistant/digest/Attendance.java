package org.liaoyuan.server.assistant.digest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.liaoyuan.server.assistant.making.StoppedException;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.ModelService;

/**
 * Looks around while a digest is made, several times a second: it is cancelled as soon as somebody wants an answer of this machine, or
 * when it takes too long. Close it when it is made.
 */
final class Attendance implements AutoCloseable {

    private static final long EVERY_MILLIS = 100;

    private final ModelService models;
    private final Answer answer;
    private final BooleanSupplier stopping;
    private final long mostNanos;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean forOthers;
    private volatile boolean late;

    /** @param stopping whether the server is */
    Attendance(ModelService models, Answer answer, Duration most, BooleanSupplier stopping) {
        this.stopping = stopping;
        this.models = models;
        this.answer = answer;
        this.mostNanos = most.toNanos();
        var unused = Thread.ofVirtual().name("digest-attendance").start(this::look);
    }

    /** Answers that are being made here, or wait for it. */
    static int answers(ModelService models) {
        return models.load().values().stream()
                .mapToInt(each -> each.running() + each.waiting())
                .sum();
    }

    private void look() {
        long began = System.nanoTime();
        try {
            while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                // one of them is this
                forOthers = answers(models) > 1 || stopping.getAsBoolean();
                late = System.nanoTime() - began > mostNanos;
                if (forOthers || late) {
                    answer.cancel();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws StoppedException if it was cancelled */
    void requireUndisturbed() throws StoppedException {
        if (forOthers || late) {
            throw new StoppedException(!forOthers);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
