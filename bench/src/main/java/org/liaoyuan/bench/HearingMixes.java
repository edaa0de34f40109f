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
 * number of mixes is nearly balanced. Every fourth of a class is at each ratio, every sixth has each audiogram, and each ratio meets
 * each audiogram: all 24 pairs are there in 48 mixes, each twice.
 *
 * <p>An aid is on before someone speaks: a second of noise alone and up to three of another sentence, usually of the same voice, come
 * before what is scored.
 */
final class HearingMixes {

    static final SampleRate RATE = SampleRate.HZ_16000;
    private static final int ALONE = RATE.hertz();
    private static final int BEFORE = 3 * RATE.hertz();
    /** Samples before what is scored: noise, a sentence, and a pause. */
    static final int LEAD = ALONE + BEFORE + RATE.hertz() / 4;

    private static final int[] RATIOS = {-5, 0, 5, 10};
    private static final String[] AUDIOGRAMS = {"N1", "N2", "N3", "N4", "S1", "S2"};
    private static final int MOST_SPEECH = 3 * RATE.hertz();
    /** RMS of the speech: 65 dB SPL. */
    private static final double SPEECH_RMS = 0.05;

    static final Level.Reference REFERENCE = new Level.Reference(91);

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
            int number = i % classes.size();
            String kind = classes.get(number);
            int round = i / classes.size();
            int ratio = RATIOS[round % RATIOS.length];
            String audiogram = AUDIOGRAMS[(round + round / 12 + number) % AUDIOGRAMS.length];
            int spoken = (i + round) % speech.size();
            List<Clip> of = noises.getOrDefault(kind, List.of());
            Clip clean = placed(spoken);
            float[] noise = cut(of.get(random.nextInt(of.size())), clean.length(), random);
            double gain = Level.rms(clean.samples(), LEAD, clean.length())
                    / Level.rms(noise, LEAD, noise.length)
                    * Level.amplitude(-ratio);
            float[] sum = new float[noise.length];
            for (int s = 0; s < sum.length; s++) {
                sum[s] = clean.samples()[s] + (float) (noise[s] * gain);
            }
            mixes.add(new Mix(
                    "m%03d".formatted(i),
                    kind,
                    ratio,
                    audiogram,
                    speech.get(spoken).getKey(),
                    clean,
                    new Clip(RATE, sum)));
        }
        return mixes;
    }

    /** Clean speech, to see what harm is done. */
    List<Mix> clean(int count) {
        List<Mix> mixes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int spoken = 5 * i % speech.size();
            Clip clip = placed(spoken);
            mixes.add(new Mix(
                    "c%03d".formatted(i),
                    "clean",
                    99,
                    AUDIOGRAMS[i % AUDIOGRAMS.length],
                    speech.get(spoken).getKey(),
                    clip,
                    clip));
        }
        return mixes;
    }

    private Clip placed(int number) {
        Clip spoken = speech.get(number).getValue();
        Clip before = speech.get((number + 1) % speech.size()).getValue();
        int length = Math.min(MOST_SPEECH, spoken.length());
        float[] samples = new float[LEAD + length];
        put(before, samples, ALONE, Math.min(BEFORE, before.length()));
        put(spoken, samples, LEAD, length);
        return new Clip(RATE, samples);
    }

    private static void put(Clip spoken, float[] into, int at, int length) {
        double gain = SPEECH_RMS / Level.rms(spoken.samples(), 0, length);
        for (int i = 0; i < length; i++) {
            into[at + i] = (float) (spoken.samples()[i] * gain);
        }
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
