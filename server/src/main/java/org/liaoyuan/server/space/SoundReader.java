package org.liaoyuan.server.space;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.audio.AudioFiles;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.server.model.UnknownModelException;
import org.liaoyuan.server.space.read.Passage;
import org.liaoyuan.server.space.read.Unreadable;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.recognition.TranscriptSegment;
import org.springframework.stereotype.Component;

/** Writes down what is said in a file, as passages whose heading is their time. */
@Component
class SoundReader {

    /** In the catalogue: what tells speakers apart. */
    static final String SPEAKER_MODEL = "speaker-encoder";

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
        return isHere(model());
    }

    /** Whether speakers are told apart. */
    boolean tellsSpeakers() {
        return isHere(SPEAKER_MODEL);
    }

    private boolean isHere(String part) {
        try {
            ModelStatus.State state = models.status(part).state();
            boolean known = state == ModelStatus.State.PRESENT || state == ModelStatus.State.LOADED;
            // one that is in memory still, and whose files somebody took away, is asked no more
            return known && Files.exists(local.fileOf(part));
        } catch (UnknownModelException e) {
            return false; // one that the settings name, and whose folder is not there
        }
    }

    /**
     * What is said in a file.
     *
     * @param speakers what those are called who were told apart: none, or at least two
     * @param leftOut why nobody could be told apart
     */
    record Read(List<Passage> passages, List<String> speakers, Unreadable.@Nullable Reason leftOut) {}

    /**
     * Its passages.
     *
     * @param payer whose budget it is booked on
     * @param progress hears how many seconds are written down, and how many there are
     */
    Read read(Path file, Caller payer, Progress progress) throws Unreadable, InterruptedException {
        try {
            Clip clip = files.read(file);
            progress.at(0, clip.seconds());
            boolean tells = tellsSpeakers();
            TranscriptionRequest request = new TranscriptionRequest(
                    ModelService.DEFAULT,
                    clip,
                    RecognitionOptions.DEFAULT,
                    payer,
                    tells,
                    segment -> progress.at(segment.end(), clip.seconds()));
            Transcript written = models.transcribe(request).transcript();
            List<String> speakers = speakers(written);
            List<Passage> passages = SpokenPassages.of(written.segments(), speakers);
            if (passages.isEmpty()) {
                throw new Unreadable(Unreadable.Reason.EMPTY);
            }
            return new Read(passages, speakers, tells ? null : Unreadable.Reason.NEEDS_SPEAKERS);
        } catch (ModelNotReadyException | UnknownModelException e) {
            throw new Unreadable(Unreadable.Reason.NEEDS_SPEECH);
        } catch (AudioException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new Unreadable(Unreadable.Reason.DAMAGED);
        }
    }

    /** Who speaks alone need not be named. */
    private static List<String> speakers(Transcript written) {
        int most = written.segments().stream()
                .mapToInt(TranscriptSegment::speaker)
                .max()
                .orElse(0);
        return most < 2 ? List.of() : SpeakerNames.labels(most, written.language());
    }

    /** Hears how far it is; in seconds. */
    @FunctionalInterface
    interface Progress {

        void at(double seconds, double all);
    }
}
