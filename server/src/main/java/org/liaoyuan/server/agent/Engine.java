package org.liaoyuan.server.agent;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.ListWorkflowsInput;
import dev.dbos.transact.workflow.WorkflowState;
import dev.dbos.transact.workflow.WorkflowStatus;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.store.Database;
import org.liaoyuan.server.store.EngineConnections;
import org.liaoyuan.server.store.Node;
import org.liaoyuan.server.store.Repeated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Durable legs of runs. It starts with the first run that there is something to do for, and costs nothing before.
 *
 * <p>What the engine (DBOS) recovers by itself is what it began under the same executor and application version. The version is that of
 * the walk, not of the program: a newer program goes on with older runs. The executor is one for an embedded database, which has one
 * process at a time; where several share a database each is its own, and {@link #adopt} takes over what a dead one left.
 */
@Component
class Engine {

    /** Another where {@link Walker} takes its steps in another way: {@link #anew} sees to runs that an older program left. */
    private static final String VERSION = "walk-2";

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** How late a time that was known before is seen to have come. */
    private static final Duration LATE = Duration.ofMillis(200);

    private final Database database;
    private final Node process;
    private final Journal journal;
    private final Survey survey;
    private final Agents agents;
    private final RunStore runs;
    private final NodeWork work;
    private final Below below;
    private final RunsBelow ends;
    private final Waits waits;
    private final RunNews changes;
    private final Escalations escalations;
    private final Repeated looking;
    private volatile boolean stopping;
    private @Nullable Launched launched;

    /** The count of changes after which nothing is expected any more; -1 where something is. */
    private long quiet = -1;

    Engine(
            Database database,
            Node process,
            Journal journal,
            Survey survey,
            Agents agents,
            RunStore runs,
            NodeWork work,
            Below below,
            RunsBelow ends,
            Waits waits,
            RunNews changes,
            Escalations escalations) {
        this.database = database;
        this.process = process;
        this.journal = journal;
        this.survey = survey;
        this.agents = agents;
        this.runs = runs;
        this.work = work;
        this.below = below;
        this.ends = ends;
        this.waits = waits;
        this.changes = changes;
        this.escalations = escalations;
        this.looking = new Repeated("agent-runs", LATE, new Lull(EVERY, () -> 0, System::nanoTime, this::look)::look);
    }

    private record Launched(DBOS dbos, Walk walk, EngineConnections connections) {}

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        looking.start();
    }

    /** Walks a leg, whatever happens; one that is on its way already is left alone. */
    void go(Leg leg) {
        Launched engine = launched();
        var unused = engine.dbos()
                .startWorkflow(
                        () -> engine.walk().walk(leg.run().toString(), leg.number()),
                        new StartWorkflowOptions(leg.id()));
    }

    /** As {@link #go}, from inside of another leg's workflow, whose steps it shall not be one of: what fails here is left to {@link #adopt}. */
    private void goApart(Leg leg) {
        Thread.ofVirtual().name("agent-leg").start(() -> {
            try {
                go(leg);
            } catch (RuntimeException e) {
                LOG.warn("leg {} is begun later: {}", leg.id(), String.valueOf(e.getMessage()));
            }
        });
    }

    private String executor() {
        return Database.isEmbedded() ? "embedded" : process.id().toString();
    }

    /** What dead processes left, what was begun and never handed to the engine, and what a restored backup brought. */
    void adopt() {
        for (Survey.Left left : survey.left()) {
            if (!stopping) {
                journal.leg(left.run()).ifPresent(leg -> adopt(leg, left.isGone()));
            }
        }
    }

    private void adopt(Leg leg, boolean isGone) {
        DBOS dbos = launched().dbos();
        Optional<WorkflowStatus> known = dbos.getWorkflowStatus(leg.id());
        if (known.isEmpty()) {
            journal.take(leg);
            go(leg);
            return;
        }
        WorkflowStatus status = known.get();
        if (!status.status().isActive()) {
            // it ended, and the run did not move
            journal.fail(
                    leg, "", new NodeFailure(NodeFailure.Reason.INTERNAL, "the engine gave up: " + status.status()));
        } else if (isGone && !VERSION.equals(status.appVersion())) {
            anew(dbos, leg);
        } else if (isGone && !executor().equals(status.executorId())) {
            journal.take(leg);
            dbos.resumeWorkflows(Stream.concat(
                            Stream.of(leg.id()),
                            branches(dbos, leg)
                                    .filter(branch -> !executor().equals(branch.executorId()))
                                    .map(WorkflowStatus::workflowId))
                    .toList());
        }
    }

    /** Another leg for one that was walked in another way: it finds what was done, and nobody goes on with the old one. */
    private void anew(DBOS dbos, Leg leg) {
        if (journal.overtake(leg)) {
            dbos.cancelWorkflows(
                    Stream.concat(Stream.of(leg.id()), branches(dbos, leg).map(WorkflowStatus::workflowId))
                            .toList());
            go(leg.next());
        }
    }

    /** Those that the engine believes to be on their way. */
    private static Stream<WorkflowStatus> branches(DBOS dbos, Leg leg) {
        ListWorkflowsInput those = new ListWorkflowsInput()
                .withWorkflowIdPrefix(leg.id() + ".")
                .withStatus(WorkflowState.PENDING)
                .withLoadInput(false)
                .withLoadOutput(false);
        return dbos.listWorkflows(those).stream();
    }

    /**
     * Runs that nobody walks, waits that are over, runs whose time is, and answers of models that nobody wants any more, since another
     * process ended their run. Where nothing comes by itself, and no other process is there to change that, nothing is looked at before
     * something is written down.
     *
     * @return how long it is until a wait is over, as far as is known; empty for nothing known
     */
    private Optional<Duration> look() {
        long now = changes.count();
        if (stopping || now == quiet) {
            return Optional.empty();
        }
        Survey.Look look = survey.look();
        quiet = look.isExpected() || !Database.isEmbedded() ? -1 : now;
        if (look.isLeft()) {
            adopt();
        }
        if (look.isDue()) {
            waits.endDue().forEach(run -> journal.leg(run).ifPresent(this::go));
            escalations.askOthers();
            journal.endOverdue();
        }
        if (look.isBelow()) {
            ends.wakeAll().forEach(run -> journal.leg(run).ifPresent(this::go));
            ends.endLeft().forEach(work::stop);
        }
        Set<UUID> answering = work.answering();
        if (!answering.isEmpty()) {
            survey.ended(answering).forEach(work::stop);
        }
        return look.untilDue();
    }

    /** What the engine keeps of runs that have ended is of no use any more: ours tells of them. */
    void sweep() {
        Launched engine;
        synchronized (this) {
            engine = launched;
        }
        if (engine != null && !stopping) {
            new Sweep(engine.dbos(), survey).all();
        }
    }

    private synchronized Launched launched() {
        if (stopping) {
            throw new IllegalStateException("the server is being stopped");
        }
        if (launched == null) {
            launched = launch();
        }
        return launched;
    }

    private Launched launch() {
        EngineConnections connections = new EngineConnections(database);
        try {
            DBOS dbos = new DBOS(connections.into(DBOSConfig.defaults("liaoyuan")
                    .withAppVersion(VERSION)
                    .withExecutorId(executor())
                    // nothing here waits inside the engine
                    .withUseListenNotify(false)));
            Walker walker = new Walker(new Walker.Parts(
                    dbos, journal, waits, agents, runs, work, below, ends, changes, this::goApart, () -> stopping));
            Walk walk = dbos.registerProxy(Walk.class, walker);
            walker.through(walk);
            dbos.launch();
            return new Launched(dbos, walk, connections);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    @PreDestroy
    void close() {
        stopping = true;
        looking.close();
        synchronized (this) {
            if (launched != null) {
                // legs under way are interrupted, and go on at the next start
                launched.dbos().shutdown();
                launched.connections().close();
                launched = null;
            }
        }
    }
}
