package org.liaoyuan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What knowing who asks costs: a cheap route of somebody who signed in, and chats beside a storm of sign-ins. */
@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        description = "Signed-in requests, and chats beside a storm of sign-ins.")
final class AccessBench implements Callable<Integer> {

    private static final int CONNECTIONS = 64;
    private static final double RATE = 500;
    private static final double TARGET_P99 = 50;
    private static final double CHAT_RATE = 50;
    private static final int STORMERS = 32;
    private static final int ROUNDS = 3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--seconds", defaultValue = "20", description = "How long each measurement takes.")
    private double seconds;

    @Option(names = "--warm-up", defaultValue = "20", description = "Seconds before the first measurement.")
    private double warmUp;

    @Option(names = "--launcher", description = "The launcher of the server; by default the one that started this.")
    private @Nullable Path launcher;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (FakeUpstream upstream = new FakeUpstream();
                MeasuredServer server = MeasuredServer.ours(launcher, upstream.port())) {
            String headers = new SignedIn(server).headers();
            Load session = Load.get(server.port(), "/api/session", headers);
            Load keys = Load.get(server.port(), "/api/keys", headers);
            Load chat = new Load(server.port(), "fake/m", false, headers);
            session.closed(CONNECTIONS, warmUp / 2);
            chat.closed(CONNECTIONS, warmUp / 2);
            signedIn("GET /api/session", session);
            signedIn("GET /api/keys (one query)", keys);
            storm(server, chat);
        }
        return 0;
    }

    private void signedIn(String what, Load load) throws IOException, InterruptedException {
        Load.Figures at = load.open(CONNECTIONS, RATE, seconds);
        Load.Figures most = load.closed(CONNECTIONS, seconds / 2);
        say(
                "%s, signed in, %.0f requests/s: p50 %.2f ms, p99 %.2f ms (target ≤ %.0f: %s); at most %.0f requests/s",
                what,
                RATE,
                at.p50(),
                at.p99(),
                TARGET_P99,
                at.p99() <= TARGET_P99 ? "met" : "missed",
                most.perSecond());
    }

    /** By turns, so that what the machine does meanwhile meets both. */
    private void storm(MeasuredServer server, Load chat) throws IOException, InterruptedException {
        // nobody of those names: the hash is computed all the same, so that nobody learns who there is
        Load strangers = Load.strangers(server.port());
        double[] quiet = new double[ROUNDS];
        double[] beside = new double[ROUNDS];
        double[] tries = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            quiet[i] = chat.open(CONNECTIONS, CHAT_RATE, seconds / ROUNDS).p99();
            try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
                Future<Load.Figures> storm = executor.submit(() -> strangers.closed(STORMERS, seconds / ROUNDS));
                beside[i] = chat.open(CONNECTIONS, CHAT_RATE, seconds / ROUNDS).p99();
                tries[i] = storm.get().perSecond();
            } catch (ExecutionException e) {
                throw new IOException("the storm ended: " + e.getCause(), e);
            }
        }
        say(
                "chats at %.0f/s: p99 %.2f ms, beside %.0f sign-ins/s over %d connections %.2f ms; medians of %d rounds;"
                        + " the sign-ins by status: %s",
                CHAT_RATE,
                Line.median(quiet),
                Line.median(tries),
                STORMERS,
                Line.median(beside),
                ROUNDS,
                strangers.statuses());
    }

    private void say(String line, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, line, values));
        out.flush();
    }
}
