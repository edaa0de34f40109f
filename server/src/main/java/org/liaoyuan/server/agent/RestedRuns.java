package org.liaoyuan.server.agent;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** For those who want a run's answer in the answer to its start. */
@Component
class RestedRuns {

    /** After which the database is looked at for what other processes wrote. */
    private static final Duration OTHERS = Duration.ofSeconds(1);

    private final RunStore store;
    private final RunNews news;

    RestedRuns(RunStore store, RunNews news) {
        this.store = store;
        this.news = news;
    }

    /** The run when it is on its way no longer, or after this long as it stands. */
    Run await(Run run, Duration most) throws InterruptedException {
        Instant end = Instant.now().plus(most);
        try (RunNews.Watch watch = news.watch(run.id(), RunNews.What.STATE)) {
            Run now = store.get(run.id());
            while (now.state() == Run.State.RUNNING && Instant.now().isBefore(end)) {
                Duration left = Duration.between(Instant.now(), end);
                watch.await(left.compareTo(OTHERS) < 0 ? left : OTHERS);
                now = store.get(run.id());
            }
            return now;
        }
    }
}
