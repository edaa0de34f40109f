package org.liaoyuan.server.assistant.digest;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.assistant.making.MakingJob;
import org.liaoyuan.server.assistant.making.MakingQueue;
import org.liaoyuan.server.assistant.making.MakingWorker;
import org.liaoyuan.server.assistant.making.StoppedException;
import org.liaoyuan.server.model.AbsentCaller;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.space.SpaceText;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes digests, one at a time and only while nobody waits for an answer of this machine; whoever comes meanwhile goes first. Nothing
 * is tried while the default model is not here. Documents go to no provider by themselves.
 */
@Component
class DigestWorker implements MakingWorker.Maker {

    /** Of a document; a longer one's excerpt is of its first part. */
    private static final int MOST_PARTS = 2_000;

    private final DigestQueue queue;
    private final DigestMaker maker;
    private final DigestSettings settings;
    private final ModelService models;
    private final AbsentCaller permitted;
    private final SpaceText space;
    private final MakingWorker worker;

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
        this.worker = new MakingWorker("digests", queue, this);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.active()) {
            worker.start();
        }
    }

    /** Whether the model that makes them is here. */
    boolean isPossible() {
        ModelStatus model = models.status(ModelService.DEFAULT);
        return model.provider().equals("local")
                && (model.state() == ModelStatus.State.PRESENT || model.state() == ModelStatus.State.LOADED);
    }

    @Override
    public boolean mayBegin() {
        return isPossible() && Attendance.answers(models) == 0;
    }

    /** @return whether there may be another at once */
    boolean makeOne() {
        return worker.makeOne();
    }

    @Override
    public Optional<DigestFailure> make(MakingJob job) throws InterruptedException, StoppedException {
        Caller caller = permitted.caller(job.owner(), ModelService.DEFAULT);
        List<SpaceText.Part> parts = space.parts(job.document(), MOST_PARTS);
        if (parts.isEmpty()) {
            return Optional.of(DigestFailure.EMPTY);
        }
        boolean known = parts.size() < MOST_PARTS;
        Optional<DigestMaker.Made> made = maker.make(job.document(), space.name(job.document()), parts, known, caller);
        if (made.isPresent()) {
            queue.finish(job, made.get());
        } else if (job.attempts() < MakingQueue.MOST_ATTEMPTS) {
            // what it says differs from time to time
            queue.tryLater(job, Duration.ZERO);
        } else {
            return Optional.of(DigestFailure.UNUSABLE);
        }
        return Optional.empty();
    }

    @Override
    public void stop() {
        maker.stop();
    }

    @PreDestroy
    void close() throws InterruptedException {
        worker.close();
    }
}
