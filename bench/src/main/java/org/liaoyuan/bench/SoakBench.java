package org.liaoyuan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The packaged server under full load for a long time: its memory must stay flat and nothing may go wrong but "busy". It runs in
 * a data folder of its own, on loopback, and ends with the bench.
 */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = "The packaged server under full load: memory and errors over time.")
final class SoakBench implements Callable<Integer> {

    private static final Duration SAMPLE = Duration.ofSeconds(5);
    private static final int SAMPLES_A_MINUTE = 12;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--minutes", defaultValue = "60", description = "How long (default 60).")
    private int minutes;

    @Option(names = "--clients", defaultValue = "16", description = "Clients at once (default 16).")
    private int clients;

    @Option(
            names = "--model",
            defaultValue = "smollm2-135m",
            description = "A model that was pulled (default smollm2-135m).")
    private String model = "";

    @Option(
            names = "--launcher",
            defaultValue = "${sys:liaoyuan.launcher}",
            description = "The program that starts the server (default: this checkout's).")
    private String launcher = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (ServerProcess server = ServerProcess.start(Path.of(launcher), model)) {
            SoakLoad load = new SoakLoad(server.address());
            load.warmUp();
            SoakMemory memory = new SoakMemory(minutes * SAMPLES_A_MINUTE);
            out.println(
                    "| minute | PSS, MiB | heap, MiB | GC, s | tokens/s | answers | cancelled | refused | busy | errors |");
            out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
            try (SoakLoad.Running running = load.run(clients)) {
                double tokens = server.figures().completionTokens();
                for (int minute = 1; minute <= minutes && server.isAlive(); minute++) {
                    for (int i = 0; i < SAMPLES_A_MINUTE; i++) {
                        Thread.sleep(SAMPLE);
                        memory.add(server.pssBytes());
                    }
                    ServerProcess.Figures now = server.figures();
                    line(out, minute, memory, now, (now.completionTokens() - tokens) / 60, load.counts());
                    tokens = now.completionTokens();
                }
            }
            return verdict(out, memory, load.counts(), server.isAlive());
        }
    }

    private static void line(
            PrintWriter out,
            int minute,
            SoakMemory memory,
            ServerProcess.Figures now,
            double rate,
            SoakCounts.Snapshot counts) {
        out.printf(
                Locale.ROOT,
                "| %d | %.0f | %.0f | %.2f | %.0f | %d | %d | %d | %d | %d |%n",
                minute,
                memory.last(SAMPLES_A_MINUTE) / SoakMemory.MIB,
                now.heapBytes() / SoakMemory.MIB,
                now.gcSeconds(),
                rate,
                counts.answers(),
                counts.cancelled(),
                counts.refused(),
                counts.busy(),
                counts.errors());
        out.flush();
    }

    private int verdict(PrintWriter out, SoakMemory memory, SoakCounts.Snapshot counts, boolean alive) {
        double growth = memory.growth();
        boolean flat = growth <= SoakMemory.MOST_GROWTH;
        out.printf(
                Locale.ROOT,
                "%n%d minutes, %d clients, %s: memory after warm-up %+.1f %% (target ≤ %.0f %%): %s; errors other than busy: %d"
                        + " (target 0): %s%n",
                minutes,
                clients,
                model,
                growth * 100,
                SoakMemory.MOST_GROWTH * 100,
                flat ? "met" : "missed",
                counts.errors(),
                counts.errors() == 0 ? "met" : "missed");
        counts.firstErrors().forEach(e -> out.println("  " + e));
        if (!alive) {
            out.println("the server ended before the bench did");
        }
        out.flush();
        return flat && counts.errors() == 0 && alive ? 0 : 1;
    }
}
