package org.liaoyuan.server.profile;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.profile.RunStatus.State;
import org.liaoyuan.server.profile.grade.Graders;
import org.liaoyuan.server.profile.grade.UngradableException;
import org.liaoyuan.server.profile.probe.Probe;
import org.liaoyuan.server.profile.probe.Suite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Measures models, one run at a time: two at once would each spoil the other's latency. A cell is stored as soon as it is complete,
 * so that what was measured before a stop stays.
 */
@Component
class ProbeRuns {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeRuns.class);
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final ModelService models;
    private final Graders graders;
    private final ProfileStore store;
    private final Suite suite;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("probe-clock").factory());
    private @Nullable Run latest;
    private @Nullable Thread thread;

    ProbeRuns(ModelService models, Graders graders, ProfileStore store, Suite suite) {
        this.models = models;
        this.graders = graders;
        this.store = store;
        this.suite = suite;
    }

    /**
     * Starts a run in the background.
     *
     * @throws RunningAlreadyException if one is under way
     * @throws org.liaoyuan.server.model.UnknownModelException if there is no such model
     * @throws ModelNotReadyException if the model is not on this machine
     */
    synchronized RunStatus start(Measurement wanted) {
        List<Measurement.Part> parts = wanted.parts(suite);
        String model = ready(wanted.model() == null ? ModelService.DEFAULT : wanted.model());
        if (latest != null && !latest.status().ended()) {
            throw new RunningAlreadyException(latest.status().model());
        }
        Run run = new Run(
                model, parts.stream().mapToInt(p -> p.level().probes().size()).sum());
        latest = run;
        thread = Thread.ofVirtual().name("probe").start(() -> perform(run, parts, wanted.times()));
        return run.status();
    }

    private String ready(String name) {
        ModelStatus status = models.status(name);
        if (status.purpose() != ModelStatus.Purpose.CHAT) {
            throw new IllegalArgumentException(
                    "the model '" + status.name() + "' makes no conversation; expected a chat model");
        }
        return switch (status.state()) {
            case PRESENT, LOADED -> status.name();
            case ABSENT, DOWNLOADING, FAILED ->
                throw new ModelNotReadyException("The model '" + status.name()
                        + "' is not on this machine yet: run ./liaoyuan pull " + status.name()
                        + ", or start its download on the page");
        };
    }

    /** The run under way, or the last one since the start. */
    synchronized Optional<Run> latest() {
        return Optional.ofNullable(latest);
    }

    /** Stops the run under way, if there is one, after the answer being made is given up. */
    synchronized void stop() {
        if (latest != null && thread != null) {
            latest.stop();
            thread.interrupt();
        }
    }

    private void perform(Run run, List<Measurement.Part> parts, int times) {
        try {
            Interview interview =
                    new Interview(models, graders, clock, run.status().model(), ANSWER_LIMIT);
            for (Measurement.Part part : parts) {
                run.begin(part);
                measure(run, part, interview, times);
            }
            run.end(State.DONE, "");
        } catch (InterruptedException e) {
            run.end(State.STOPPED, "");
        } catch (RuntimeException e) {
            boolean stopped = run.isStopping();
            if (!stopped) {
                LOG.warn("the probe of {} failed", run.status().model(), e);
            }
            run.end(stopped ? State.STOPPED : State.FAILED, stopped ? "" : String.valueOf(e.getMessage()));
        }
    }

    private void measure(Run run, Measurement.Part part, Interview interview, int times) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        try {
            for (Probe probe : part.level().probes()) {
                Outcome outcome = interview.ask(probe, times);
                if (run.isStopping()) {
                    // the interrupt may have spoilt the grading
                    throw new InterruptedException();
                }
                outcomes.add(outcome);
                run.answered(outcome);
            }
        } catch (UngradableException e) {
            if (run.isStopping()) {
                throw new InterruptedException();
            }
            LOG.warn("{} is not measured: {}", part.skill(), e.getMessage());
            run.leaveOut(part.level().probes().size() - outcomes.size(), String.valueOf(e.getMessage()));
            return;
        }
        Cell cell = cell(run.status().model(), part, outcomes);
        store.keep(cell, outcomes);
        run.complete(cell);
    }

    private Cell cell(String model, Measurement.Part part, List<Outcome> outcomes) {
        int n = outcomes.size();
        int passes = (int) outcomes.stream().filter(Outcome::passed).count();
        long[] latencies =
                outcomes.stream().mapToLong(Outcome::latencyMillis).sorted().toArray();
        return new Cell(
                model,
                part.skill(),
                part.level().difficulty(),
                suite.version(),
                n,
                passes,
                Wilson.lowerBound(n, passes),
                (latencies[(n - 1) / 2] + latencies[n / 2]) / 2,
                outcomes.stream().mapToInt(Outcome::promptTokens).average().orElse(0),
                outcomes.stream().mapToInt(Outcome::completionTokens).average().orElse(0),
                outcomes.stream().mapToDouble(Outcome::joules).average().orElse(0),
                outcomes.stream().allMatch(Outcome::joulesMeasured),
                Instant.now());
    }

    @PreDestroy
    void close() throws InterruptedException {
        stop();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.join(STOP_LIMIT);
        }
        clock.shutdownNow();
    }
}
