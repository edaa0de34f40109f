package org.liaoyuan.server.openai.responses;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import org.liaoyuan.server.store.Tenant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Drops kept responses when their time is over: at the start, and every hour. */
@Component
@EnableConfigurationProperties(ResponsesSettings.class)
class Retention {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final ResponseStore store;
    private final ResponsesSettings settings;
    private final Thread thread = Thread.ofVirtual().name("response-retention").unstarted(this::run);

    Retention(ResponseStore store, ResponsesSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                purge();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException closed) {
            // the server ends
        }
    }

    void purge() {
        try {
            Tenant.SYSTEM.run(() -> store.purge(
                    Instant.now().minus(settings.retention()),
                    settings.mostKept().toBytes()));
        } catch (DataAccessException e) {
            LOG.warn("kept responses could not be purged; it is tried again in {} min", EVERY.toMinutes(), e);
        }
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }
}
