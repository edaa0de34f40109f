package org.liaoyuan.server.audit;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Asks every hour whether old rows are to go; one process does it once a day. */
@Component
class DailyPruning {

    private static final Logger LOG = LoggerFactory.getLogger(DailyPruning.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Pruning pruning;
    private final CountDownLatch closed = new CountDownLatch(1);

    DailyPruning(Pruning pruning) {
        this.pruning = pruning;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var unused = Thread.ofVirtual().name("audit-pruning").start(this::run);
    }

    private void run() {
        try {
            do {
                attempt();
            } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            pruning.runDaily();
        } catch (RuntimeException e) {
            LOG.warn("old rows of the audit log can't be taken out just now; it is tried again", e);
        }
    }

    @PreDestroy
    void close() {
        closed.countDown();
    }
}
