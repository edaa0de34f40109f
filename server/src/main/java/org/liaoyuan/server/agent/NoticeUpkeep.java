package org.liaoyuan.server.agent;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.liaoyuan.server.store.Repeated;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has people told of questions, several at once: one mail server that is slow keeps nobody else waiting. */
@Component
class NoticeUpkeep {

    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final int AT_ONCE = 3;

    private final List<Repeated> all;

    NoticeUpkeep(Notices notices, SentNotices sent, RunNews changes) {
        this.all = Stream.concat(
                        Stream.of(new Repeated("agent-notices", OFTEN, new Lull(changes::count, notices::plan)::look)),
                        IntStream.range(0, AT_ONCE)
                                .mapToObj(i -> new Repeated(
                                        "agent-notices-" + i, OFTEN, new Lull(changes::count, sent::sendDue)::look)))
                .toList();
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
