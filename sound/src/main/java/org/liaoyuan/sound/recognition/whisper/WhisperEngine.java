package org.liaoyuan.sound.recognition.whisper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.recognition.QueuedRecognizer;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;
import org.liaoyuan.sound.recognition.RecognitionOptions.Task;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.recognition.TranscriptSegment;

/** Writes down clips of 30 s at most, by one thread. */
final class WhisperEngine implements QueuedRecognizer.Engine {

    private static final int RATE = 16_000;

    /**
     * How far the encoder hears, in positions: computing fewer than 30 s is faster, fitting them to the clip makes it babble. At 512
     * it drops a syllable now and then, which partial text may.
     */
    private static final int[] PARTIAL_WINDOWS = {512, 768};

    private static final int[] FINAL_WINDOWS = {768};

    /** Sound that must be left beyond its end before a window is not taken for the whole clip's. */
    private static final double SLACK = 0.5;

    private static final double[] HOTTER = {0, 0.4, 0.8};
    private static final double LEAST_LOG_PROBABILITY = -1;
    private static final double SILENT = 0.6;
    /** What the last time leaves of a clip is listened to again if it is longer than this. */
    private static final double REST = 2;

    private static final int MOST_ROUNDS = 4;

    private final WhisperModel model;
    private final Vocabulary vocabulary;
    private final Decoder decoder;

    WhisperEngine(WhisperModel model, List<byte[]> words) {
        this.model = model;
        this.vocabulary = new Vocabulary(words, model.sizes().vocabulary());
        this.decoder = new Decoder(model, vocabulary);
    }

    /**
     * @param samples at 16 kHz
     * @param cancelled asked between steps; what was said until then is the result
     */
    @Override
    public Transcript transcribe(float[] samples, RecognitionOptions options, BooleanSupplier cancelled) {
        List<String> languages = options.languages().isEmpty() ? vocabulary.languages() : options.languages();
        for (String language : languages) {
            if (!vocabulary.languages().contains(language)) {
                throw new AudioException("the language " + language + " is none of the "
                        + vocabulary.languages().size()
                        + " that this model knows: choose another, or none to have it detected");
            }
        }
        List<Integer> prompt = vocabulary.tokens(options.prompt(), Decoder.MOST_PROMPT);
        List<Transcript> parts = new ArrayList<>();
        int from = 0;
        for (int round = 0; round < MOST_ROUNDS && !cancelled.getAsBoolean(); round++) {
            float[] rest = from == 0 ? samples : Arrays.copyOfRange(samples, from, samples.length);
            double seconds = (double) rest.length / RATE;
            model.encode(rest, positions(seconds, options.effort()));
            Decoder.Detection detection = decoder.detect(languages);
            Decoding decoding = best(options, detection, prompt, seconds, cancelled);
            parts.add(transcript(decoding, detection, seconds).later((double) from / RATE));
            double heard = Segments.lastTime(decoding.tokens(), vocabulary);
            if (options.effort() == Effort.PARTIAL || heard < 1 || seconds - heard < REST) {
                break;
            }
            from += (int) (heard * RATE);
        }
        return parts.isEmpty() ? Transcript.empty(languages.getFirst(), 0) : joined(parts);
    }

    private int positions(double seconds, Effort effort) {
        for (int positions : effort == Effort.PARTIAL ? PARTIAL_WINDOWS : FINAL_WINDOWS) {
            if (positions < model.sizes().audioPositions()
                    && seconds + SLACK <= (double) positions / WhisperModel.POSITIONS_A_SECOND) {
                return positions;
            }
        }
        return model.sizes().audioPositions();
    }

    /** The first attempt that is good, hotter each time; else the most probable one. */
    private Decoding best(
            RecognitionOptions options,
            Decoder.Detection detection,
            List<Integer> prompt,
            double seconds,
            BooleanSupplier cancelled) {
        Decoding best = null;
        boolean last = options.effort() == Effort.PARTIAL;
        for (double hotter : HOTTER) {
            double temperature = Math.min(1, options.temperature() + hotter);
            boolean thorough = options.effort() == Effort.THOROUGH && temperature == 0;
            Decoding decoding = decoder.decode(new Decoder.Task(
                    prompt,
                    detection.language(),
                    options.task() == Task.TRANSLATE,
                    options.effort() != Effort.PARTIAL,
                    temperature,
                    thorough ? Decoder.MOST_LINES : 1,
                    seconds,
                    cancelled));
            if (best == null || worth(decoding) > worth(best)) {
                best = decoding;
            }
            boolean good =
                    !decoding.looped() && decoding.finished() && decoding.meanLogProbability() >= LEAST_LOG_PROBABILITY;
            // of silence each attempt makes something else, and none of it is true
            if (good || last || detection.noSpeech() > SILENT || cancelled.getAsBoolean()) {
                break;
            }
        }
        return Objects.requireNonNull(best);
    }

    private static double worth(Decoding decoding) {
        return decoding.meanLogProbability() - (decoding.looped() || !decoding.finished() ? 10 : 0);
    }

    private Transcript transcript(Decoding decoding, Decoder.Detection detection, double seconds) {
        List<TranscriptSegment> segments = Segments.of(
                decoding.tokens(), vocabulary, seconds, detection.language().equals("zh"));
        return new Transcript(
                detection.language(),
                detection.probability(),
                segments,
                segments.isEmpty() ? 1 : Math.exp(decoding.meanLogProbability()),
                detection.noSpeech(),
                decoding.looped());
    }

    /** As sure as its least sure part. */
    private static Transcript joined(List<Transcript> parts) {
        Transcript first = parts.getFirst();
        return parts.size() == 1
                ? first
                : new Transcript(
                        first.language(),
                        first.languageProbability(),
                        parts.stream().flatMap(p -> p.segments().stream()).toList(),
                        parts.stream().mapToDouble(Transcript::confidence).min().orElse(0),
                        first.noSpeech(),
                        parts.stream().anyMatch(Transcript::looped));
    }

    @Override
    public void close() {
        model.close();
    }
}
