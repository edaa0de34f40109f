package org.liaoyuan.server.audit;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.liaoyuan.server.store.Repeated;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Asks every hour whether old rows are to go; one process does it once a day. */
@Component
class DailyPruning {

    private static final Duration EVERY = Duration.ofHours(1);

    private final Repeated again;

    DailyPruning(Pruning pruning) {
        this.again = new Repeated("audit-pruning", EVERY, pruning::runDaily);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        again.start();
    }

    @PreDestroy
    void close() {
        again.close();
    }
}
