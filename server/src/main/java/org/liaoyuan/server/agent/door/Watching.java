package org.liaoyuan.server.agent.door;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.liaoyuan.server.agent.Run;
import org.liaoyuan.server.agent.RunNews;
import org.liaoyuan.server.agent.RunStore;
import org.liaoyuan.server.agent.RunsBelow;
import org.springframework.stereotype.Component;

/** Follows a run for a program that waits for its answer: until it has ended, or waits for a person. */
@Component
class Watching {

    private final RunStore store;
    private final RunNews changes;
    private final RunsBelow below;

    Watching(RunStore store, RunNews changes, RunsBelow below) {
        this.below = below;
        this.store = store;
        this.changes = changes;
    }

    /**
     * How far a run has come.
     *
     * @param text its answer; else why there is none yet, or will be none
     */
    record Seen(Run run, String text, int promptTokens, int completionTokens, double joules, double yuan) {}

    /**
     * Waits for it, as who may see it.
     *
     * @param wanted whether somebody still waits
     */
    Seen follow(UUID id, Consumer<Run.Step> progress, BooleanSupplier wanted, Duration most)
            throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        List<Run.Step> steps = new ArrayList<>();
        try (RunNews.Watch news = changes.watch(id, RunNews.What.STEP)) {
            while (true) {
                // before its steps: what is ended has all of them
                Run run = store.get(id);
                for (Run.Step step :
                        store.steps(id, steps.isEmpty() ? 0 : steps.getLast().number())) {
                    progress.accept(step);
                    steps.add(step);
                }
                String asked = run.state().isEnd() ? "" : asked(run);
                if (run.state().isEnd() || !asked.isEmpty() || !wanted.getAsBoolean() || System.nanoTime() - end >= 0) {
                    return seen(run, asked, steps);
                }
                news.await(RunNews.OTHERS);
            }
        }
    }

    /** What a person is asked that nothing goes on without; empty for nothing. */
    private String asked(Run run) {
        return run.state() == Run.State.RUNNING
                ? ""
                : Stream.concat(
                                store.approvals(run.id()).stream(),
                                below.open(run.id()).stream().flatMap(other -> store.approvals(other).stream()))
                        .filter(Run.Approval::open)
                        .map(Run.Approval::question)
                        .reduce("", (all, one) -> all.isEmpty() ? one : all + "\n" + one);
    }

    private static Seen seen(Run run, String asked, List<Run.Step> steps) {
        String place = "/agents?run=" + run.id();
        String text = switch (run.state()) {
            case DONE -> run.output() == null ? "" : run.output().path("text").asString("");
            case FAILED ->
                "Run " + run.id() + " failed" + (run.failedNode() == null ? "" : " at " + run.failedNode()) + ": "
                        + run.failure() + (run.detail().isEmpty() ? "" : ": " + run.detail());
            case CANCELLED -> "Run " + run.id() + " was cancelled";
            default ->
                asked.isEmpty()
                        ? "运行仍在继续，结果见 " + place + "\nThe run goes on; its answer will be at " + place
                        : asked + "\n\n运行在等人答复：" + place + "\nThe run waits for a person's answer at " + place;
        };
        return new Seen(
                run,
                text,
                steps.stream().mapToInt(Run.Step::promptTokens).sum(),
                steps.stream().mapToInt(Run.Step::completionTokens).sum(),
                steps.stream().mapToDouble(Run.Step::joules).sum(),
                steps.stream().mapToDouble(Run.Step::yuan).sum());
    }
}
