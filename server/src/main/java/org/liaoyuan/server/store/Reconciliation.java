package org.liaoyuan.server.store;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where others may use the database too, takes over what they changed, every two seconds; an embedded database has no others. */
@Component
class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final Node node;
    private final List<Reconciled> all;
    private final CountDownLatch closed = new CountDownLatch(1);

    Reconciliation(Node node, List<Reconciled> all) {
        this.node = node;
        this.all = List.copyOf(all);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (!Database.isEmbedded()) {
            var unused = Thread.ofVirtual().name("reconciliation").start(this::run);
        }
    }

    private void run() {
        try {
            while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                attempt(node::beat);
                all.forEach(each -> attempt(each::reconcile));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("what other processes changed can't be taken over just now; it is tried again", e);
        }
    }

    @PreDestroy
    void close() {
        closed.countDown();
    }
}
