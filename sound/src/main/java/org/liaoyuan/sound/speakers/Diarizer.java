package org.liaoyuan.sound.speakers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.onnx.PowerSpectrum;
import org.liaoyuan.sound.vad.SegmenterOptions;
import org.liaoyuan.sound.vad.SpeechSegmenter;
import org.liaoyuan.sound.vad.SpeechSpan;
import org.liaoyuan.sound.vad.VoiceActivity;

/**
 * Tells speakers of a recording apart: where somebody speaks, windows of 1.6 s become directions; those that lie close together are
 * one speaker; then each tenth of a second is given to the speaker whose voice is heard there, with few changes. One speaks at a
 * time: of two at once the louder one is named. Not thread-safe.
 */
public final class Diarizer {

    /** Short pauses end a stretch: between them somebody else may speak. */
    private static final SegmenterOptions SPEECH = new SegmenterOptions(0.5, 0.35, 0.2, 0.3, 0.1, 20, 0.2, 28);

    /** From one window to the next, in frames of 10 ms. */
    private static final int HOP = 25;

    /** Less is no voice. */
    private static final int SHORTEST = 40;

    /** Voices that are compared with each other: an hour has some ten times as many windows, of which neighbours are summed up. */
    private static final int MOST_VOICES = 1_200;

    /** The level that the encoder was trained with at least: −30 dB, as a mean square. */
    private static final double LEVEL = 1e-3;

    /** Of one speaker, who goes on behind a pause of so many seconds at most. */
    private static final double SAME_TURN = 0.5;

    private static final SpeakerPath PATH = new SpeakerPath(1.2, 0.3);

    private final VoiceActivity activity;
    private final SpeakerEncoder encoder;

    /**
     * @param activity is used by this alone, and not closed
     * @param encoder is not closed
     */
    public Diarizer(VoiceActivity activity, SpeakerEncoder encoder) {
        this.activity = activity;
        this.encoder = encoder;
    }

    /** Who speaks when, in the order of time; turns do not overlap. Empty where nobody speaks. */
    public Diarization diarize(Clip clip, DiarizerOptions options) {
        return new Diarization(turns(hear(clip), options));
    }

    /** Where somebody speaks, and with what voice. */
    record Heard(List<SpeechSpan> spans, List<VoiceWindow> windows) {}

    Heard hear(Clip clip) {
        float[] samples = Resampler.convert(clip, VoiceActivity.RATE).samples();
        List<SpeechSpan> spans = spans(samples);
        List<VoiceWindow> windows = new ArrayList<>();
        for (SpeechSpan span : spans) {
            windows.addAll(windows(samples, span));
        }
        return new Heard(spans, windows);
    }

    static List<SpeakerTurn> turns(Heard heard, DiarizerOptions options) {
        if (heard.windows().isEmpty()) {
            return heard.spans().stream()
                    .map(span -> new SpeakerTurn(seconds(span.start()), seconds(span.end()), 1))
                    .toList();
        }
        List<float[]> voices = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        summedUp(heard.windows(), voices, weights);
        return turns(heard.spans(), heard.windows(), Clusters.speakers(voices, weights, options));
    }

    private List<SpeechSpan> spans(float[] samples) {
        activity.reset();
        SpeechSegmenter segmenter = new SpeechSegmenter(SPEECH);
        List<SpeechSpan> spans = new ArrayList<>();
        for (int at = 0; at < samples.length; at += VoiceActivity.FRAME) {
            // what is missing of the last frame is silence
            @Nullable
            SpeechSpan span =
                    segmenter.next(activity.probability(Arrays.copyOfRange(samples, at, at + VoiceActivity.FRAME)));
            if (span != null) {
                spans.add(span);
            }
        }
        SpeechSpan last = segmenter.end();
        if (last != null) {
            spans.add(new SpeechSpan(last.start(), Math.min(last.end(), samples.length), last.voiced()));
        }
        return spans;
    }

    /** Of one stretch, which is half a minute at most; the last window ends with it. */
    private List<VoiceWindow> windows(float[] samples, SpeechSpan span) {
        float[] speech = Arrays.copyOfRange(samples, (int) span.start(), (int) span.end());
        int frames = speech.length / PowerSpectrum.HOP;
        if (frames < SHORTEST) {
            return List.of();
        }
        float[] mel = encoder.mel(speech);
        int length = Math.min(frames, SpeakerEncoder.WINDOW);
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start + length < frames; start += HOP) {
            starts.add(start);
        }
        starts.add(frames - length);
        List<float[]> voices = encoder.voices(
                starts.stream().map(start -> window(speech, mel, start, length)).toList());
        List<VoiceWindow> windows = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            double start = seconds(span.start()) + starts.get(i) / 100.0;
            windows.add(new VoiceWindow(start, start + length / 100.0, voices.get(i)));
        }
        return windows;
    }

    /** As loud as the encoder is used to: its input has no logarithm. */
    private static float[] window(float[] speech, float[] mel, int start, int length) {
        double power = 0;
        for (int i = start * PowerSpectrum.HOP; i < (start + length) * PowerSpectrum.HOP; i++) {
            power += speech[i] * speech[i];
        }
        double gain = LEVEL / Math.max(1e-10, power / (length * PowerSpectrum.HOP));
        float[] window = Arrays.copyOfRange(mel, start * SpeakerEncoder.MELS, (start + length) * SpeakerEncoder.MELS);
        for (int i = 0; i < window.length; i++) {
            window[i] *= (float) gain;
        }
        return window;
    }

    private static void summedUp(List<VoiceWindow> windows, List<float[]> voices, List<Double> weights) {
        int together = Math.ceilDiv(windows.size(), MOST_VOICES);
        for (int from = 0; from < windows.size(); from += together) {
            float[] sum = new float[SpeakerEncoder.DIMENSIONS];
            int to = Math.min(windows.size(), from + together);
            for (VoiceWindow window : windows.subList(from, to)) {
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += window.voice()[d];
                }
            }
            voices.add(SpeakerEncoder.direction(sum));
            weights.add((to - from) * HOP / 100.0);
        }
    }

    private static List<SpeakerTurn> turns(List<SpeechSpan> spans, List<VoiceWindow> windows, List<float[]> speakers) {
        int n = spans.stream().mapToInt(Diarizer::slices).sum();
        double[] starts = new double[n];
        boolean[] afterPause = new boolean[n];
        double[] ends = new double[n];
        int t = 0;
        for (SpeechSpan span : spans) {
            double end = seconds(span.end());
            afterPause[t] = true;
            for (int i = 0; i < slices(span); i++, t++) {
                starts[t] = seconds(span.start()) + i * SpeakerPath.SLICE;
                ends[t] = Math.min(end, starts[t] + SpeakerPath.SLICE);
            }
        }
        int[] path = SpeakerPath.inOrder(PATH.of(windows, speakers, starts, afterPause));
        List<SpeakerTurn> turns = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            SpeakerTurn open = turns.isEmpty() ? null : turns.getLast();
            if (open != null && open.speaker() == path[i] && starts[i] - open.end() <= SAME_TURN) {
                turns.set(turns.size() - 1, new SpeakerTurn(open.start(), ends[i], path[i]));
            } else {
                turns.add(new SpeakerTurn(starts[i], ends[i], path[i]));
            }
        }
        return turns;
    }

    private static int slices(SpeechSpan span) {
        return (int) Math.max(1, Math.floor(seconds(span.end() - span.start()) / SpeakerPath.SLICE));
    }

    private static double seconds(long samples) {
        return VoiceActivity.RATE.seconds(samples);
    }
}
