package org.liaoyuan.sound.recognition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;
import org.liaoyuan.sound.vad.SegmenterOptions;
import org.liaoyuan.sound.vad.SpeechSegmenter;
import org.liaoyuan.sound.vad.SpeechSpan;
import org.liaoyuan.sound.vad.VoiceActivity;

/** What {@link StreamingRecognizer} does with its sound, in its one thread. At most one attempt at the open utterance runs. */
final class Conversation {

    private static final long PARTIAL_EVERY = VoiceActivity.RATE.samples(0.6);
    /** A pause that may be the end. */
    private static final double LIKELY_END = 0.2;
    /** Finished utterances whose text is still being made; beyond them sound waits. */
    private static final int MOST_FINISHED = 4;

    private final VoiceActivity activity;
    private final Recognizer recognizer;
    private final RecognitionOptions options;
    private final Consumer<RecognitionEvent> listener;
    private final Runnable wake;
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private final SpeechSegmenter segmenter = new SpeechSegmenter(SegmenterOptions.LIVE);
    private final Frames frames = new Frames(SegmenterOptions.LIVE.longest() + 2);
    private final Deque<Attempt> finished = new ArrayDeque<>();

    private int utterance;
    private boolean speaking;
    private long attempted;
    private LocalAgreement agreement = new LocalAgreement();
    private String shown = "";
    private @Nullable Attempt running;
    /** What is known of the open utterance if nothing is said any more. */
    private @Nullable Attempt likelyFinal;

    Conversation(
            VoiceActivity activity,
            Recognizer recognizer,
            RecognitionOptions options,
            Consumer<RecognitionEvent> listener,
            Runnable wake) {
        this.activity = activity;
        this.recognizer = recognizer;
        this.options = options;
        this.listener = listener;
        this.wake = wake;
    }

    void take(float[] samples) throws InterruptedException {
        frames.take(samples, samples.length, this::frame);
        while (finished.size() > MOST_FINISHED) {
            tellFinal(finished.removeFirst());
        }
    }

    /** Tells what attempts have found. */
    void look() throws InterruptedException {
        while (!finished.isEmpty() && finished.getFirst().done()) {
            tellFinal(finished.removeFirst());
        }
        Attempt done = running;
        if (done != null && done.done()) {
            running = null;
            tellPartial(done);
        }
    }

    void end() throws InterruptedException {
        frames.end(this::frame);
        SpeechSpan span = segmenter.end();
        if (span != null) {
            finish(span);
        }
        while (!finished.isEmpty()) {
            tellFinal(finished.removeFirst());
        }
    }

    private void frame(float[] frame) {
        SpeechSpan span = segmenter.next(activity.probability(frame));
        if (span != null) {
            finish(span);
        }
        if (segmenter.speaking()) {
            if (!speaking) {
                begin();
            }
            attempt();
        }
        frames.forget(segmenter.needed());
    }

    private void begin() {
        speaking = true;
        utterance++;
        attempted = segmenter.needed();
        agreement = new LocalAgreement();
        shown = "";
        listener.accept(new RecognitionEvent.SpeechStarted(utterance, seconds(segmenter.needed())));
    }

    private void attempt() {
        if (segmenter.pause() == 0) {
            likelyFinal = null; // speech went on
            if (running == null && finished.isEmpty() && segmenter.position() - attempted >= PARTIAL_EVERY) {
                attempted = segmenter.position();
                running = start(segmenter.needed(), segmenter.position(), segmenter.voiced(), Effort.PARTIAL);
            }
        } else if (segmenter.pause() >= LIKELY_END && likelyFinal == null) {
            cancel();
            attempted = segmenter.position();
            likelyFinal = start(segmenter.needed(), segmenter.position(), segmenter.voiced(), Effort.FINAL);
            running = likelyFinal;
        }
    }

    private void finish(SpeechSpan span) {
        if (!speaking) {
            begin(); // it was long enough with its very last frame
        }
        listener.accept(new RecognitionEvent.SpeechEnded(utterance, seconds(span.end())));
        Attempt last = likelyFinal;
        if (last == null || last.utterance() != utterance || last.start() != span.start() || last.failed()) {
            cancel();
            last = start(span.start(), span.end(), span.voiced(), Effort.FINAL);
        }
        finished.addLast(last);
        running = null;
        likelyFinal = null;
        speaking = false;
    }

    private Attempt start(long from, long to, long voiced, Effort effort) {
        Clip clip = new Clip(VoiceActivity.RATE, frames.between(from, to));
        Future<Transcript> future = attempts.submit(() -> {
            try {
                return recognizer.transcribe(clip, options.withEffort(effort));
            } finally {
                wake.run();
            }
        });
        return new Attempt(utterance, from, voiced, effort, future);
    }

    private void cancel() {
        Attempt current = running;
        if (current != null) {
            current.cancel();
            running = null;
        }
    }

    private void tellPartial(Attempt attempt) throws InterruptedException {
        Transcript transcript;
        try {
            transcript = attempt.result();
        } catch (ExecutionException e) {
            return; // the next attempt, or the final one, will tell
        }
        if (!Plausibility.accepts(transcript, seconds(attempt.voiced()))) {
            return;
        }
        agreement.next(transcript.text());
        String text = agreement.stable() + "\0" + agreement.rest();
        if (!text.equals(shown)) {
            shown = text;
            listener.accept(new RecognitionEvent.PartialText(
                    attempt.utterance(), agreement.stable(), agreement.rest(), transcript.language()));
        }
    }

    private void tellFinal(Attempt attempt) throws InterruptedException {
        try {
            Transcript transcript = attempt.result();
            boolean accepted = Plausibility.accepts(transcript, seconds(attempt.voiced()));
            listener.accept(new RecognitionEvent.FinalText(
                    attempt.utterance(),
                    accepted
                            ? transcript.later(seconds(attempt.start()))
                            : Transcript.empty(transcript.language(), transcript.noSpeech())));
        } catch (ExecutionException e) {
            String message = e.getCause() instanceof AudioException known ? known.getMessage() : null;
            listener.accept(new RecognitionEvent.Failed(
                    attempt.utterance(), message == null ? "recognition failed: " + e.getCause() : message));
        }
    }

    private static double seconds(long samples) {
        return VoiceActivity.RATE.seconds(samples);
    }

    /** Ends what runs. */
    void close() {
        attempts.shutdownNow();
    }
}
