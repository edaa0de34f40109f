package org.liaoyuan.server.sandbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** So many programs at once, so many that wait for their turn, first come first served; others are told that it is busy. */
final class Lane {

    private final Semaphore free;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    Lane(int atOnce, int mostWaiting) {
        this.free = new Semaphore(atOnce, true);
        this.mostWaiting = mostWaiting;
    }

    /**
     * Waits for a turn, which {@link #leave} ends.
     *
     * @throws ProgramFailure if there are too many, or it does not come in time
     */
    void enter(Duration most) throws InterruptedException {
        if (free.tryAcquire()) {
            return;
        }
        if (waiting.incrementAndGet() > mostWaiting) {
            waiting.decrementAndGet();
            throw busy();
        }
        try {
            if (!free.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    void leave() {
        free.release();
    }

    /** For tests. */
    int free() {
        return free.availablePermits();
    }

    int waiting() {
        return waiting.get();
    }

    private static ProgramFailure busy() {
        return new ProgramFailure(ProgramFailure.Reason.BUSY, "too many programs run already; try again later");
    }
}
