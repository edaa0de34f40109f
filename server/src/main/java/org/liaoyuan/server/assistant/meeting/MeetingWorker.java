package org.liaoyuan.server.assistant.meeting;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.liaoyuan.server.space.SpaceNotes;
import org.liaoyuan.server.space.SpaceText;
import org.liaoyuan.server.store.Repeated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the notes that people asked for, one recording at a time. Nothing is tried while the default model is not here. */
@Component
class MeetingWorker {

    private static final Logger LOG = LoggerFactory.getLogger(MeetingWorker.class);

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Four hours of speech have some 400. */
    private static final int MOST_PARTS = 2_000;

    private final MeetingQueue queue;
    private final MeetingMaker maker;
    private final ModelService models;
    private final AbsentCaller permitted;
    private final SpaceText space;
    private final SpaceNotes notes;
    private final Repeated repeated;
    /** Held while one is made. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile boolean closed;

    MeetingWorker(
            MeetingQueue queue,
            MeetingMaker maker,
            ModelService models,
            AbsentCaller permitted,
            SpaceText space,
            SpaceNotes notes) {
        this.queue = queue;
        this.maker = maker;
        this.models = models;
        this.permitted = permitted;
        this.space = space;
        this.notes = notes;
        this.repeated = new Repeated("meeting-notes", EVERY, this::makeAll);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        repeated.start();
    }

    private void makeAll() {
        boolean any = true;
        while (any && !closed) {
            turn.lock();
            try {
                any = !closed && isPossible() && queue.claim().map(this::make).orElse(false);
            } finally {
                turn.unlock();
            }
        }
    }

    /** Whether the model that makes them is here. */
    private boolean isPossible() {
        ModelStatus model = models.status(ModelService.DEFAULT);
        return !model.provider().equals("local")
                || model.state() == ModelStatus.State.PRESENT
                || model.state() == ModelStatus.State.LOADED;
    }

    /** @return whether there may be another at once */
    private boolean make(MeetingQueue.Job job) {
        try {
            if (job.attempts() > MeetingQueue.MOST_ATTEMPTS) {
                queue.fail(job, MeetingFailure.INTERNAL);
                return true;
            }
            Optional<MeetingFailure> failure = job.owner().call(() -> write(job));
            failure.ifPresent(reason -> queue.fail(job, reason));
        } catch (MeetingMaker.StoppedException e) {
            if (!e.isLate()) {
                queue.giveBack(job);
                return false;
            }
            queue.fail(job, MeetingFailure.TOO_SLOW);
        } catch (BusyException | ModelNotReadyException e) {
            queue.giveBack(job);
            return false;
        } catch (BudgetExceededException e) {
            queue.fail(job, MeetingFailure.BUDGET);
        } catch (RefusedException e) {
            queue.fail(job, MeetingFailure.NOT_OPEN);
        } catch (ContextOverflowException e) {
            queue.fail(job, MeetingFailure.TOO_LONG);
        } catch (RemoteException | UnsupportedByModelException e) {
            queue.fail(job, MeetingFailure.MODEL);
        } catch (InterruptedException e) {
            queue.giveBack(job);
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            LOG.warn("the notes of a recording failed; they are tried again some times", e);
            queue.tryLater(job, PAUSE);
        }
        return true;
    }

    /** Why there are none; empty where they are written. */
    private Optional<MeetingFailure> write(MeetingQueue.Job job)
            throws InterruptedException, MeetingMaker.StoppedException {
        Caller caller = permitted.caller(job.owner(), ModelService.DEFAULT);
        List<SpaceText.Part> parts = space.parts(job.document(), MOST_PARTS);
        if (parts.isEmpty()) {
            return Optional.of(MeetingFailure.EMPTY);
        }
        String name = space.name(job.document());
        Optional<MeetingMaker.Made> made =
                maker.make(name, parts, caller, (done, all) -> queue.progress(job, done, all));
        if (made.isEmpty()) {
            return Optional.of(MeetingFailure.UNUSABLE);
        }
        MeetingMaker.Made all = made.get();
        NoteText text = new NoteText(job.document(), all.language(), space.speakers(job.document()));
        try {
            UUID note = notes.add(text.title(name), text.text(name, all.model(), all.summary(), all.items()));
            queue.finish(job, note, all.model());
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(MeetingFailure.FULL);
        }
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
