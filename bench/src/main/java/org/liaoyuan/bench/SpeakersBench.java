package org.liaoyuan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.speakers.Diarization;
import org.liaoyuan.sound.speakers.Diarizer;
import org.liaoyuan.sound.speakers.DiarizerOptions;
import org.liaoyuan.sound.speakers.SpeakerEncoder;
import org.liaoyuan.sound.synthesis.text.Language;
import org.liaoyuan.sound.vad.SileroModel;
import org.liaoyuan.sound.vad.VoiceActivity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who speaks when: errors in conversations that are put together of voices that nothing was tuned with, and how alike voices are. */
@Command(
        name = "speakers",
        mixinStandardHelpOptions = true,
        description =
                "Diarisation error rate of conversations that are put together, and the equal error rate of voices.")
final class SpeakersBench implements Callable<Integer> {

    private static final double SECONDS = 60;
    private static final double NOISE = 15;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--models-dir", description = "Where the models are; by default those of ./liaoyuan test.")
    private @Nullable Path models;

    @Option(
            names = "--voices",
            description =
                    "Where utterances are kept once they are synthesised; by default test/voices in the data folder.")
    private @Nullable Path voices;

    @Option(
            names = "--recordings",
            description = "A folder of utterances, VOICE-ANYTHING.wav, in place of those that are synthesised.")
    private @Nullable Path recordings;

    @Option(names = "--threads", defaultValue = "2", description = "Compute threads; by default ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(names = "--tuning", description = "With the voices that likeness was tuned with.")
    private boolean tuning;

    @Option(
            names = "--likeness",
            split = ",",
            description = "From which cosine on two voices are one, several by commas; by default what is built in.")
    private List<Double> likeness = List.of(DiarizerOptions.DEFAULT.likeness());

    @Option(names = "--verbose", description = "Each conversation, too.")
    private boolean verbose;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = models == null ? Installed.home().resolve("test").resolve("models") : models;
        VoiceSet set =
                new VoiceSet(voices == null ? Installed.home().resolve("test").resolve("voices") : voices);
        try (SileroModel silero = SileroModel.load(folder.resolve("silero_vad-6.2.3-py3-none-any.whl"));
                SpeakerEncoder encoder =
                        SpeakerEncoder.load(folder.resolve("Resemblyzer-0.1.4-py3-none-any.whl"), threads)) {
            Map<String, List<Clip>> all =
                    recordings == null ? set.voices(folder, tuning, null) : VoiceSet.recordings(recordings);
            equalErrors(out, all, encoder);
            List<Talk> talks = new ArrayList<>();
            talks(talks, recordings == null ? set.voices(folder, tuning, Language.CHINESE) : all, 1);
            talks(talks, recordings == null ? set.voices(folder, tuning, Language.ENGLISH) : all, 2);
            talks(talks, all, 3);
            for (double alike : likeness) {
                diarize(out, talks, silero, encoder, alike);
            }
        }
        return 0;
    }

    /** Two, three and four speakers, without and with noise. */
    private static void talks(List<Talk> talks, Map<String, List<Clip>> voices, long seed) {
        List<String> names = new ArrayList<>(voices.keySet());
        for (int speakers = 2; speakers <= 4; speakers++) {
            for (double noise : new double[] {Double.POSITIVE_INFINITY, NOISE}) {
                long number = seed * 100 + speakers * 10 + (noise == NOISE ? 1 : 0);
                Collections.shuffle(names, new Random(number));
                talks.add(Talk.of(voices, names.subList(0, speakers), SECONDS, noise, number));
            }
        }
    }

    private void diarize(PrintWriter out, List<Talk> talks, SileroModel silero, SpeakerEncoder encoder, double alike) {
        Map<String, DiarizationError> errors = new TreeMap<>();
        int right = 0;
        double seconds = 0;
        long wall = System.nanoTime();
        long cpu = processor();
        DiarizerOptions options = new DiarizerOptions(
                DiarizerOptions.DEFAULT.mostSpeakers(), alike, DiarizerOptions.DEFAULT.leastSpeech());
        try (VoiceActivity activity = silero.listen()) {
            Diarizer diarizer = new Diarizer(activity, encoder);
            for (Talk talk : talks) {
                Diarization found = diarizer.diarize(talk.clip(), options);
                seconds += talk.clip().seconds();
                right += found.speakers() == talk.speakers() ? 1 : 0;
                String kind = talk.speakers() + " speakers, " + (talk.isNoisy() ? "15 dB" : "no noise");
                double error = 0;
                for (String each : List.of("all", kind)) {
                    error = errors.computeIfAbsent(each, k -> new DiarizationError(true))
                            .add(talk, found.turns());
                    errors.computeIfAbsent(each + ", without overlap", k -> new DiarizationError(false))
                            .add(talk, found.turns());
                }
                if (verbose) {
                    out.printf(
                            Locale.ROOT,
                            "  %s: %d speakers, %d found, %.1f %%%n",
                            talk.name(),
                            talk.speakers(),
                            found.speakers(),
                            100 * error);
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "likeness %.2f: number of speakers right in %d of %d; %.2f s a minute, %.2f s of a processor%n",
                alike,
                right,
                talks.size(),
                (System.nanoTime() - wall) / 1e9 / seconds * 60,
                (processor() - cpu) / 1e9 / seconds * 60);
        errors.forEach((kind, error) -> out.printf("  %s: %s%n", kind, error));
        out.flush();
    }

    /** Of utterances two by two: the share of wrong verdicts where as many of the same voice are refused as of others accepted. */
    private static void equalErrors(PrintWriter out, Map<String, List<Clip>> voices, SpeakerEncoder encoder) {
        List<String> names = new ArrayList<>();
        List<float[]> heard = new ArrayList<>();
        voices.forEach((name, clips) -> clips.forEach(clip -> {
            names.add(name);
            heard.add(encoder.voice(clip));
        }));
        List<Double> same = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        for (int i = 0; i < heard.size(); i++) {
            for (int j = 0; j < i; j++) {
                (names.get(i).equals(names.get(j)) ? same : other)
                        .add(SpeakerEncoder.likeness(heard.get(i), heard.get(j)));
            }
        }
        double best = 1;
        double at = 0;
        for (double threshold : same) {
            double refused = same.stream().filter(l -> l < threshold).count() / (double) same.size();
            double accepted = other.stream().filter(l -> l >= threshold).count() / (double) other.size();
            if (Math.max(refused, accepted) < best) {
                best = Math.max(refused, accepted);
                at = threshold;
            }
        }
        out.printf(
                Locale.ROOT,
                "%d voices, %d utterances, %d pairs: equal error rate %.1f %% at a likeness of %.3f%n",
                voices.size(),
                heard.size(),
                same.size() + other.size(),
                100 * best,
                at);
        out.flush();
    }

    private static long processor() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean known
                ? known.getProcessCpuTime()
                : 0;
    }
}
