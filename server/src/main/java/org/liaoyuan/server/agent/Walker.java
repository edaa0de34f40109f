package org.liaoyuan.server.agent;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.StepOptions;
import dev.dbos.transact.workflow.Workflow;
import dev.dbos.transact.workflow.WorkflowClassName;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.server.model.RemoteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.JsonNode;

/**
 * Walks a leg of a run through its release's graph, each node a step of the engine: one that is done is not done again, whatever
 * happens to the process.
 *
 * <p>The engine keeps of a step only how it ended; what it was given and what came of it is in our own tables, where row-level security,
 * backups and the deletion of a person reach it. A step whose row is there already, because the process was killed before the engine
 * heard of it, is taken from there.
 *
 * <p>INVARIANT: which steps a leg takes, and in which order, follows from the release and the outputs before alone. The engine finds
 * steps by their number.
 */
@WorkflowClassName("org.liaoyuan.agent.walker")
final class Walker implements Walk {

    private static final Logger LOG = LoggerFactory.getLogger(Walker.class);

    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final double LONGER = 3;

    /** How steps end, as the engine keeps it: not to be renamed. */
    private static final String DONE = "done";

    private static final String OVER = "over";

    private final DBOS dbos;
    private final Journal journal;
    private final Agents agents;
    private final RunStore runs;
    private final NodeWork work;
    private final BooleanSupplier stopping;

    /** @param stopping whether the process ends: what fails then fails for that, and goes on at the next start */
    Walker(DBOS dbos, Journal journal, Agents agents, RunStore runs, NodeWork work, BooleanSupplier stopping) {
        this.dbos = dbos;
        this.journal = journal;
        this.agents = agents;
        this.runs = runs;
        this.work = work;
        this.stopping = stopping;
    }

    @Override
    @Workflow(name = "leg")
    public void walk(String run, int number) {
        Optional<Leg> newest = journal.leg(UUID.fromString(run)).filter(leg -> leg.number() == number);
        newest.ifPresent(leg -> leg.owner().run(() -> walk(leg)));
    }

    private void walk(Leg leg) {
        journal.take(leg);
        Definition definition = agents.definition(leg.agent(), leg.release());
        Map<String, JsonNode> outputs = new LinkedHashMap<>();
        Node node = definition.first();
        for (int position = 0; ; position++) {
            Optional<Run.Step> before = runs.step(leg.run(), position).filter(step -> step.leg() < leg.number());
            Optional<Run.Step> step = before.isPresent() ? before : step(leg, position, node, outputs);
            if (step.isEmpty()) {
                return;
            }
            outputs.put(node.id(), step.get().output());
            node = definition.node(next(node, step.get().output()));
        }
    }

    private static String next(Node node, JsonNode output) {
        return switch (node) {
            case Node.Branch branch -> output.path("next").asString(branch.otherwise());
            case Node.Approval approval ->
                output.path("approved").asBoolean(false) ? approval.approved() : approval.refused();
            default -> node.after().getFirst();
        };
    }

    /** Empty where the leg ends with it. */
    private Optional<Run.Step> step(Leg leg, int position, Node node, Map<String, JsonNode> outputs) {
        StepOptions options = new StepOptions(node.id(), ATTEMPTS, FIRST_PAUSE, LONGER, Walker::passes);
        try {
            String how = dbos.<String, Exception>runStep(() -> once(leg, position, node, outputs), options);
            return how.equals(DONE) ? runs.step(leg.run(), position) : Optional.empty();
        } catch (Exception e) {
            if (stopping.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the process ends", e);
            }
            boolean known = isOfModels(e);
            if (!known) {
                LOG.warn("run {} failed at node {}", leg.run(), node.id(), e);
            }
            journal.fail(
                    leg,
                    node.id(),
                    known
                            ? new NodeFailure(NodeFailure.Reason.NO_ANSWER, String.valueOf(e.getMessage()))
                            : new NodeFailure(NodeFailure.Reason.INTERNAL, "see the server's log"));
            return Optional.empty();
        }
    }

    /** What is tried again. */
    private static boolean passes(Throwable e) {
        return isOfModels(e) || e instanceof DataAccessException || e instanceof TransactionException;
    }

    private static boolean isOfModels(Throwable e) {
        return e instanceof BusyException || e instanceof RemoteException || e instanceof BrokenAnswerException;
    }

    private String once(Leg leg, int position, Node node, Map<String, JsonNode> outputs) throws InterruptedException {
        if (runs.step(leg.run(), position).isPresent()) {
            return node instanceof Node.Answer ? OVER : DONE;
        }
        Instant begun = Instant.now();
        try {
            if (node instanceof Node.Approval approval) {
                journal.ask(leg, position, approval, References.fill(approval.question(), outputs));
                return OVER;
            }
            NodeWork.Done done = work.todo(leg, node, outputs, () -> journal.isWanted(leg));
            Journal.Entry entry = new Journal.Entry(position, node, done, begun);
            if (node instanceof Node.Answer) {
                journal.finish(leg, entry);
                return OVER;
            }
            return journal.record(leg, entry) ? DONE : OVER;
        } catch (NodeFailure e) {
            journal.fail(leg, node.id(), e);
            return OVER;
        }
    }
}
