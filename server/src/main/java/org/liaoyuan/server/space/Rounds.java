package org.liaoyuan.server.space;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that goes rounds beside what people wait for: one at once where there is news, else one now and then. A round that fails is gone again. */
final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration END = Duration.ofSeconds(5);

    private final Semaphore news = new Semaphore(0);
    private final String name;
    private final Duration every;
    private final Round round;
    private @Nullable Thread thread;
    private volatile boolean closed;

    /** What is done. */
    @FunctionalInterface
    interface Round {

        void go() throws InterruptedException;
    }

    /** @param every how late it is seen what others do in the same database */
    Rounds(String name, Duration every, Round round) {
        this.name = name;
        this.every = every;
        this.round = round;
    }

    synchronized void start() {
        thread = Thread.ofPlatform()
                .daemon()
                .name(name)
                .priority(Thread.MIN_PRIORITY)
                .start(this::run);
    }

    /** There is news. */
    void wake() {
        news.release();
    }

    boolean isClosed() {
        return closed;
    }

    private void run() {
        try {
            while (!closed) {
                try {
                    round.go();
                } catch (RuntimeException e) {
                    LOG.warn("{} can't go on just now; it is tried again", name, e);
                }
                news.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the round that is gone. */
    void close() throws InterruptedException {
        closed = true;
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.interrupt();
            running.join(END);
        }
    }
}
