package org.liaoyuan.sound.recognition.sherpa;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.recognition.QueuedRecognizer;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.RecognitionOptions.Task;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.recognition.sherpa.worker.Heard;

/** A model in its process, which is started again for the next clip when it has ended over one. */
final class SherpaEngine implements QueuedRecognizer.Engine {

    private static final int RATE = 16_000;
    /** Silence behind the clip: some models leave out the last word without it, and fail on a clip of a few frames. */
    private static final int TAIL = RATE / 2;

    private final SherpaModel model;
    private final Path library;
    private final int threads;
    private @Nullable SherpaProcess process;

    SherpaEngine(SherpaModel model, Path library, int threads) {
        this.model = model;
        this.library = library;
        this.threads = threads;
        this.process = start();
    }

    private SherpaProcess start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("feat_config.sample_rate", "16000");
        settings.put("feat_config.feature_dim", "80");
        settings.put("decoding_method", "greedy_search");
        settings.put("model_config.provider", "cpu");
        settings.put("model_config.num_threads", Integer.toString(threads));
        if (model.kind() == SherpaKind.NEMO_TRANSDUCER) {
            settings.put("model_config.model_type", "nemo_transducer");
        }
        if (model.kind() == SherpaKind.SENSE_VOICE) {
            settings.put("model_config.sense_voice.language", "auto");
            settings.put("model_config.sense_voice.use_itn", "1"); // numbers as digits, and punctuation
        }
        model.files()
                .forEach((place, file) -> settings.put(
                        "model_config." + place, file.toAbsolutePath().toString()));
        return new SherpaProcess(
                model.folder().getFileName().toString(), library, model.kind().isOffline(), settings);
    }

    @Override
    public Transcript transcribe(float[] samples, RecognitionOptions options, BooleanSupplier cancelled) {
        if (options.task() == Task.TRANSLATE && !model.kind().translates()) {
            throw new AudioException("the model " + model.folder().getFileName() + " ("
                    + model.kind().title() + ") does not translate: name whisper-base, or another Whisper");
        }
        Map<String, String> changed = changed(options);
        SherpaProcess used = process;
        if (used == null || !used.isAlive()) {
            close();
            used = start();
            process = used;
        }
        try {
            Heard heard = used.hear(changed, Arrays.copyOf(samples, samples.length + TAIL), cancelled);
            double seconds = (double) samples.length / RATE;
            return heard == null ? Transcript.empty("", 0) : SherpaTranscripts.of(heard, options, seconds);
        } catch (AudioException e) {
            close();
            throw e;
        }
    }

    private Map<String, String> changed(RecognitionOptions options) {
        if (model.kind() != SherpaKind.WHISPER) {
            return Map.of();
        }
        List<String> asked = options.languages();
        for (String language : asked) {
            if (!model.languages().isEmpty() && !model.languages().contains(language) && asked.size() == 1) {
                throw new AudioException("the language " + language + " is none of the "
                        + model.languages().size() + " that the model "
                        + model.folder().getFileName() + " knows: choose another, or none to have it detected");
            }
        }
        return Map.of(
                "model_config.whisper.language",
                asked.size() == 1 ? asked.getFirst() : "",
                "model_config.whisper.task",
                options.task() == Task.TRANSLATE ? "translate" : "transcribe");
    }

    @Override
    public void close() {
        SherpaProcess known = process;
        if (known != null) {
            known.close();
            process = null;
        }
    }
}
