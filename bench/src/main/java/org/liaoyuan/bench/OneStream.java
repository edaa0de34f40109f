package org.liaoyuan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.ModelOptions;
import org.liaoyuan.engine.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One stream: a prompt of 512 tokens and a generation of 128, beside llama-bench's pp512 and tg128. */
final class OneStream {

    private static final int PROMPT = 512;
    private static final int GENERATED = 128;

    private final Path natives;
    private final int threads;
    private final int repeats;
    private final String llamaBench;

    OneStream(Path natives, int threads, int repeats, String llamaBench) {
        this.natives = natives;
        this.threads = threads;
        this.repeats = repeats;
        this.llamaBench = llamaBench;
    }

    /** Tokens a second. */
    private record Rates(double prompt, double generation) {}

    List<Line> measure(String name, Path model) throws IOException, InterruptedException {
        List<Rates> ours = new ArrayList<>();
        List<Rates> peers = new ArrayList<>();
        for (int i = 0; i < repeats; i++) { // in turn, so that a slow minute of the machine falls on both
            ours.add(ours(model));
            peers.add(llamaBench.isEmpty() ? new Rates(Double.NaN, Double.NaN) : peer(model));
        }
        return List.of(
                line(name + ", prompt of 512, tokens/s", ours, peers, Rates::prompt),
                line(name + ", generation of 128, tokens/s", ours, peers, Rates::generation));
    }

    private static Line line(
            String what, List<Rates> ours, List<Rates> peers, java.util.function.ToDoubleFunction<Rates> figure) {
        return new Line(
                what,
                Line.median(ours.stream().mapToDouble(figure).toArray()),
                Line.median(peers.stream().mapToDouble(figure).toArray()),
                0.97,
                false);
    }

    /**
     * As llama-bench does: a warm-up, then random tokens, so that no kept prefix helps. It empties its cache before each test;
     * ours keeps what it has computed, so the short runs come first.
     */
    private Rates ours(Path model) throws InterruptedException {
        ModelOptions options = ModelOptions.of(model).withContextSize(1024).withThreads(threads);
        try (LlamaModel loaded = LlamaModel.load(natives, options)) {
            Random random = new Random(1);
            run(loaded, random, 16, 48);
            Usage generation = run(loaded, random, 1, GENERATED + 1);
            Usage prompt = run(loaded, random, PROMPT, 1);
            Duration decoding = generation.total().minus(generation.firstToken());
            return new Rates(
                    PROMPT / seconds(prompt.firstToken()), (generation.completionTokens() - 1) / seconds(decoding));
        }
    }

    private static Usage run(LlamaModel model, Random random, int prompt, int tokens) throws InterruptedException {
        int[] words = random.ints(prompt, 1000, 20_000).toArray();
        return new Unending(model).run(words, tokens);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private Rates peer(Path model) throws IOException, InterruptedException {
        Path out = Files.createTempFile("llama-bench", ".json");
        try {
            int code = new ProcessBuilder(
                            llamaBench,
                            "-m",
                            model.toString(),
                            "-p",
                            "" + PROMPT,
                            "-n",
                            "" + GENERATED,
                            "-t",
                            "" + threads,
                            "-r",
                            "1",
                            "-fa",
                            "1",
                            "-o",
                            "json")
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException(llamaBench + " ended with " + code);
            }
            double prompt = Double.NaN;
            double generation = Double.NaN;
            for (JsonNode test : new JsonMapper().readTree(Files.readString(out))) {
                double rate = test.path("avg_ts").asDouble();
                if (test.path("n_prompt").asInt() == PROMPT) {
                    prompt = rate;
                } else {
                    generation = rate;
                }
            }
            return new Rates(prompt, generation);
        } finally {
            Files.delete(out);
        }
    }
}
