package org.liaoyuan.server.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.recognition.TranscriptSegment;
import org.liaoyuan.sound.vad.VoiceActivity;

/**
 * Ears, a head and a mouth for tests of whose turn it is. A word is a stretch of samples of one height: the hundredths say which of
 * {@link #words} it is. Speech takes a tenth of a second a character.
 */
class FakeParts implements Talk.Parts {

    static final double WORD_SECONDS = 0.4;

    final List<List<ChatMessage>> asked = new CopyOnWriteArrayList<>();
    final List<List<ChatMessage>> prepared = new CopyOnWriteArrayList<>();
    final List<String> answers = new CopyOnWriteArrayList<>();
    final List<String> closed = new CopyOnWriteArrayList<>();
    final List<String> words;
    /** Opened when the model may end its answer. */
    CountDownLatch mayEnd = new CountDownLatch(0);

    @Nullable
    RuntimeException deaf;

    FakeParts(String... words) {
        this.words = List.of(words);
    }

    /** The words at these places, one after the other, then silence. */
    Clip say(double silence, int... places) {
        float[] samples = new float[RecentSound.RATE.samples(places.length * WORD_SECONDS + silence)];
        int word = RecentSound.RATE.samples(WORD_SECONDS);
        for (int i = 0; i < places.length; i++) {
            java.util.Arrays.fill(samples, i * word, (i + 1) * word, (places[i] + 10) / 100f);
        }
        return new Clip(RecentSound.RATE, samples);
    }

    @Override
    public VoiceActivity activity() {
        return new VoiceActivity() {
            @Override
            public float probability(float[] frame) {
                return frame[frame.length - 1] > 0.05 ? 0.9f : 0.02f;
            }

            @Override
            public void reset() {}

            @Override
            public void close() {
                closed.add("ears");
            }
        };
    }

    @Override
    public Transcript transcribe(VoiceOptions options, Clip clip, Effort effort) {
        RuntimeException why = deaf;
        if (why != null) {
            throw why;
        }
        List<TranscriptSegment> segments = new ArrayList<>();
        int last = -1;
        for (int i = 0; i < clip.length(); i += 160) {
            int place = Math.round(clip.samples()[i] * 100) - 10;
            if (place >= 0 && place != last && place < words.size()) {
                segments.add(new TranscriptSegment(0, 0, words.get(place)));
            }
            last = place;
        }
        return new Transcript("en", 1, segments, 1, 0, false);
    }

    @Override
    public boolean listensAtHome(VoiceOptions options) {
        return true;
    }

    @Override
    public boolean speaksAtHome(VoiceOptions options) {
        return true;
    }

    @Override
    public void prepare(VoiceOptions options, List<ChatMessage> messages) throws InterruptedException {
        prepared.add(messages);
    }

    @Override
    public void require(VoiceOptions options) {}

    @Override
    public void requireStillIn() {}

    @Override
    public Answer answer(VoiceOptions options, List<ChatMessage> messages) {
        asked.add(messages);
        String text = answers.isEmpty() ? "Fine." : answers.removeFirst();
        return new Answer() {
            private int at;
            private volatile boolean cancelled;

            @Override
            public String model() {
                return "fake";
            }

            @Override
            public String provider() {
                return "local";
            }

            @Override
            public Optional<AnswerPart> next() throws InterruptedException {
                if (at < text.length() && !cancelled) {
                    return Optional.of(new AnswerPart.Text(text.substring(at, ++at), List.of()));
                }
                if (!mayEnd.await(30, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody let the model end");
                }
                return Optional.empty();
            }

            @Override
            public void cancel() {
                cancelled = true;
            }

            @Override
            public Optional<FinishReason> finishReason() {
                return Optional.of(cancelled ? FinishReason.CANCELLED : FinishReason.STOP);
            }

            @Override
            public Cost cost() {
                return new Cost(new Usage(7, 3, at, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0), 0, false);
            }

            @Override
            public List<String> warnings() {
                return List.of();
            }

            @Override
            public void close() {
                closed.add("head");
            }
        };
    }

    @Override
    public Speech speak(VoiceOptions options, String text) {
        return new Speech() {
            private boolean said;

            @Override
            public String model() {
                return "fake";
            }

            @Override
            public SampleRate rate() {
                return SampleRate.HZ_24000;
            }

            @Override
            public Optional<Clip> next() {
                if (said) {
                    return Optional.empty();
                }
                said = true;
                return Optional.of(Clip.silence(SampleRate.HZ_24000, text.length() * 0.1));
            }

            @Override
            public int characters() {
                return text.length();
            }

            @Override
            public double joules() {
                return 0;
            }

            @Override
            public boolean measured() {
                return false;
            }

            @Override
            public void close() {
                closed.add("mouth");
            }
        };
    }
}
