package org.liaoyuan.server.agent;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.StepOptions;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.tool.ToolFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

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
