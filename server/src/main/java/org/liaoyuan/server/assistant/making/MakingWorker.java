package org.liaoyuan.server.assistant.making;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.store.Repeated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes something of the documents of a queue, one at a time. What fails by its nature is given up, what fails by chance is tried some times. */
public final class MakingWorker {

    private static final Logger LOG = LoggerFactory.getLogger(MakingWorker.class);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** What is made. */
    public interface Maker {

        /** Whether one may be begun now. */
        boolean mayBegin();

        /**
         * Makes it, and finishes it in the queue or leaves it there for later.
         *
         * @return why there will be none; its name is kept
         */
        Optional<? extends Enum<?>> make(MakingJob job) throws InterruptedException, StoppedException;

        /** What is being made is left for another time. */
        void stop();
    }

    private final String name;
    private final MakingQueue queue;
    private final Maker maker;
    private final Repeated repeated;
    /** Held while one is made. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile boolean closed;

    /** @param name of its thread, and of what is made where that fails */
    public MakingWorker(String name, MakingQueue queue, Maker maker) {
        this.name = name;
        this.queue = queue;
        this.maker = maker;
        this.repeated = new Repeated(name, EVERY, this::makeAll);
    }

    public void start() {
        repeated.start();
    }

    private void makeAll() {
        boolean any = true;
        while (any && !closed) {
            any = makeOne();
        }
    }

    /** @return whether there may be another at once */
    public boolean makeOne() {
        turn.lock();
        try {
            return !closed && maker.mayBegin() && queue.claim().map(this::make).orElse(false);
        } finally {
            turn.unlock();
        }
    }

    private boolean make(MakingJob job) {
        try {
            if (job.attempts() > MakingQueue.MOST_ATTEMPTS) {
                queue.fail(job, MakingFailure.INTERNAL);
                return true;
            }
            Optional<? extends Enum<?>> failure = job.owner().call(() -> maker.make(job));
            failure.ifPresent(reason -> queue.fail(job, reason));
        } catch (StoppedException e) {
            if (!e.isLate()) {
                queue.giveBack(job);
                return false;
            }
            queue.fail(job, MakingFailure.TOO_SLOW);
        } catch (BusyException | ModelNotReadyException e) {
            queue.giveBack(job);
            return false;
        } catch (BudgetExceededException e) {
            queue.fail(job, MakingFailure.BUDGET);
        } catch (RefusedException e) {
            queue.fail(job, MakingFailure.NOT_OPEN);
        } catch (ContextOverflowException e) {
            queue.fail(job, MakingFailure.TOO_LONG);
        } catch (RemoteException | UnsupportedByModelException e) {
            queue.fail(job, MakingFailure.MODEL);
        } catch (InterruptedException e) {
            queue.giveBack(job);
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            LOG.warn("{}: one failed; it is tried again some times", name, e);
            queue.tryLater(job, PAUSE);
        }
        return true;
    }

    public void close() throws InterruptedException {
        closed = true;
        repeated.close();
        maker.stop();
        // what is being made needs the database once more, to be given back
        if (turn.tryLock(5, TimeUnit.SECONDS)) {
            turn.unlock();
        }
    }
}
