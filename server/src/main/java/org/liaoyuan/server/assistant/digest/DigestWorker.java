package org.liaoyuan.server.assistant.digest;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.model.AbsentCaller;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.space.SpaceText;
import org.liaoyuan.server.store.Repeated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes digests, one at a time and only while nobody waits for an answer of this machine; whoever comes meanwhile goes first. Nothing
 * is tried while the default model is not here. Documents go to no provider by themselves.
 */
@Component
class DigestWorker {

    private static final Logger LOG = LoggerFactory.getLogger(DigestWorker.class);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Of a document; a longer one's excerpt is of its first part. */
    private static final int MOST_PARTS = 2_000;

    private final DigestQueue queue;
    private final DigestMaker maker;
    private final DigestSettings settings;
    private final ModelService models;
    private final AbsentCaller permitted;
    private final SpaceText space;
    private final Repeated repeated;
    /** Held while one is made. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile boolean closed;

    DigestWorker(
            DigestQueue queue,
            DigestMaker maker,
            DigestSettings settings,
            ModelService models,
            AbsentCaller permitted,
            SpaceText space) {
        this.queue = queue;
        this.maker = maker;
        this.settings = settings;
        this.models = models;
        this.permitted = permitted;
        this.space = space;
        this.repeated = new Repeated("digests", EVERY, this::makeAll);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.active()) {
            repeated.start();
        }
    }

    private void makeAll() {
        boolean any = true;
        while (any && !closed) {
            any = makeOne();
        }
    }

    /** Whether the model that makes them is here. */
    boolean isPossible() {
        ModelStatus model = models.status(ModelService.DEFAULT);
        return model.provider().equals("local")
                && (model.state() == ModelStatus.State.PRESENT || model.state() == ModelStatus.State.LOADED);
    }

    /** @return whether there may be another at once */
    boolean makeOne() {
        turn.lock();
        try {
            return !closed && claimAndMake();
        } finally {
            turn.unlock();
        }
    }

    private boolean claimAndMake() {
        if (!isPossible() || Attendance.answers(models) > 0) {
            return false;
        }
        Optional<DigestQueue.Job> job = queue.claim();
        return job.isPresent() && make(job.get());
    }

    private boolean make(DigestQueue.Job job) {
        try {
            if (job.attempts() > DigestQueue.MOST_ATTEMPTS) {
                queue.fail(job, DigestFailure.INTERNAL);
                return true;
            }
            return job.owner().call(() -> ask(job));
        } catch (StoppedException e) {
            if (e.isForOthers()) {
                queue.giveBack(job);
                return false;
            }
            queue.fail(job, DigestFailure.TOO_SLOW);
        } catch (BusyException | ModelNotReadyException e) {
            queue.giveBack(job);
            return false;
        } catch (BudgetExceededException e) {
            queue.fail(job, DigestFailure.BUDGET);
        } catch (RefusedException e) {
            queue.fail(job, DigestFailure.NOT_OPEN);
        } catch (ContextOverflowException e) {
            queue.fail(job, DigestFailure.TOO_LONG);
        } catch (RemoteException | UnsupportedByModelException e) {
            queue.fail(job, DigestFailure.MODEL);
        } catch (InterruptedException e) {
            queue.giveBack(job);
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            LOG.warn("the digest of a document failed; it is tried again some times", e);
            queue.tryLater(job, PAUSE);
        }
        return true;
    }

    private boolean ask(DigestQueue.Job job) throws InterruptedException, StoppedException {
        Caller caller = permitted.caller(job.owner(), ModelService.DEFAULT);
        List<SpaceText.Part> parts = space.parts(job.document(), MOST_PARTS);
        if (parts.isEmpty()) {
            queue.fail(job, DigestFailure.EMPTY);
            return true;
        }
        boolean known = parts.size() < MOST_PARTS;
        Optional<DigestMaker.Made> made = maker.make(job.document(), space.name(job.document()), parts, known, caller);
        if (made.isPresent()) {
            queue.finish(job, made.get());
        } else if (job.attempts() < DigestQueue.MOST_ATTEMPTS) {
            // what it says differs from time to time
            queue.tryLater(job, Duration.ZERO);
        } else {
            queue.fail(job, DigestFailure.UNUSABLE);
        }
        return true;
    }

    @PreDestroy
    void close() throws InterruptedException {
        closed = true;
        repeated.close();
        maker.stop();
        // what is being made needs the database once more, to be given back
        if (turn.tryLock(5, TimeUnit.SECONDS)) {
            turn.unlock();
        }
    }
}
