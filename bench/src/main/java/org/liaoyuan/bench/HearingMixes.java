package org.liaoyuan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.Level;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.io.Wav;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which speech stands in which noise, drawn from a seed: classes of noise, signal-to-noise ratios and audiograms go round, so that any
 * number of mixes is nearly balanced. Every fourth of a class is at each ratio, every sixth has each audiogram.
 */
final class HearingMixes {

    static final SampleRate RATE = SampleRate.HZ_16000;
    /** Noise alone before the speech begins: an aid is on before someone speaks. Not scored. */
    static final int LEAD = RATE.hertz();

    private static final int[] RATIOS = {-5, 0, 5, 10};
    private static final String[] AUDIOGRAMS = {"N1", "N2", "N3", "N4", "S1", "S2"};
    private static final int MOST_SPEECH = 4 * RATE.hertz();
    /** RMS of the speech: 65 dB SPL where full scale is 91. */
    private static final double SPEECH_RMS = 0.05;

    /** One mix. {@code noise} is "clean" where there is none. */
    record Mix(String id, String noise, int ratio, String audiogram, String speechFile, Clip clean, Clip noisy) {}

    private final List<Map.Entry<String, Clip>> speech = new ArrayList<>();
    private final Map<String, List<Clip>> noises = new TreeMap<>();

    HearingMixes(Path sources, String split) {
        for (JsonNode source :
                JsonMapper.shared().readTree(sources.resolve("sources.json").toFile())) {
            if (source.get("split").asString().equals(split)) {
                String file = source.get("file").asString();
                Clip clip = Wav.read(sources.resolve(file)).mono();
                if (source.get("kind").asString().equals("speech")) {
                    speech.add(Map.entry(file, clip));
                } else {
                    noises.computeIfAbsent(source.get("kind").asString(), k -> new ArrayList<>())
                            .add(clip);
                }
            }
        }
        if (speech.isEmpty() || noises.isEmpty()) {
            throw new IllegalArgumentException(
                    "no " + split + " speech or noise in " + sources + ": run ./liaoyuan bench hearing");
        }
    }

    /** So many mixes in noise. */
    List<Mix> inNoise(int count) {
        Random random = new Random(59);
        List<String> classes = List.copyOf(noises.keySet());
        List<Mix> mixes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String kind = classes.get(i % classes.size());
            int round = i / classes.size();
            int ratio = RATIOS[round % RATIOS.length];
            String audiogram = AUDIOGRAMS[(round + round / 12) % AUDIOGRAMS.length];
            Map.Entry<String, Clip> spoken = speech.get((i + round) % speech.size());
            List<Clip> of = noises.getOrDefault(kind, List.of());
            Clip clean = placed(spoken.getValue());
            float[] noise = cut(of.get(random.nextInt(of.size())), clean.length(), random);
            double gain = Level.rms(clean.samples(), LEAD, clean.length())
                    / Level.rms(noise, LEAD, noise.length)
                    * Level.amplitude(-ratio);
            float[] sum = new float[noise.length];
            for (int s = 0; s < sum.length; s++) {
                sum[s] = clean.samples()[s] + (float) (noise[s] * gain);
            }
            mixes.add(
                    new Mix("m%03d".formatted(i), kind, ratio, audiogram, spoken.getKey(), clean, new Clip(RATE, sum)));
        }
        return mixes;
    }

    /** Clean speech, to see what harm is done. */
    List<Mix> clean(int count) {
        List<Mix> mixes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map.Entry<String, Clip> spoken = speech.get(i % speech.size());
            Clip clip = placed(spoken.getValue());
            mixes.add(new Mix(
                    "c%03d".formatted(i), "clean", 99, AUDIOGRAMS[i % AUDIOGRAMS.length], spoken.getKey(), clip, clip));
        }
        return mixes;
    }

    private static Clip placed(Clip spoken) {
        int length = Math.min(MOST_SPEECH, spoken.length());
        float[] samples = new float[LEAD + length];
        double gain = SPEECH_RMS / Level.rms(spoken.samples(), 0, length);
        for (int i = 0; i < length; i++) {
            samples[LEAD + i] = (float) (spoken.samples()[i] * gain);
        }
        return new Clip(RATE, samples);
    }

    private static float[] cut(Clip noise, int length, Random random) {
        int start = random.nextInt(noise.length());
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = noise.samples()[(start + i) % noise.length()];
        }
        return samples;
    }
}
