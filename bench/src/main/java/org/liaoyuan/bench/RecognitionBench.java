package org.liaoyuan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions;
import org.liaoyuan.sound.recognition.Recognizer;
import org.liaoyuan.sound.recognition.Transcriber;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.recognition.sherpa.SherpaModel;
import org.liaoyuan.sound.recognition.sherpa.SherpaRecognizer;
import org.liaoyuan.sound.recognition.whisper.WhisperRecognizer;
import org.liaoyuan.sound.vad.SileroModel;
import org.liaoyuan.sound.vad.VoiceActivity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Recognition: errors and time of recordings, time of live speech, and what is made of no speech at all. */
@Command(
        name = "recognition",
        mixinStandardHelpOptions = true,
        description = "Errors of recognition, its speed, its delay live, and words that nobody said.")
final class RecognitionBench implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--models-dir", description = "Where the models are; by default those of ./liaoyuan test.")
    private @Nullable Path models;

    @Option(
            names = "--speech",
            description =
                    "Recordings: en/NAME.wav with en/NAME.txt, and zh; by default test/speech in the data folder.")
    private @Nullable Path speech;

    @Option(
            names = "--sherpa",
            arity = "2",
            paramLabel = "PATH",
            description =
                    "Another model than Whisper base: its folder of sherpa-onnx, and that library (in natives/sherpa-onnx-…).")
    private Path @Nullable [] sherpa;

    @Option(names = "--threads", defaultValue = "2", description = "Compute threads; by default ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(names = "--no-live", description = "Leaves out live speech, which takes as long as it lasts.")
    private boolean withoutLive;

    @Option(names = "--verbose", description = "Each transcript with errors, too.")
    private boolean verbose;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = models == null ? Installed.home().resolve("test").resolve("models") : models;
        List<SpeechSet.Spoken> set =
                SpeechSet.read(speech == null ? Installed.home().resolve("test").resolve("speech") : speech);
        try (SileroModel silero = SileroModel.load(folder.resolve("silero_vad-6.2.3-py3-none-any.whl"));
                Recognizer recognizer = recognizer(folder)) {
            out.printf(
                    Locale.ROOT,
                    "%d recordings, %.0f s; %d threads; load of the machine before %.1f%n",
                    set.size(),
                    set.stream().mapToDouble(s -> s.clip().seconds()).sum(),
                    threads,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            recordings(out, set, silero, recognizer);
            nothing(out, set, silero, recognizer);
            if (!withoutLive) {
                live(out, set, silero, recognizer);
            }
        }
        return 0;
    }

    private Recognizer recognizer(Path folder) {
        return sherpa == null
                ? new WhisperRecognizer(folder.resolve("whisper-base-ct2.bin"), threads, 8)
                : new SherpaRecognizer(SherpaModel.read(sherpa[0]), sherpa[1], threads, 8);
    }

    private void recordings(PrintWriter out, List<SpeechSet.Spoken> set, SileroModel silero, Recognizer recognizer) {
        Map<String, ErrorRate> rates = new TreeMap<>();
        double seconds = 0;
        long wall = System.nanoTime();
        long cpu = processor();
        try (VoiceActivity activity = silero.listen()) {
            Transcriber transcriber = new Transcriber(activity, recognizer);
            for (SpeechSet.Spoken spoken : set) {
                Transcript transcript = transcriber.transcribe(spoken.clip(), RecognitionOptions.DEFAULT);
                seconds += spoken.clip().seconds();
                compare(out, spoken, transcript.text(), rates, "");
            }
        }
        print(out, "recordings", rates);
        out.printf(
                Locale.ROOT,
                "time by length: %.2f; processor time by length: %.2f%n",
                (System.nanoTime() - wall) / 1e9 / seconds,
                (processor() - cpu) / 1e9 / seconds);
        out.flush();
    }

    private void compare(
            PrintWriter out, SpeechSet.Spoken spoken, String text, Map<String, ErrorRate> rates, String kind) {
        int errors = rates.computeIfAbsent(spoken.language() + kind, l -> new ErrorRate())
                .add(spoken.language(), spoken.text(), text);
        if (verbose && errors > 0) {
            out.printf("  %s: %d errors: %s%n", spoken.name(), errors, text);
        }
    }

    private static void print(PrintWriter out, String what, Map<String, ErrorRate> rates) {
        rates.forEach((language, rate) -> out.printf(
                Locale.ROOT,
                "%s, %s: %.1f %% (%d of %d %s)%n",
                what,
                language,
                rate.percent(),
                rate.errors(),
                rate.units(),
                language.equals("zh") ? "characters" : "words"));
    }

    private static void nothing(
            PrintWriter out, List<SpeechSet.Spoken> set, SileroModel silero, Recognizer recognizer) {
        List<Clip> clips = set.stream().map(SpeechSet.Spoken::clip).toList();
        int[] asked = {0};
        Recognizer counting = new Recognizer() {
            @Override
            public double longest() {
                return recognizer.longest();
            }

            @Override
            public Transcript transcribe(Clip clip, RecognitionOptions options) {
                asked[0]++;
                return recognizer.transcribe(clip, options);
            }

            @Override
            public void close() {}
        };
        List<NoSpeech.Nothing> all = NoSpeech.clips(clips);
        List<String> words = new ArrayList<>();
        try (VoiceActivity activity = silero.listen()) {
            Transcriber transcriber = new Transcriber(activity, counting);
            for (NoSpeech.Nothing nothing : all) {
                String text = transcriber
                        .transcribe(nothing.clip(), RecognitionOptions.DEFAULT)
                        .text();
                if (!text.isEmpty()) {
                    words.add(nothing.kind() + ": " + text);
                }
            }
        }
        out.printf(
                "no speech: text of %d in %d clips (the recogniser was asked %d times) %s%n",
                words.size(), all.size(), asked[0], words.isEmpty() ? "" : words);
        out.flush();
    }

    private void live(PrintWriter out, List<SpeechSet.Spoken> set, SileroModel silero, Recognizer recognizer) {
        LiveTalk talk = new LiveTalk();
        Map<String, ErrorRate> rates = new TreeMap<>();
        for (SpeechSet.Spoken spoken : set) {
            compare(out, spoken, talk.say(spoken.clip(), silero, recognizer), rates, "");
        }
        print(out, "live", rates);
        out.printf(
                Locale.ROOT,
                "final text after the last sound of speech: p50 %.2f s, p95 %.2f s (%d); after the event that it ended: p50 %.2f s, p95 %.2f s; partial text every p50 %.2f s, p95 %.2f s (%d)%n",
                part(talk.finals(), 0.5),
                part(talk.finals(), 0.95),
                talk.finals().size(),
                part(talk.afterEnded(), 0.5),
                part(talk.afterEnded(), 0.95),
                part(talk.partials(), 0.5),
                part(talk.partials(), 0.95),
                talk.partials().size());
        out.flush();
    }

    private static double part(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    private static long processor() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean known
                ? known.getProcessCpuTime()
                : 0;
    }
}
