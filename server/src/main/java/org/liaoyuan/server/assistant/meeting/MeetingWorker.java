package org.liaoyuan.server.assistant.meeting;

import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.assistant.making.MakingJob;
import org.liaoyuan.server.assistant.making.MakingWorker;
import org.liaoyuan.server.assistant.making.StoppedException;
import org.liaoyuan.server.model.AbsentCaller;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.space.SpaceNotes;
import org.liaoyuan.server.space.SpaceText;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the notes that people asked for, one recording at a time. Nothing is tried while the default model is not here. */
@Component
class MeetingWorker implements MakingWorker.Maker {

    /** Four hours of speech have some 400. */
    private static final int MOST_PARTS = 2_000;

    private final MeetingQueue queue;
    private final MeetingMaker maker;
    private final ModelService models;
    private final AbsentCaller permitted;
    private final SpaceText space;
    private final SpaceNotes notes;
    private final MakingWorker worker;

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
        this.worker = new MakingWorker("meeting-notes", queue, this);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        worker.start();
    }

    /** Whether the model that makes them is here. */
    @Override
    public boolean mayBegin() {
        ModelStatus model = models.status(ModelService.DEFAULT);
        return !model.provider().equals("local")
                || model.state() == ModelStatus.State.PRESENT
                || model.state() == ModelStatus.State.LOADED;
    }

    @Override
    public Optional<MeetingFailure> make(MakingJob job) throws InterruptedException, StoppedException {
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

    @Override
    public void stop() {
        maker.stop();
    }

    @PreDestroy
    void close() throws InterruptedException {
        worker.close();
    }
}
