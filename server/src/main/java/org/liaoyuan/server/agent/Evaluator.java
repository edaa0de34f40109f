package org.liaoyuan.server.agent;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.store.Repeated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sees to evaluations: case by case, each a run. Which cases have a run and which a verdict is written down, so that after a kill the same
 * process, or another one, goes on where it stood.
 */
@Component
class Evaluator {

    private static final Logger LOG = LoggerFactory.getLogger(Evaluator.class);

    /** Others wait: models answer slowly enough for one. */
    private static final int MOST_AT_ONCE = 4;

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Of one case. */
    private static final Duration MOST = Duration.ofHours(1);

    private final EvaluatedCases cases;
    private final Agents agents;
    private final RunStore runs;
    private final RestedRuns rested;
    private final Journal journal;
    private final Engine engine;
    private final NodeWork work;
    private final Repeated looking;
    private final Map<UUID, Thread> here = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    Evaluator(
            EvaluatedCases cases,
            Agents agents,
            RunStore runs,
            RestedRuns rested,
            Journal journal,
            Engine engine,
            NodeWork work) {
        this.cases = cases;
        this.agents = agents;
        this.runs = runs;
        this.rested = rested;
        this.journal = journal;
        this.engine = engine;
        this.work = work;
        this.looking = new Repeated("agent-evaluations", EVERY, this::look);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        looking.start();
    }

    /** Those that nobody sees to. */
    private void look() {
        if (!stopping) {
            cases.running().forEach(this::go);
        }
    }

    /** Sees to one, unless this is done already, or too many are: then it waits for the next look. */
    synchronized void go(UUID evaluation) {
        if (stopping || here.size() >= MOST_AT_ONCE || here.containsKey(evaluation)) {
            return;
        }
        Thread thread = Thread.ofVirtual().name("agent-evaluation").unstarted(() -> {
            try {
                whole(evaluation);
            } finally {
                here.remove(evaluation);
            }
        });
        here.put(evaluation, thread);
        thread.start();
    }

    private void whole(UUID id) {
        try {
            EvaluatedCases.Going going = cases.going(id).orElse(null);
            if (going != null) {
                going.owner().call(() -> {
                    each(going);
                    return going;
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            // the next look goes on
            if (!stopping) {
                LOG.warn("evaluation {} can't go on just now; it is tried again", id, e);
            }
        } catch (RefusedException e) {
            // the run, or the agent, was deleted
            cases.fail(id, String.valueOf(e.getMessage()));
        } catch (Exception e) {
            if (!stopping) {
                LOG.warn("evaluation {} failed", id, e);
                cases.fail(id, "it failed in the server; see its log");
            }
        }
    }

    private void each(EvaluatedCases.Going going) throws InterruptedException {
        Definition definition = agents.definition(going.agent(), going.release());
        for (int place = 0; place < definition.evals().cases().size(); place++) {
            if (stopping || !cases.isRunning(going.id())) {
                return;
            }
            EvaluatedCases.Kept kept = cases.kept(going.id(), place);
            if (kept.isOver()) {
                continue;
            }
            Leg leg = null;
            UUID run = kept.run();
            if (run == null) {
                leg = cases.begin(going, place, definition).orElse(null);
                if (leg == null) {
                    return;
                }
                run = leg.run();
            }
            if (!await(going.id(), run, leg)) {
                return;
            }
            Run ended = runs.get(run);
            cases.judged(
                    going.id(),
                    place,
                    run,
                    Verdict.of(definition.evals().cases().get(place), ended, runs.steps(run, 0)));
        }
        cases.done(going.id());
    }

    /** @return whether the run has ended, and the evaluation has not */
    private boolean await(UUID evaluation, UUID run, @Nullable Leg leg) throws InterruptedException {
        long start = System.nanoTime();
        Runnable go = () -> {
            if (leg != null && !runs.get(run).state().isEnd()) {
                engine.go(leg);
            }
        };
        while (!stopping) {
            boolean isOver = rested.await(run, go, LOOK).state().isEnd();
            if (!cases.isRunning(evaluation)) {
                journal.cancel(run);
                work.stop(run);
                return false;
            }
            if (isOver) {
                return true;
            }
            go = () -> {};
            if (System.nanoTime() - start > MOST.toNanos() && journal.cancel(run)) {
                work.stop(run);
            }
        }
        return false;
    }

    @PreDestroy
    void close() {
        stopping = true;
        looking.close();
        here.values().forEach(Thread::interrupt);
    }
}
