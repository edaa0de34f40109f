package org.liaoyuan.sound.hearing.aid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.liaoyuan.sound.io.Wav;

/**
 * Trains the net of {@link EnvironmentClassifier} and writes {@code EnvironmentWeights.java}: {@code EnvironmentTraining FOLDER OUT}, where
 * the folder has WAV files of clean speech at 16 kHz, one talker in each (here: Kokoro v1.0, voices that the test does not have).
 */
final class EnvironmentTraining {

    private static final int MIXES = 260;
    private static final double SECONDS = 5;
    private static final int EPOCHS = 260;
    private static final int IN = EnvironmentFeatures.COUNT;
    private static final int HIDDEN = EnvironmentNet.HIDDEN;
    private static final int OUT = Environment.values().length;

    private record Example(float[] features, int environment) {}

    private EnvironmentTraining() {}

    public static void main(String[] arguments) throws IOException {
        List<float[]> speech = speech(Path.of(arguments[0]));
        List<Example> examples = examples(new EnvironmentMixes(speech, false, 8, SECONDS), MIXES);
        System.out.println(examples.size() + " examples of " + speech.size() + " clips of speech");
        float[] weights = train(examples);
        Files.writeString(Path.of(arguments[1]), source(weights));
    }

    static List<float[]> speech(Path folder) throws IOException {
        List<float[]> clips = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".wav"))
                    .sorted()
                    .toList()) {
                clips.add(Wav.read(file).mono().samples());
            }
        }
        return clips;
    }

    private static List<Example> examples(EnvironmentMixes mixes, int each) {
        List<Example> examples = new ArrayList<>();
        for (Environment environment : Environment.values()) {
            for (int m = 0; m < each; m++) {
                EnvironmentFeatures features = new EnvironmentFeatures();
                for (float sample : mixes.mix(environment)) {
                    if (features.take(sample)
                            && features.frames() >= EnvironmentFeatures.FRAMES
                            && features.frames() % 31 == 0) {
                        float[] values = new float[IN];
                        features.read(EnvironmentMixes.FULL_SCALE, values);
                        examples.add(new Example(values, environment.ordinal()));
                    }
                }
            }
        }
        return examples;
    }

    /** Adam (Kingma and Ba 2015) on the cross-entropy, with weights kept small. */
    private static float[] train(List<Example> examples) {
        Random random = new Random(1);
        float[] weights = new float[EnvironmentNet.WEIGHTS];
        standardise(examples, weights);
        for (int i = 2 * IN; i < weights.length; i++) {
            weights[i] = (float) (0.25 * random.nextGaussian());
        }
        double[] first = new double[weights.length];
        double[] second = new double[weights.length];
        int step = 0;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Collections.shuffle(examples, random);
            double rate = 0.006 * (1 - (double) epoch / EPOCHS) + 1e-4;
            for (int from = 0; from + 32 <= examples.size(); from += 32) {
                double[] gradient = new double[weights.length];
                for (Example example : examples.subList(from, from + 32)) {
                    descend(weights, example, gradient, random);
                }
                step++;
                for (int i = 2 * IN; i < weights.length; i++) {
                    double g = gradient[i] / 32 + 3e-4 * weights[i];
                    first[i] = 0.9 * first[i] + 0.1 * g;
                    second[i] = 0.999 * second[i] + 0.001 * g * g;
                    weights[i] -= (float) (rate
                            * first[i]
                            / (1 - Math.pow(0.9, step))
                            / (Math.sqrt(second[i] / (1 - Math.pow(0.999, step))) + 1e-8));
                }
            }
        }
        return weights;
    }

    private static void standardise(List<Example> examples, float[] weights) {
        for (int i = 0; i < IN; i++) {
            double sum = 0;
            double squares = 0;
            for (Example example : examples) {
                sum += example.features[i];
                squares += (double) example.features[i] * example.features[i];
            }
            double mean = sum / examples.size();
            weights[i] = (float) mean;
            weights[IN + i] = (float) Math.sqrt(Math.max(1e-6, squares / examples.size() - mean * mean));
        }
    }

    private static void descend(float[] weights, Example example, double[] gradient, Random random) {
        double[] in = new double[IN];
        double[] hidden = new double[HIDDEN];
        for (int i = 0; i < IN; i++) {
            // a little noise on the features: surroundings that are like those made here
            in[i] = (example.features[i] - weights[i]) / weights[IN + i] + 0.15 * random.nextGaussian();
        }
        int row = 2 * IN;
        for (int h = 0; h < HIDDEN; h++) {
            double sum = weights[row];
            for (int i = 0; i < IN; i++) {
                sum += weights[row + 1 + i] * in[i];
            }
            hidden[h] = Math.tanh(sum);
            row += IN + 1;
        }
        double[] out = new double[OUT];
        double whole = 0;
        for (int c = 0; c < OUT; c++) {
            double sum = weights[row + c * (HIDDEN + 1)];
            for (int h = 0; h < HIDDEN; h++) {
                sum += weights[row + c * (HIDDEN + 1) + 1 + h] * hidden[h];
            }
            out[c] = Math.exp(Math.min(50, sum));
            whole += out[c];
        }
        double[] back = new double[HIDDEN];
        for (int c = 0; c < OUT; c++) {
            double wrong = out[c] / whole - (c == example.environment ? 1 : 0);
            int at = row + c * (HIDDEN + 1);
            gradient[at] += wrong;
            for (int h = 0; h < HIDDEN; h++) {
                gradient[at + 1 + h] += wrong * hidden[h];
                back[h] += wrong * weights[at + 1 + h];
            }
        }
        for (int h = 0; h < HIDDEN; h++) {
            double slope = back[h] * (1 - hidden[h] * hidden[h]);
            int at = 2 * IN + h * (IN + 1);
            gradient[at] += slope;
            for (int i = 0; i < IN; i++) {
                gradient[at + 1 + i] += slope * in[i];
            }
        }
    }

    private static String source(float[] weights) {
        StringBuilder text = new StringBuilder("""
                package org.liaoyuan.sound.hearing.aid;

                /** What EnvironmentTraining (among the tests) learnt; not written by hand. In a class, since a browser has no resources. */
                final class EnvironmentWeights {

                    static final float[] VALUES = {
                """);
        for (float weight : weights) {
            text.append(String.format(Locale.ROOT, "        %.4gf,\n", weight));
        }
        return text.append("    };\n\n    private EnvironmentWeights() {}\n}\n").toString();
    }
}
