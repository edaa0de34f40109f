package org.liaoyuan.server.openai.audio;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.sound.recognition.TranscriptSegment;

/** A transcript in the forms that OpenAI's interface has. */
final class TranscriptText {

    private TranscriptText() {}

    /** {@code json}. */
    record Plain(String text, Usage usage) {}

    /** {@code verbose_json}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Verbose(
            String task,
            String language,
            double duration,
            String text,
            @Nullable List<Segment> segments,
            Usage usage) {}

    record Segment(
            int id,
            int seek,
            double start,
            double end,
            String text,
            List<Integer> tokens,
            double temperature,
            double avg_logprob,
            double compression_ratio,
            double no_speech_prob) {}

    /** {@code diarized_json}. */
    record Diarized(String task, double duration, String text, List<DiarizedSegment> segments, Usage usage) {}

    /** What one says; also an event of a stream. */
    record DiarizedSegment(String type, String id, double start, double end, String text, String speaker) {}

    /** Of models that are billed by the time of the sound. */
    record Usage(String type, long seconds) {}

    static Plain plain(Transcription written) {
        return new Plain(written.transcript().text(), usage(written));
    }

    static Usage usage(Transcription written) {
        return new Usage("duration", (long) Math.ceil(written.seconds()));
    }

    static Verbose verbose(Transcription written, String task) {
        List<Segment> segments = new ArrayList<>();
        double logProbability = Math.log(Math.max(1e-9, written.transcript().confidence()));
        for (TranscriptSegment each : written.transcript().segments()) {
            segments.add(new Segment(
                    segments.size(),
                    0,
                    round(each.start()),
                    round(each.end()),
                    each.text(),
                    List.of(),
                    0,
                    logProbability,
                    1,
                    written.transcript().noSpeech()));
        }
        return new Verbose(
                task,
                language(written.transcript().language()),
                round(written.seconds()),
                written.transcript().text(),
                segments,
                usage(written));
    }

    static Diarized diarized(Transcription written) {
        List<DiarizedSegment> segments = new ArrayList<>();
        for (TranscriptSegment each : written.transcript().segments()) {
            segments.add(segment(segments.size(), each));
        }
        return new Diarized(
                "transcribe", round(written.seconds()), written.transcript().text(), segments, usage(written));
    }

    static DiarizedSegment segment(int number, TranscriptSegment said) {
        return new DiarizedSegment(
                "transcript.text.segment",
                "seg_" + number,
                round(said.start()),
                round(said.end()),
                said.text(),
                speaker(said.speaker()));
    }

    /** As OpenAI calls them: A, B, … */
    private static String speaker(int number) {
        return number >= 1 && number <= 26 ? String.valueOf((char) ('A' + number - 1)) : "S" + number;
    }

    private static double round(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    /** As Whisper's interface says it: in words. */
    private static String language(String code) {
        return code.isEmpty()
                ? ""
                : Locale.of(code).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT);
    }

    /** SubRip. */
    static String srt(Transcription written) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (TranscriptSegment each : written.transcript().segments()) {
            text.append(++number).append('\n');
            text.append(time(each.start(), ','))
                    .append(" --> ")
                    .append(time(each.end(), ','))
                    .append('\n');
            text.append(each.text()).append("\n\n");
        }
        return text.toString();
    }

    /** WebVTT (W3C). */
    static String vtt(Transcription written) {
        StringBuilder text = new StringBuilder("WEBVTT\n\n");
        for (TranscriptSegment each : written.transcript().segments()) {
            text.append(time(each.start(), '.'))
                    .append(" --> ")
                    .append(time(each.end(), '.'))
                    .append('\n');
            // an arrow would begin another cue
            text.append(each.text().replace("-->", "→")).append("\n\n");
        }
        return text.toString();
    }

    private static String time(double seconds, char point) {
        long millis = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                point,
                millis % 1000);
    }
}
