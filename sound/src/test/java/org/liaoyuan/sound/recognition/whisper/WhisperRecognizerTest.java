package org.liaoyuan.sound.recognition.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.TestModels;
import org.liaoyuan.sound.TestSpeech;
import org.liaoyuan.sound.recognition.Plausibility;
import org.liaoyuan.sound.recognition.RecognitionEvent;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.SpokenSentence;
import org.liaoyuan.sound.recognition.Transcript;

/** The weights are converted first: equal text is the proof that they are. */
class WhisperRecognizerTest {

    private static WhisperRecognizer recognizer;

    @BeforeAll
    static void open() throws IOException {
        recognizer = new WhisperRecognizer(TestModels.file("whisper-base-ct2.bin"), 2, 2);
    }

    @AfterAll
    static void close() {
        if (recognizer != null) {
            recognizer.close();
        }
    }

    @Test
    void englishIsWrittenDownAsItWasRead() {
        Transcript transcript = recognizer.transcribe(TestSpeech.clip("young-man.wav"), RecognitionOptions.DEFAULT);

        assertThat(transcript.text()).isEqualToIgnoringCase("He was not an ill-disposed young man.");
        assertThat(transcript.language()).isEqualTo("en");
        assertThat(transcript.languageProbability()).isGreaterThan(0.9);
        assertThat(transcript.confidence()).isGreaterThan(0.6);
        assertThat(transcript.noSpeech()).isLessThan(0.2);
        assertThat(transcript.segments().getLast().end()).isBetween(2.0, 3.0);
    }

    @Test
    void chineseIsDetectedAndSimplified() {
        Transcript transcript = recognizer.transcribe(TestSpeech.clip("hello-zh.wav"), RecognitionOptions.DEFAULT);

        assertThat(transcript.language()).isEqualTo("zh");
        assertThat(transcript.text().replaceAll("\\p{IsPunctuation}", "")).isEqualTo("你好世界");
    }

    @Test
    void whatIsSpokenComesAsEventsAndIsWrittenDownInTheEnd() {
        List<RecognitionEvent> events = SpokenSentence.heardBy(recognizer);

        assertThat(events.getFirst()).isInstanceOf(RecognitionEvent.SpeechStarted.class);
        assertThat(events.getLast()).isInstanceOfSatisfying(RecognitionEvent.FinalText.class, last -> {
            assertThat(last.transcript().text()).isEqualTo("He might even have been made amiable himself.");
            assertThat(last.transcript().segments().getFirst().start()).isBetween(0.2, 1.2);
        });
    }

    @Test
    void nothingThatIsSaidOfSilenceIsPlausible() {
        Transcript transcript = recognizer.transcribe(Clip.silence(SampleRate.HZ_16000, 3), RecognitionOptions.DEFAULT);

        assertThat(Plausibility.accepts(transcript, 0)).isFalse();
    }

    @Test
    void aLanguageThatTheModelDoesNotKnowIsNamed() {
        Clip clip = TestSpeech.clip("young-man.wav");

        assertThatThrownBy(() -> recognizer.transcribe(clip, RecognitionOptions.DEFAULT.withLanguages(List.of("xx"))))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("xx");
    }

    @Test
    void aClipThatIsTooLongIsRefused() {
        assertThatThrownBy(
                        () -> recognizer.transcribe(Clip.silence(SampleRate.HZ_16000, 31), RecognitionOptions.DEFAULT))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("31.0 s");
    }
}
