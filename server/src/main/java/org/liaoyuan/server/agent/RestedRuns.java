package org.liaoyuan.server.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** For those who want a run's answer in the answer to its start. */
@Component
public class RestedRuns {

    private final RunStore store;
    private final RunNews news;
    private final RunsBelow below;

    RestedRuns(RunStore store, RunNews news, RunsBelow below) {
        this.below = below;
        this.store = store;
        this.news = news;
    }

    /**
     * Sets a run going.
     *
     * @param most zero for not waiting
     * @return the run when it is on its way no longer, or after this long as it stands
     */
    public Run await(UUID run, Runnable go, Duration most) throws InterruptedException {
        Instant end = Instant.now().plus(most);
        try (RunNews.Watch watch = news.watch(run, RunNews.What.STATE)) {
            go.run();
            while (true) {
                Duration left = Duration.between(Instant.now(), end);
                if (left.isPositive()) {
                    watch.await(left.compareTo(RunNews.OTHERS) < 0 ? left : RunNews.OTHERS);
                }
                Run now = store.get(run);
                if (isAtRest(now) || !left.isPositive()) {
                    return now;
                }
            }
        }
    }

    /** One that waits for another run alone does not rest while that is at work. */
    private boolean isAtRest(Run run) {
        return run.state() != Run.State.RUNNING && !(run.state() == Run.State.WAITING && below.isAtWork(run.id()));
    }
}
