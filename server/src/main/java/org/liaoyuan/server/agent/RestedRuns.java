package org.liaoyuan.server.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
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

    /**
     * Sets a run going.
     *
     * @param most zero for not waiting
     * @return the run when it is on its way no longer, or after this long as it stands
     */
    Run await(UUID run, Runnable go, Duration most) throws InterruptedException {
        Instant end = Instant.now().plus(most);
        try (RunNews.Watch watch = news.watch(run, RunNews.What.STATE)) {
            go.run();
            while (true) {
                Duration left = Duration.between(Instant.now(), end);
                if (left.isPositive()) {
                    watch.await(left.compareTo(OTHERS) < 0 ? left : OTHERS);
                }
                Run now = store.get(run);
                if (now.state() != Run.State.RUNNING || !left.isPositive()) {
                    return now;
                }
            }
        }
    }
}
