package org.liaoyuan.server.model.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;
import org.liaoyuan.server.model.VoiceInfo;
import org.liaoyuan.sound.ClipSource;
import org.liaoyuan.sound.recognition.Recognizer;
import org.liaoyuan.sound.recognition.Transcriber;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.recognition.sherpa.SherpaModel;
import org.liaoyuan.sound.recognition.whisper.WhisperRecognizer;
import org.liaoyuan.sound.speakers.Diarization;
import org.liaoyuan.sound.speakers.Diarizer;
import org.liaoyuan.sound.speakers.DiarizerOptions;
import org.liaoyuan.sound.speakers.SpeakerEncoder;
import org.liaoyuan.sound.synthesis.KokoroSynthesizer;
import org.liaoyuan.sound.synthesis.SpeechCache;
import org.liaoyuan.sound.synthesis.Synthesizer;
import org.liaoyuan.sound.synthesis.Voice;
import org.liaoyuan.sound.synthesis.text.Language;
import org.liaoyuan.sound.vad.SileroModel;
import org.liaoyuan.sound.vad.VoiceActivity;

/** Whisper, Kokoro and what an operator brought in memory: each is loaded at its first use and kept. Thread-safe. */
final class LocalSound implements AutoCloseable {

    private static final int WAITING = 32;
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Path folder;
    private final Catalogue catalogue;
    private final EnergyMeter meter;
    private final int threads;
    private @Nullable SileroModel detector;
    private @Nullable Recognizer recognizer;
    private final OwnRecognizers own;
    private @Nullable SpeakerEncoder encoder;
    private @Nullable List<VoiceInfo> voices;
    private @Nullable Synthesizer synthesizer;
    private boolean closed;

    /** @param threads of one call; 0 takes all cores */
    LocalSound(Path folder, Catalogue catalogue, EnergyMeter meter, int threads) {
        this.folder = folder;
        this.catalogue = catalogue;
        this.meter = meter;
        this.threads = threads == 0 ? Math.min(4, Runtime.getRuntime().availableProcessors()) : threads;
        this.own = new OwnRecognizers(this.threads, WAITING, AGAIN);
    }

    Transcription transcribe(Catalogue.Model model, TranscriptionRequest request) {
        return transcribe(model, request, recognizer(model));
    }

    /** @param library of sherpa-onnx */
    Transcription transcribe(Catalogue.Model model, SherpaModel folder, Path library, TranscriptionRequest request) {
        try (OwnRecognizers.Lease lease = own.use(folder, library)) {
            return transcribe(model, request, lease.recognizer());
        }
    }

    private Transcription transcribe(Catalogue.Model model, TranscriptionRequest request, Recognizer used) {
        long began = System.nanoTime();
        EnergyMeter.Share energy = meter.open(() -> (System.nanoTime() - began) / 1e9);
        try (VoiceActivity activity = voiceActivity()) {
            List<Transcript> parts = new ArrayList<>();
            Diarization speakers = request.speakers()
                    ? new Diarizer(activity, speakerEncoder()).diarize(request.clip(), DiarizerOptions.DEFAULT)
                    : Diarization.NONE;
            new Transcriber(activity, used)
                    .transcribe(new ClipSource(request.clip()), request.options(), speakers, part -> {
                        parts.add(part);
                        part.segments().forEach(request.listener());
                    });
            Transcript whole = Transcriber.joined(parts, request.options());
            return new Transcription(model.name(), whole, request.clip().seconds(), energy.end(), meter.isMeasured());
        } catch (Recognizer.BusyException e) {
            throw new BusyException(WAITING, AGAIN);
        } finally {
            energy.end();
        }
    }

    private synchronized SpeakerEncoder speakerEncoder() {
        Catalogue.Model model = catalogue.first(Purpose.SPEAKERS);
        SpeakerEncoder known = encoder;
        if (known == null) {
            if (closed) {
                throw new ModelNotReadyException("the server is stopping");
            }
            if (!model.isIn(folder)) {
                throw new ModelNotReadyException("the part that tells speakers apart is not here yet;"
                        + " fetch it with ./liaoyuan pull " + model.name());
            }
            known = SpeakerEncoder.load(folder.resolve(model.file()), threads);
            encoder = known;
        }
        return known;
    }

    private synchronized Recognizer recognizer(Catalogue.Model model) {
        Recognizer known = recognizer;
        if (known == null) {
            known = new WhisperRecognizer(folder.resolve(model.file()), threads, WAITING);
            recognizer = known;
        }
        return known;
    }

    /** Of a stream of its own; what writes down need not be here for it. */
    synchronized VoiceActivity voiceActivity() {
        SileroModel known = detector;
        if (known == null) {
            Catalogue.Model comesWith = catalogue.first(Purpose.TRANSCRIPTION);
            Path file = folder.resolve(comesWith.with().getFirst().file());
            if (closed) {
                throw new ModelNotReadyException("the server is stopping");
            }
            if (!Files.exists(file)) {
                throw new ModelNotReadyException("the model that hears whether somebody speaks is not here yet;"
                        + " fetch it with ./liaoyuan pull " + comesWith.name());
            }
            known = SileroModel.load(file);
            detector = known;
        }
        return known.listen();
    }

    Speech speak(Catalogue.Model model, SpeechRequest request) {
        Synthesizer speaker = synthesizer(model);
        if (request.speed() < Synthesizer.SLOWEST || request.speed() > Synthesizer.FASTEST) {
            throw new IllegalArgumentException("speed " + request.speed() + " is not spoken by " + model.name()
                    + "; give " + Synthesizer.SLOWEST + " to " + Synthesizer.FASTEST);
        }
        return new LocalSpeech(model.name(), speaker, voice(speaker, request), request, meter);
    }

    private static Voice voice(Synthesizer speaker, SpeechRequest request) {
        if (request.voice().isEmpty()) {
            boolean chinese = request.text()
                    .codePoints()
                    .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
            return chinese ? Voice.XIAOXIAO : Voice.HEART;
        }
        return speaker.voices().stream()
                .filter(voice -> voice.name().equals(request.voice()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no voice '" + request.voice() + "'; name one of "
                                + speaker.voices().stream().map(Voice::name).collect(Collectors.joining(", "))));
    }

    private synchronized Synthesizer synthesizer(Catalogue.Model model) {
        Synthesizer known = synthesizer;
        if (known == null) {
            known = KokoroSynthesizer.load(
                    folder.resolve(model.file()),
                    folder.resolve(model.with().getFirst().file()),
                    folder.resolve(model.with().getLast().file()),
                    new SpeechCache(SpeechCache.USUAL_BYTES));
            synthesizer = known;
        }
        return known;
    }

    /** Empty while the model is not here. They are read from their file: the model itself is not loaded for them. */
    synchronized List<VoiceInfo> voices() {
        Catalogue.Model model = catalogue.first(Purpose.SPEECH);
        if (!model.isIn(folder)) {
            return List.of();
        }
        List<VoiceInfo> known = voices;
        if (known == null) {
            known = KokoroSynthesizer.voices(
                            folder.resolve(model.with().getFirst().file()))
                    .stream()
                    .map(voice -> new VoiceInfo(
                            voice.name(), voice.language() == Language.CHINESE ? "zh" : "en", voice.isFemale()))
                    .toList();
            voices = known;
        }
        return known;
    }

    /** What is in memory. */
    synchronized List<String> names() {
        List<String> names = new ArrayList<>(own.names());
        for (Catalogue.Model model : catalogue.models()) {
            boolean loaded = model.purpose() == Purpose.TRANSCRIPTION && recognizer != null
                    || model.purpose() == Purpose.SPEECH && synthesizer != null
                    || model.purpose() == Purpose.SPEAKERS && encoder != null;
            if (loaded) {
                names.add(model.name());
            }
        }
        return names;
    }

    @Override
    public synchronized void close() {
        closed = true;
        own.close();
        if (recognizer != null) {
            recognizer.close();
            recognizer = null;
        }
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
        if (detector != null) {
            detector.close();
            detector = null;
        }
        if (synthesizer != null) {
            synthesizer.close();
            synthesizer = null;
        }
    }
}
