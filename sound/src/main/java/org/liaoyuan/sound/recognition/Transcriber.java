package org.liaoyuan.sound.recognition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.SoundSource;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.speakers.Diarization;
import org.liaoyuan.sound.vad.SegmenterOptions;
import org.liaoyuan.sound.vad.SpeechSegmenter;
import org.liaoyuan.sound.vad.SpeechSpan;
import org.liaoyuan.sound.vad.VoiceActivity;

/**
 * Writes down a recording of any length: it is cut at pauses, each stretch of speech is recognised by itself, and what is no speech
 * is never given to the recogniser. However long it is, half a minute of it is in memory. Not thread-safe.
 */
public final class Transcriber {

    private static final int BLOCK = 16 * VoiceActivity.FRAME;
    /** Two minutes in all. */
    private static final int MOST_ATTEMPTS = 240;

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final VoiceActivity activity;
    private final Recognizer recognizer;

    /**
     * @param activity is used by this alone, and not closed
     * @param recognizer is not closed
     */
    public Transcriber(VoiceActivity activity, Recognizer recognizer) {
        if (recognizer.longest() < SegmenterOptions.RECORDING.longest()) {
            throw new IllegalArgumentException("a recogniser of " + recognizer.longest() + " s at most can't take "
                    + SegmenterOptions.RECORDING.longest() + " s");
        }
        this.activity = activity;
        this.recognizer = recognizer;
    }

    /** A whole clip; nothing is said of one without speech. */
    public Transcript transcribe(Clip clip, RecognitionOptions options) {
        List<Transcript> parts = new ArrayList<>();
        Run run = new Run(options, Diarization.NONE, parts::add);
        Clip resampled = Resampler.convert(clip, VoiceActivity.RATE);
        run.take(resampled.samples(), resampled.length());
        run.end();
        return joined(parts, options);
    }

    /**
     * What comes from a source, until it ends.
     *
     * @param said gets each stretch when it is recognised, with times from the beginning of the source
     */
    public void transcribe(SoundSource source, RecognitionOptions options, Consumer<Transcript> said) {
        transcribe(source, options, Diarization.NONE, said);
    }

    /**
     * What comes from a source, until it ends, and who says it.
     *
     * @param speakers of the same source: stretches are cut where another begins to speak, and segments name who speaks
     * @param said gets each stretch when it is recognised, with times from the beginning of the source
     */
    public void transcribe(
            SoundSource source, RecognitionOptions options, Diarization speakers, Consumer<Transcript> said) {
        Run run = new Run(options, speakers, said);
        SampleRate rate = source.rate();
        float[] block = new float[BLOCK];
        @Nullable
        Resampler resampler = rate.equals(VoiceActivity.RATE) ? null : new Resampler(rate, VoiceActivity.RATE);
        float[] resampled = resampler == null ? block : new float[resampler.most(BLOCK)];
        for (int read = source.read(block); read > 0; read = source.read(block)) {
            run.take(resampled, resampler == null ? read : resampler.process(block, read, resampled));
        }
        run.end();
    }

    /** Stretches of one recording as one transcript. */
    public static Transcript joined(List<Transcript> parts, RecognitionOptions options) {
        if (parts.isEmpty()) {
            return Transcript.empty(
                    options.languages().isEmpty() ? "" : options.languages().getFirst(), 1);
        }
        Transcript longest = parts.getFirst();
        for (Transcript part : parts) {
            longest = part.text().length() > longest.text().length() ? part : longest;
        }
        return new Transcript(
                longest.language(),
                longest.languageProbability(),
                parts.stream().flatMap(p -> p.segments().stream()).toList(),
                parts.stream().mapToDouble(Transcript::confidence).min().orElse(0),
                parts.stream().mapToDouble(Transcript::noSpeech).max().orElse(1),
                parts.stream().anyMatch(Transcript::looped));
    }

    /** One recording. */
    private final class Run {

        private final RecognitionOptions options;
        private final Diarization speakers;
        private final Consumer<Transcript> said;
        private final SpeechSegmenter segmenter = new SpeechSegmenter(SegmenterOptions.RECORDING);
        private final Frames frames = new Frames(SegmenterOptions.RECORDING.longest() + 2);

        Run(RecognitionOptions options, Diarization speakers, Consumer<Transcript> said) {
            this.options = options;
            this.speakers = speakers;
            this.said = said;
            activity.reset();
        }

        void take(float[] samples, int length) {
            frames.take(samples, length, this::frame);
        }

        private void frame(float[] frame) {
            SpeechSpan span = segmenter.next(activity.probability(frame));
            if (span != null) {
                recognise(span);
            }
            frames.forget(segmenter.needed());
        }

        void end() {
            frames.end(this::frame);
            SpeechSpan span = segmenter.end();
            if (span != null) {
                recognise(span);
            }
        }

        private void recognise(SpeechSpan span) {
            long start = span.start();
            for (double change : speakers.changes(seconds(start), seconds(span.end()))) {
                long end = VoiceActivity.RATE.samples(change);
                recognise(start, end, span);
                start = end;
            }
            recognise(start, span.end(), span);
        }

        /** A part of a stretch, in which one speaks. */
        private void recognise(long start, long end, SpeechSpan span) {
            Clip clip = new Clip(VoiceActivity.RATE, frames.between(start, end));
            // what was said before is no prompt: Whisper would go on with a circle or a mistake of it
            Transcript transcript = patiently(clip);
            long voiced = span.voiced() * (end - start) / (span.end() - span.start());
            if (Plausibility.accepts(transcript, seconds(voiced))) {
                Transcript later = transcript.later(seconds(start));
                said.accept(later.withSpeaker(speakers.who(seconds(start), seconds(end))));
            }
        }

        private static double seconds(long samples) {
            return VoiceActivity.RATE.seconds(samples);
        }

        /** A recording has time: an hour of it is not lost because others are recognised too. */
        private Transcript patiently(Clip clip) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return recognizer.transcribe(clip, options);
                } catch (Recognizer.BusyException e) {
                    if (attempt == MOST_ATTEMPTS) {
                        throw e;
                    }
                }
                try {
                    Thread.sleep(PATIENCE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AudioException("interrupted while the recogniser was busy", e);
                }
            }
        }
    }
}
