package org.liaoyuan.sound.recognition.sherpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.TestSpeech;
import org.liaoyuan.sound.recognition.RecognitionEvent;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.SpokenSentence;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.recognition.sherpa.worker.Worker;

/** The library with a real model: Moonshine base for English. */
class SherpaRecognizerTest {

    @TempDir
    private static Path folder;

    private static Path library;
    private static SherpaModel model;
    private static SherpaRecognizer recognizer;

    @BeforeAll
    static void open() throws IOException {
        library = SherpaFixture.library(folder);
        model = SherpaModel.read(SherpaFixture.moonshine(folder));
        recognizer = new SherpaRecognizer(model, library, 2, 4);
    }

    @AfterAll
    static void close() {
        if (recognizer != null) {
            recognizer.close();
        }
    }

    private static String bare(Transcript transcript) {
        return transcript.text().replaceAll("[\\p{Punct}]", "").toLowerCase(java.util.Locale.ROOT);
    }

    private static void assertHears() {
        Transcript transcript = recognizer.transcribe(TestSpeech.clip("young-man.wav"), RecognitionOptions.DEFAULT);
        assertThat(bare(transcript)).isEqualTo("he was not an illdisposed young man");
    }

    private static Stream<ProcessHandle> processes() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(Worker.class.getName()));
    }

    @Test
    void englishIsWrittenDownAsItWasRead() {
        Transcript transcript = recognizer.transcribe(TestSpeech.clip("amiable.wav"), RecognitionOptions.DEFAULT);

        assertThat(bare(transcript)).isEqualTo("he might even have been made amiable himself");
        assertThat(transcript.language()).isEqualTo("en");
        assertThat(transcript.segments()).hasSize(1);
        assertThat(transcript.segments().getFirst().end()).isBetween(2.0, 5.0);
    }

    @Test
    void whatIsSpokenComesAsEvents() {
        List<RecognitionEvent> events = SpokenSentence.heardBy(recognizer);

        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        RecognitionEvent.FinalText.class,
                        last -> assertThat(bare(last.transcript()))
                                .isEqualTo("he might even have been made amiable himself"));
    }

    @Test
    void aClipOfAFewSamplesIsNoWordAndHarmsNothing() {
        assertThat(recognizer
                        .transcribe(new Clip(SampleRate.HZ_16000, new float[7]), RecognitionOptions.DEFAULT)
                        .text())
                .hasSizeLessThan(20);
        assertHears();
    }

    @Test
    void aProcessThatEndsIsReplaced() throws Exception {
        for (ProcessHandle process : processes().toList()) {
            process.destroyForcibly();
            process.onExit().get(10, TimeUnit.SECONDS);
        }

        assertHears();
    }

    @Test
    void whoIsInterruptedNeedNotWaitAndTheNextOneIsAnswered() throws Exception {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Clip half = Clip.silence(SampleRate.HZ_16000, 25).then(TestSpeech.clip("amiable.wav"));
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                recognizer.transcribe(half, RecognitionOptions.DEFAULT);
                ended.complete(new AssertionError("it was not interrupted"));
            } catch (AudioException e) {
                ended.complete(e);
            }
        });
        Thread.sleep(50);
        caller.interrupt();

        assertThat(ended.get(60, TimeUnit.SECONDS))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("interrupted");
        assertHears();
    }

    @Test
    void whatIsTooLongOrCantBeDoneIsRefused() {
        assertThatThrownBy(
                        () -> recognizer.transcribe(Clip.silence(SampleRate.HZ_16000, 30), RecognitionOptions.DEFAULT))
                .hasMessageContaining("longer than 29.5 s");
        assertThatThrownBy(() -> recognizer.transcribe(
                        TestSpeech.clip("amiable.wav"),
                        RecognitionOptions.DEFAULT.withTask(RecognitionOptions.Task.TRANSLATE)))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("moonshine-base-en (Moonshine) does not translate");
        assertHears();
    }

    @Test
    void aDamagedNetworkEndsItsOwnProcessAlone(@TempDir Path other) throws IOException {
        Files.copy(model.files().get("tokens"), other.resolve("tokens.txt"));
        Files.copy(model.files().get("moonshine.encoder"), other.resolve("encoder_model.ort"));
        Files.writeString(other.resolve("decoder_model_merged.ort"), "this is no network");
        long before = processes().count();

        assertThatThrownBy(() -> new SherpaRecognizer(SherpaModel.read(other), library, 1, 1))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining(other.getFileName().toString())
                .hasMessageContaining("did not load: sherpa-onnx ended, and said: ")
                .hasMessageContaining("Get the model's files again");

        assertThat(processes().count()).isEqualTo(before);
        assertHears();
    }

    @Test
    void aLibraryThatIsAbsentOrAnotherOneIsNamed(@TempDir Path other) throws IOException {
        Path absent = other.resolve("absent.so");
        assertThatThrownBy(() -> new SherpaRecognizer(model, absent, 1, 1))
                .hasMessageContaining(absent.toString())
                .hasMessageContaining("./liaoyuan pull moonshine-base-en");
        Path wrong = Files.writeString(other.resolve("libsherpa-onnx-c-api.so"), "no library");
        assertThatThrownBy(() -> new SherpaRecognizer(model, wrong, 1, 1))
                .hasMessageContaining("does not load on this machine")
                .hasMessageContaining(wrong.toString());
    }

    @Test
    void afterClosingNothingIsLeft() {
        List<Long> before = processes().map(ProcessHandle::pid).toList();
        SherpaRecognizer other = new SherpaRecognizer(model, library, 1, 1);
        List<ProcessHandle> started =
                processes().filter(child -> !before.contains(child.pid())).toList();
        assertThat(started).hasSize(1);

        other.close();

        assertThat(started.getFirst().isAlive()).isFalse();
        assertThatThrownBy(() -> other.transcribe(TestSpeech.clip("amiable.wav"), RecognitionOptions.DEFAULT))
                .isInstanceOf(AudioException.class);
    }
}
