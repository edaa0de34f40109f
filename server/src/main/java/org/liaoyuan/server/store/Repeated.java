package org.liaoyuan.server.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done at once and then again and again, on a thread of its own; what fails is logged and tried the next time. */
public final class Repeated implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);

    private final String name;
    private final Duration pause;
    private final Runnable work;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Does nothing yet.
     *
     * @param name of the thread, and of the work where it fails
     * @param pause after each time
     */
    public Repeated(String name, Duration pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    public void start() {
        var unused = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        try {
            do {
                attempt();
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{} can't be done just now; it is tried again", name, e);
        }
    }

    /** What is being done is done to its end. */
    @Override
    public void close() {
        closed.countDown();
    }
}
