package org.liaoyuan.sound.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.recognition.RecognitionEvent.FinalText;
import org.liaoyuan.sound.recognition.RecognitionEvent.PartialText;
import org.liaoyuan.sound.recognition.RecognitionEvent.SpeechEnded;
import org.liaoyuan.sound.recognition.RecognitionEvent.SpeechStarted;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;

@Timeout(60)
class StreamingRecognizerTest {

    private final List<RecognitionEvent> events = new CopyOnWriteArrayList<>();
    private final ScriptedRecognizer recognizer = new ScriptedRecognizer(clip -> "words");

    private StreamingRecognizer start() {
        return new StreamingRecognizer(new LoudnessActivity(), recognizer, RecognitionOptions.DEFAULT, events::add);
    }

    private static void feed(StreamingRecognizer stream, double seconds, float amplitude) {
        float[] samples = new float[(int) (seconds * 16_000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i % 40 < 20 ? amplitude : -amplitude;
        }
        stream.accept(samples, samples.length);
    }

    @Test
    void anUtteranceIsStartedEndedAndWrittenDown() {
        try (StreamingRecognizer stream = start()) {
            feed(stream, 1, 0);
            feed(stream, 2, 0.1f);
            feed(stream, 1, 0);
            stream.end();
        }

        assertThat(events)
                .filteredOn(e -> !(e instanceof PartialText))
                .satisfiesExactly(
                        started -> assertThat(((SpeechStarted) started).time()).isBetween(0.6, 1.0),
                        ended -> assertThat(((SpeechEnded) ended).time()).isBetween(3.0, 3.4),
                        last -> {
                            Transcript transcript = ((FinalText) last).transcript();
                            assertThat(transcript.text()).isEqualTo("words");
                            assertThat(transcript.segments().getFirst().start()).isBetween(0.6, 1.0);
                        });
    }

    @Test
    void liveSpeechIsNeverWrittenDownThoroughly() {
        try (StreamingRecognizer stream = start()) {
            feed(stream, 2, 0.1f);
            feed(stream, 1, 0);
            stream.end();
        }

        assertThat(recognizer.efforts).contains(Effort.FINAL).doesNotContain(Effort.THOROUGH);
    }

    @Test
    void whatIsUnderstoodSoFarIsToldAndBecomesStable() throws InterruptedException {
        ScriptedRecognizer growing =
                new ScriptedRecognizer(clip -> clip.seconds() < 1 ? "one two" : "one two three four");
        Semaphore partials = new Semaphore(0);
        try (StreamingRecognizer stream =
                new StreamingRecognizer(new LoudnessActivity(), growing, RecognitionOptions.DEFAULT, event -> {
                    events.add(event);
                    partials.release(event instanceof PartialText ? 1 : 0);
                })) {
            feed(stream, 0.8, 0.1f);
            assertThat(partials.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            feed(stream, 0.7, 0.1f);
            assertThat(partials.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(events)
                .filteredOn(PartialText.class::isInstance)
                .first()
                .isEqualTo(new PartialText(1, "", "one two", "en"));
        assertThat(events)
                .filteredOn(PartialText.class::isInstance)
                .element(1)
                .isEqualTo(new PartialText(1, "one two", " three four", "en"));
    }

    @Test
    void silenceAndClicksAreNeverGivenToTheRecognizer() {
        try (StreamingRecognizer stream = start()) {
            for (int i = 0; i < 20; i++) {
                feed(stream, 1, 0);
                feed(stream, 0.05, 0.5f);
            }
            stream.end();
        }

        assertThat(events).isEmpty();
        assertThat(recognizer.seconds).isEmpty();
    }

    @Test
    void whatTheRecognizerMakesUpIsTakenBack() {
        ScriptedRecognizer liar = new ScriptedRecognizer(clip -> "thanks for watching ".repeat(20));
        try (StreamingRecognizer stream =
                new StreamingRecognizer(new LoudnessActivity(), liar, RecognitionOptions.DEFAULT, events::add)) {
            feed(stream, 1, 0.1f);
            feed(stream, 1, 0);
            stream.end();
        }

        assertThat(events).noneMatch(PartialText.class::isInstance);
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        FinalText.class,
                        last -> assertThat(last.transcript().segments()).isEmpty());
    }

    @Test
    void speechWithoutPausesIsCutIntoUtterancesThatTheRecognizerCanTake() {
        try (StreamingRecognizer stream = start()) {
            feed(stream, 60, 0.1f);
            stream.end();
        }

        assertThat(recognizer.seconds).allMatch(seconds -> seconds <= 15);
        assertThat(events.stream().filter(FinalText.class::isInstance)).hasSizeBetween(4, 7);
    }

    @Test
    void closingEndsAnAttemptThatRuns() {
        recognizer.gate = new CountDownLatch(1);
        StreamingRecognizer stream = start();
        feed(stream, 3, 0.1f);

        stream.close();

        assertThat(events).noneMatch(FinalText.class::isInstance);
        assertThatThrownBy(() -> stream.accept(new float[10], 10))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("ended");
    }

    @Test
    void aRecognizerThatFailsIsToldOfAndTheNextUtteranceIsHeard() throws InterruptedException {
        CountDownLatch failed = new CountDownLatch(1);
        ScriptedRecognizer once = new ScriptedRecognizer(clip -> {
            if (failed.getCount() > 0) {
                throw new AudioException("the machine is on fire: leave it");
            }
            return "words";
        });
        try (StreamingRecognizer stream =
                new StreamingRecognizer(new LoudnessActivity(), once, RecognitionOptions.DEFAULT, event -> {
                    events.add(event);
                    if (event instanceof RecognitionEvent.Failed) {
                        failed.countDown();
                    }
                })) {
            feed(stream, 0.5, 0.1f);
            feed(stream, 1, 0);
            assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
            feed(stream, 0.5, 0.1f);
            feed(stream, 1, 0);
            stream.end();
        }

        assertThat(events)
                .anyMatch(e ->
                        e instanceof RecognitionEvent.Failed f && f.message().contains("on fire"));
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        FinalText.class,
                        last -> assertThat(last.transcript().text()).isEqualTo("words"));
    }
}
