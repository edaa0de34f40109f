package org.liaoyuan.server.space;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.audio.AudioFiles;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.server.model.UnknownModelException;
import org.liaoyuan.server.space.read.Passage;
import org.liaoyuan.server.space.read.Unreadable;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.springframework.stereotype.Component;

/** Writes down what is said in a file, as passages whose heading is their time. */
@Component
class SoundReader {

    private final AudioFiles files;
    private final ModelService models;
    private final LocalModelService local;

    SoundReader(AudioFiles files, ModelService models, LocalModelService local) {
        this.files = files;
        this.models = models;
        this.local = local;
    }

    /** The media type of a sound or video file, by its first bytes; empty for any other. */
    static Optional<String> type(Path file, String name) {
        try (InputStream in = Files.newInputStream(file)) {
            return AudioFiles.mediaType(in.readNBytes(AudioFiles.HEAD), name);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What writes down here if nothing else is named. */
    String model() {
        return local.meant(ModelService.DEFAULT, ModelStatus.Purpose.TRANSCRIPTION)
                .getFirst();
    }

    boolean isHere() {
        try {
            ModelStatus.State state = models.status(model()).state();
            boolean known = state == ModelStatus.State.PRESENT || state == ModelStatus.State.LOADED;
            // one that is in memory still, and whose files somebody took away, is asked no more
            return known && Files.exists(local.fileOf(model()));
        } catch (UnknownModelException e) {
            return false; // one that the settings name, and whose folder is not there
        }
    }

    /**
     * Its passages.
     *
     * @param payer whose budget it is booked on
     * @param progress hears how many seconds are written down, and how many there are
     */
    List<Passage> read(Path file, Caller payer, Progress progress) throws Unreadable, InterruptedException {
        try {
            Clip clip = files.read(file);
            progress.at(0, clip.seconds());
            TranscriptionRequest request = new TranscriptionRequest(
                    ModelService.DEFAULT,
                    clip,
                    RecognitionOptions.DEFAULT,
                    payer,
                    segment -> progress.at(segment.end(), clip.seconds()));
            Transcription written = models.transcribe(request);
            List<Passage> passages = SpokenPassages.of(written.transcript().segments());
            if (passages.isEmpty()) {
                throw new Unreadable(Unreadable.Reason.EMPTY);
            }
            return passages;
        } catch (ModelNotReadyException | UnknownModelException e) {
            throw new Unreadable(Unreadable.Reason.NEEDS_SPEECH);
        } catch (AudioException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new Unreadable(Unreadable.Reason.DAMAGED);
        }
    }

    /** Hears how far it is; in seconds. */
    @FunctionalInterface
    interface Progress {

        void at(double seconds, double all);
    }
}
