package org.liaoyuan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Durable runs by the API: how many a second of three nodes without a model, and what runs that wait cost. */
@Command(name = "agents", mixinStandardHelpOptions = true, description = "Runs of agents a second, and runs that wait.")
final class AgentsBench implements Callable<Integer> {

    private static final int CONNECTIONS = 60;
    private static final int ROUNDS = 3;
    private static final double TARGET_RATE = 300;
    private static final double TARGET_P95 = 300;
    private static final int WAKES = 21;

    private static final String THREE = """
            {"name": "Three", "input": {"type": "object", "properties": {"who": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "greeting"},
              {"id": "greeting", "kind": "template", "text": "Hello, {{start.who}}!", "next": "said"},
              {"id": "said", "kind": "answer", "text": "{{greeting}}"}]}""";

    private static final String ASKS = """
            {"name": "Asks", "input": {"type": "object", "properties": {"who": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "ask"},
              {"id": "ask", "kind": "approval", "question": "Greet {{start.who}}?", "by": "starter", "approved": "said", "refused": "said"},
              {"id": "said", "kind": "answer", "text": "Hello, {{start.who}}!"}]}""";

    private static final String SLEEPS = """
            {"name": "Sleeps", "input": {"type": "object", "properties": {}}, "nodes": [
              {"id": "start", "kind": "input", "next": "rest"},
              {"id": "rest", "kind": "wait", "seconds": 2, "next": "said"},
              {"id": "said", "kind": "answer", "text": "Awake."}]}""";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--seconds", defaultValue = "20", description = "How long each of three rounds takes.")
    private double seconds;

    @Option(names = "--warm-up", defaultValue = "20", description = "Seconds before the first.")
    private double warmUp;

    @Option(
            names = "--waiting",
            defaultValue = "0",
            description = "Runs that wait for a person, e.g. 100000; none by default.")
    private int waiting;

    @Option(names = "--launcher", description = "The launcher of the server; by default the one that started this.")
    private @Nullable Path launcher;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (FakeUpstream upstream = new FakeUpstream();
                MeasuredServer server = MeasuredServer.ours(launcher, upstream.port())) {
            SignedIn owner = new SignedIn(server);
            pace(server, owner);
            if (waiting > 0) {
                waiting(server, owner);
            }
        }
        return 0;
    }

    private void pace(MeasuredServer server, SignedIn owner) throws IOException, InterruptedException {
        Load runs = runs(server, owner, released(owner, THREE), "\"DONE\"");
        runs.closed(CONNECTIONS, warmUp);
        Load.Figures[] rounds = new Load.Figures[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = runs.closed(CONNECTIONS, seconds);
            say(
                    "round %d: %.0f runs/s, p50 %.0f ms, p95 %.0f ms, p99 %.0f ms",
                    i + 1, rounds[i].perSecond(), rounds[i].p50(), rounds[i].p95(), rounds[i].p99());
        }
        double rate = Line.median(
                Stream.of(rounds).mapToDouble(Load.Figures::perSecond).toArray());
        double p95 =
                Line.median(Stream.of(rounds).mapToDouble(Load.Figures::p95).toArray());
        say(
                "3 nodes without a model, signed in, %d at once, each step and each end committed: %.0f runs/s (target ≥ %.0f: %s),"
                        + " p95 %.0f ms (target ≤ %.0f: %s); medians of %d rounds, the client on the same processors",
                CONNECTIONS,
                rate,
                TARGET_RATE,
                rate >= TARGET_RATE ? "met" : "missed",
                p95,
                TARGET_P95,
                p95 <= TARGET_P95 ? "met" : "missed",
                ROUNDS);
    }

    private void waiting(MeasuredServer server, SignedIn owner) throws IOException, InterruptedException {
        String agent = released(owner, ASKS);
        String sleeper = released(owner, SLEEPS);
        Load asking = runs(server, owner, agent, "\"WAITING\"");
        double before = server.residentMegabytes();
        int begun = 0;
        while (begun < waiting) {
            begun +=
                    asking.times(CONNECTIONS, Math.min(10_000, waiting - begun)).answers();
            say("%d runs wait; the server holds %.0f MB (before: %.0f)", begun, server.residentMegabytes(), before);
        }
        double[] decided = new double[WAKES];
        double[] slept = new double[WAKES];
        for (int i = 0; i < WAKES; i++) {
            decided[i] = decided(owner, agent);
            slept[i] = slept(owner, sleeper);
        }
        say(
                "beside %d runs that wait, one that is decided is done after %.0f ms (longest %.0f), one that sleeps for 2 s"
                        + " ends %.0f ms after its time (longest %.0f; target ≤ 1000); medians of %d",
                begun,
                Line.median(decided),
                Arrays.stream(decided).max().orElse(Double.NaN),
                Line.median(slept),
                Arrays.stream(slept).max().orElse(Double.NaN),
                WAKES);
    }

    private static double decided(SignedIn owner, String agent) throws IOException, InterruptedException {
        String run = started(owner, agent).path("id").asString();
        long start = System.nanoTime();
        owner.post("/api/agent-runs/" + run + "/approvals/1", "{\"approved\": true}");
        while (!owner.get("/api/agent-runs/" + run)
                .at("/run/state")
                .asString("")
                .equals("DONE")) {
            Thread.sleep(5);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double slept(SignedIn owner, String agent) throws IOException, InterruptedException {
        JsonNode run = started(owner, agent);
        long start = System.nanoTime();
        while (!owner.get("/api/agent-runs/" + run.path("id").asString())
                .at("/run/state")
                .asString("")
                .equals("DONE")) {
            Thread.sleep(5);
        }
        return (System.nanoTime() - start) / 1e6 - 2_000;
    }

    private static JsonNode started(SignedIn owner, String agent) throws IOException, InterruptedException {
        return owner.post("/api/agent-runs", start(agent));
    }

    private static Load runs(MeasuredServer server, SignedIn owner, String agent, String state) {
        return Load.doing(server.port(), "/api/agent-runs", owner.headers(), start(agent), state);
    }

    private static String start(String agent) {
        return "{\"agent\": \"" + agent + "\", \"input\": {}, \"waitSeconds\": 60}";
    }

    private static String released(SignedIn owner, String definition) throws IOException, InterruptedException {
        String agent = owner.post("/api/agents", "{\"draft\": " + definition + "}")
                .path("id")
                .asString();
        owner.post("/api/agents/" + agent + "/releases", "");
        return agent;
    }

    private void say(String line, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, line, values));
        out.flush();
    }
}
