package org.liaoyuan.server.agent;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.liaoyuan.server.store.Repeated;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What is to be done with kept signals from time to time. */
@Component
class SignalUpkeep {

    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final List<Repeated> all;

    SignalUpkeep(Signals signals) {
        this.all = List.of(
                new Repeated("agent-signals", SELDOM, signals::takeKept),
                new Repeated("agent-old-signals", Duration.ofHours(1), signals::forgetOld));
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        all.forEach(Repeated::start);
    }

    @PreDestroy
    void close() {
        all.forEach(Repeated::close);
    }
}
