package org.liaoyuan.server.agent;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.StepOptions;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.server.agent.definition.BrokenAnswerException;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.tool.ToolFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.JsonNode;

/** Steps of the engine: what time may mend is tried again, what is interrupted since the process ends is no outcome. */
final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private static final int MOST = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final double LONGER = 3;

    private final DBOS dbos;
    private final BooleanSupplier stopping;

    /** @param stopping whether the process ends */
    Attempts(DBOS dbos, BooleanSupplier stopping) {
        this.dbos = dbos;
        this.stopping = stopping;
    }

    /** Is done, and says in a word how it ended. */
    interface Step {
        Enum<?> how() throws InterruptedException;
    }

    /**
     * How a step ended; one that the engine knows is not done again.
     *
     * @param name the same each time
     * @throws NodeFailure if it could not be done, at several attempts
     * @throws StoppedError if the process ends
     */
    String run(String name, Step step) {
        StepOptions options = new StepOptions(name, MOST, FIRST_PAUSE, LONGER, Attempts::passes);
        try {
            return dbos.<String, Exception>runStep(() -> unlessStopped(step), options);
        } catch (Exception e) {
            if (stopping.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                throw new StoppedError(e);
            }
            throw failure(e, name);
        }
    }

    /**
     * How something ended that the engine need not know: if the process is killed, it is looked up or done again.
     *
     * @throws NodeFailure if it could not be done, at several attempts
     * @throws StoppedError if the process ends
     */
    String compute(String name, Step step) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return unlessStopped(step);
            } catch (InterruptedException e) {
                throw new StoppedError(e);
            } catch (RuntimeException e) {
                if (attempt == MOST || !passes(e)) {
                    throw e instanceof NodeFailure ? e : failure(e, name);
                }
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedError(e);
            }
            pause = pause.multipliedBy((long) LONGER);
        }
    }

    /**
     * Something that is done by a step, at one attempt or several. At the last one what did not come right is the node's failure, so that
     * the step itself ends in order: how it ended is then recorded as all else is.
     */
    final class Counted implements Steps.Doing {

        private final Steps.Doing doing;
        private int made;

        Counted(Steps.Doing doing) {
            this.doing = doing;
        }

        @Override
        public NodeWork.Done done() throws InterruptedException {
            made++;
            try {
                return doing.done();
            } catch (RuntimeException e) {
                boolean isOutside = isOfModels(e) || e instanceof ToolFailure;
                if (made < MOST || !isOutside || stopping.getAsBoolean()) {
                    throw e;
                }
                throw failure(e, "");
            }
        }

        @Override
        public JsonNode given() {
            return doing.given();
        }
    }

    private String unlessStopped(Step step) throws InterruptedException {
        try {
            return step.how().name();
        } catch (RuntimeException | InterruptedException e) {
            if (stopping.getAsBoolean()) {
                throw new StoppedError(e);
            }
            throw e;
        }
    }

    private static NodeFailure failure(Exception e, String name) {
        if (isOfModels(e)) {
            return new NodeFailure(NodeFailure.Reason.NO_ANSWER, String.valueOf(e.getMessage()));
        }
        if (e instanceof ToolFailure tool) {
            return ToolWork.failure(tool);
        }
        LOG.warn("a run of an agent failed at step {}", name, e);
        return new NodeFailure(NodeFailure.Reason.INTERNAL, "see the server's log");
    }

    private static boolean passes(Throwable e) {
        return isOfModels(e)
                || e instanceof ToolFailure tool && tool.reason() == ToolFailure.Reason.NO_ANSWER
                || e instanceof DataAccessException
                || e instanceof TransactionException;
    }

    private static boolean isOfModels(Throwable e) {
        return e instanceof BusyException || e instanceof RemoteException || e instanceof BrokenAnswerException;
    }
}
