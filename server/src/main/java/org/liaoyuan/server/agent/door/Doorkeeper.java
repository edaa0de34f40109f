package org.liaoyuan.server.agent.door;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.liaoyuan.server.agent.Journal;
import org.liaoyuan.server.agent.Lull;
import org.liaoyuan.server.agent.NodeWork;
import org.liaoyuan.server.agent.RunKeys;
import org.liaoyuan.server.agent.RunNews;
import org.liaoyuan.server.store.Repeated;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What doors do by themselves: schedules that are due, ends of runs that somebody is to be told of, runs whose key works no more. */
@Component
class Doorkeeper {

    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final RunKeys keys;
    private final NodeWork work;
    private final Journal journal;
    private final List<Repeated> all;

    Doorkeeper(
            RunKeys keys,
            NodeWork work,
            Journal journal,
            Schedules schedules,
            Callbacks callbacks,
            Hooks hooks,
            RunNews changes) {
        this.keys = keys;
        this.work = work;
        this.journal = journal;
        this.all = List.of(
                new Repeated("agent-schedules", OFTEN, new Lull(schedules::changes, schedules::startDue)::look),
                new Repeated("agent-callbacks", OFTEN, new Lull(changes::count, callbacks::tellDue)::look),
                new Repeated("agent-keys", SELDOM, this::endKeyless),
                new Repeated("agent-deliveries", Duration.ofHours(1), hooks::forgetOld));
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        all.forEach(Repeated::start);
    }

    private void endKeyless() {
        keys.over().stream().filter(run -> journal.fail(run, RunKeys.isOver())).forEach(work::stop);
    }

    @PreDestroy
    void close() {
        all.forEach(Repeated::close);
    }
}
