package org.liaoyuan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.ModelOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The engine beside llama.cpp's own tools, which the environment names: {@code LLAMA_BENCH} and {@code LLAMA_SERVER}. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = "The engine beside llama-bench and llama-server.")
final class EngineBench implements Callable<Integer> {

    private static final String SMALL = "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf";
    private static final String USUAL = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--repeats", defaultValue = "3", description = "Runs of each; medians are printed.")
    private int repeats;

    @Option(names = "--threads", defaultValue = "0", description = "Compute threads; 0 for all cores.")
    private int threads;

    @Option(names = "--models-dir", description = "Where the models are; by default the data folder's.")
    private @Nullable Path modelsDir;

    @Option(names = "--natives", description = "Where llama.cpp's libraries are; by default the data folder's.")
    private @Nullable Path nativesDir;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        Path models = modelsDir == null ? home().resolve("models") : modelsDir;
        Path natives = nativesDir == null ? onlyFolder(home().resolve("natives")) : nativesDir;
        OneStream oneStream = new OneStream(natives, count, repeats, environment("LLAMA_BENCH"));
        out.println(Line.head());
        for (String file : List.of(SMALL, USUAL)) {
            oneStream
                    .measure(file.replaceAll("-instruct.*", ""), require(models.resolve(file)))
                    .forEach(l -> print(l, out));
        }
        burst(natives, require(models.resolve(SMALL)), count).forEach(l -> print(l, out));
        return 0;
    }

    private static void print(Line line, PrintWriter out) {
        out.println(line.markdown());
        out.flush();
    }

    private List<Line> burst(Path natives, Path model, int count) throws IOException, InterruptedException {
        List<Burst.Figures> ours = new ArrayList<>();
        List<Burst.Figures> peers = new ArrayList<>();
        String executable = environment("LLAMA_SERVER");
        for (int i = 0; i < repeats; i++) {
            ModelOptions options = ModelOptions.of(model)
                    .withContextSize(1024)
                    .withKvCells(1024 * Burst.CHATS)
                    .withSlots(Burst.CHATS)
                    .withThreads(count);
            try (LlamaModel loaded = LlamaModel.load(natives, options)) {
                ours.addAll(coldAndWarm(new OurChat(loaded), i));
            }
            if (!executable.isEmpty()) {
                try (LlamaServer server = new LlamaServer(executable, model, count)) {
                    peers.addAll(coldAndWarm(server, i));
                }
            }
        }
        return List.of(
                new Line(
                        "8 chats, new shared persona: first token p50, s",
                        every(ours, 0, true),
                        every(peers, 0, true),
                        0.25,
                        true),
                new Line(
                        "8 chats, persona known: tokens/s in all",
                        every(ours, 1, false),
                        every(peers, 1, false),
                        1.0,
                        false));
    }

    private static List<Burst.Figures> coldAndWarm(Burst.Chat chat, int run) throws InterruptedException {
        Burst.run(chat, "Be brief."); // neither side is measured on its very first request
        String persona = Burst.persona(run + 1);
        return List.of(Burst.run(chat, persona), Burst.run(chat, persona));
    }

    /** Cold figures stand at even places, warm ones at odd. */
    private static double every(List<Burst.Figures> figures, int offset, boolean firstToken) {
        double[] values = java.util.stream.IntStream.range(0, figures.size())
                .filter(i -> i % 2 == offset)
                .mapToObj(figures::get)
                .mapToDouble(f -> firstToken ? f.firstTokenP50() : f.tokensPerSecond())
                .toArray();
        return values.length == 0 ? Double.NaN : Line.median(values);
    }

    private static Path require(Path model) throws IOException {
        if (!Files.exists(model)) {
            throw new IOException(
                    model + " is not here; run ./liaoyuan pull and ./liaoyuan pull --small, or give --models-dir");
        }
        return model;
    }

    private static Path onlyFolder(Path natives) throws IOException {
        try (Stream<Path> folders = Files.list(natives)) {
            return folders.filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no native library in " + natives + "; run ./liaoyuan pull"));
        }
    }

    static Path home() {
        String home = environment("LIAOYUAN_HOME");
        return home.isEmpty() ? Path.of(System.getProperty("user.home"), ".liaoyuan") : Path.of(home);
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}
