package org.liaoyuan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.ModelOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The engine beside llama.cpp's own tools, which the environment names: {@code LLAMA_BENCH} and {@code LLAMA_SERVER}. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = "The engine beside llama-bench and llama-server.")
final class EngineBench implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--repeats", defaultValue = "3", description = "Runs of each; medians are printed.")
    private int repeats;

    @Option(names = "--threads", defaultValue = "0", description = "Compute threads; 0 for all cores.")
    private int threads;

    @Mixin
    private final Installed installed = new Installed();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        Path natives = installed.natives();
        OneStream oneStream = new OneStream(natives, count, repeats, Installed.environment("LLAMA_BENCH"));
        out.println(Line.head());
        for (String file : List.of(Installed.SMALL, Installed.USUAL)) {
            oneStream
                    .measure(file.replaceAll("-instruct.*", ""), installed.model(file))
                    .forEach(l -> print(l, out));
        }
        burst(natives, installed.model(Installed.SMALL), count).forEach(l -> print(l, out));
        return 0;
    }

    private static void print(Line line, PrintWriter out) {
        out.println(line.markdown());
        out.flush();
    }

    private List<Line> burst(Path natives, Path model, int count) throws IOException, InterruptedException {
        List<Burst.Figures> ours = new ArrayList<>();
        List<Burst.Figures> peers = new ArrayList<>();
        String executable = Installed.environment("LLAMA_SERVER");
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
}
