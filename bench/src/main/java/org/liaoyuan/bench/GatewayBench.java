package org.liaoyuan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Our server before a provider, beside LiteLLM's proxy ({@code LITELLM} names its executable) before the same one. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "The server as a gateway to a provider, beside the LiteLLM proxy.")
final class GatewayBench implements Callable<Integer> {

    private static final int CONNECTIONS = 64;
    private static final double RATE = 200;
    /** Straight to the provider and through us by turns: what the machine does meanwhile meets both. */
    private static final int ROUNDS = 5;

    private static final double TARGET_RATIO = 30;
    private static final double TARGET_P50 = 1;
    private static final double TARGET_P99 = 10;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--seconds", defaultValue = "15", description = "How long each measurement takes.")
    private double seconds;

    @Option(names = "--warm-up", defaultValue = "20", description = "Seconds before the first measurement.")
    private double warmUp;

    @Option(names = "--launcher", description = "The launcher of the server; by default the one that started this.")
    private @Nullable Path launcher;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (FakeUpstream upstream = new FakeUpstream()) {
            Measured ours;
            try (MeasuredServer server = MeasuredServer.ours(launcher, upstream.port())) {
                ours = measure("ours", server, "fake/m", out);
                added(upstream, server, out);
            }
            String executable = System.getenv().getOrDefault("LITELLM", "");
            if (executable.isEmpty()) {
                say(out, "LITELLM does not name the peer's executable: no ratio");
                return 0;
            }
            try (MeasuredServer server = litellm(executable, upstream.port())) {
                Measured peer = measure("litellm", server, "m", out);
                say(out, Line.head());
                say(out, ratio("requests/s, whole answers", ours.whole(), peer.whole()));
                say(out, ratio("requests/s, streams", ours.stream(), peer.stream()));
            }
        }
        return 0;
    }

    private record Measured(Load.Figures whole, Load.Figures stream) {}

    private static String ratio(String what, Load.Figures ours, Load.Figures peer) {
        return new Line(what, ours.perSecond(), peer.perSecond(), TARGET_RATIO, false).markdown();
    }

    private Measured measure(String name, MeasuredServer server, String model, PrintWriter out)
            throws IOException, InterruptedException {
        Load whole = new Load(server.port(), model, false);
        Load stream = new Load(server.port(), model, true);
        whole.closed(CONNECTIONS, warmUp / 2);
        stream.closed(CONNECTIONS, warmUp / 2);
        Measured measured = new Measured(whole.closed(CONNECTIONS, seconds), stream.closed(CONNECTIONS, seconds));
        say(out, figures(name + ", whole answers", measured.whole()));
        say(out, figures(name + ", streams of " + FakeUpstream.CHUNKS + " chunks", measured.stream()));
        say(out, String.format(Locale.ROOT, "%s holds %.0f MB", name, server.residentMegabytes()));
        return measured;
    }

    private static String figures(String what, Load.Figures f) {
        return String.format(
                Locale.ROOT,
                "%s, %d connections: %.0f requests/s, p50 %.2f ms, p99 %.2f ms",
                what,
                CONNECTIONS,
                f.perSecond(),
                f.p50(),
                f.p99());
    }

    /** What going through us adds at a rate that is no strain. */
    private void added(FakeUpstream upstream, MeasuredServer server, PrintWriter out)
            throws IOException, InterruptedException {
        for (boolean stream : new boolean[] {false, true}) {
            Load toUpstream = new Load(upstream.port(), "m", stream);
            Load toServer = new Load(server.port(), "fake/m", stream);
            double[] p50s = new double[ROUNDS];
            double[] p99s = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                Load.Figures direct = toUpstream.open(CONNECTIONS, RATE, seconds / ROUNDS);
                Load.Figures through = toServer.open(CONNECTIONS, RATE, seconds / ROUNDS);
                p50s[i] = through.p50() - direct.p50();
                p99s[i] = through.p99() - direct.p99();
            }
            double p50 = Line.median(p50s);
            double p99 = Line.median(p99s);
            say(
                    out,
                    String.format(
                            Locale.ROOT,
                            "added at %.0f requests/s, %s: p50 %.2f ms (target ≤ %.0f: %s), p99 %.2f ms (target ≤ %.0f: %s);"
                                    + " medians of %d rounds",
                            RATE,
                            stream ? "streams" : "whole answers",
                            p50,
                            TARGET_P50,
                            p50 <= TARGET_P50 ? "met" : "missed",
                            p99,
                            TARGET_P99,
                            p99 <= TARGET_P99 ? "met" : "missed",
                            ROUNDS));
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    private static MeasuredServer litellm(String executable, int upstream) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("litellm-bench");
        Path config = Files.writeString(
                folder.resolve("config.yaml"),
                "model_list:\n  - model_name: m\n    litellm_params:\n      model: openai/m\n      api_key: any\n"
                        + "      api_base: http://127.0.0.1:" + upstream + "/v1\n");
        return MeasuredServer.start(
                folder,
                port -> List.of(executable, "--config", config.toString(), "--host", "127.0.0.1", "--port", "" + port),
                // without a key of its own, and without looking for prices on the network
                Map.of(
                        "LITELLM_DANGEROUSLY_PERMIT_WEAK_OR_UNSET_MASTER_KEY", "true",
                        "LITELLM_LOCAL_MODEL_COST_MAP", "True"),
                "/health/liveliness");
    }
}
