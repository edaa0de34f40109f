package org.liaoyuan.server.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.home.ServerLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures what a model can do. The server of this data folder does it, since it owns the database and the models; where none
 * runs, one is started for as long as it takes, so that there is only one way.
 */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = {
            "测量一个模型的能力：12 项技能 × 3 个难度，按规则评分。",
            "Measures what a model can do: 12 skills × 3 difficulties, graded by rules."
        })
final class Probe implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Choice choice;

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL",
            defaultValue = "default",
            description = {"模型名，见 liaoyuan models。", "The model's name; see liaoyuan models."})
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Option(
            names = "--skill",
            description = {"只测这一项，如 extract。", "Only this skill, such as extract."})
    private @Nullable String skill;

    @Option(
            names = "--difficulty",
            description = {"只测这一难度，1 到 3。", "Only this difficulty, 1 to 3."})
    private @Nullable Integer difficulty;

    @Option(
            names = "--repeat",
            defaultValue = "1",
            description = {
                "每题问几次，全对才算通过（1 到 10）。",
                "How often each question is asked; it passes if every answer is right (1 to 10)."
            })
    private int repeat;

    @Option(
            names = "--quick",
            description = {"每项只问中英文各一题。", "Only one Chinese and one English question of each."})
    private boolean quick;

    @Override
    public Integer call() throws Exception {
        Home home = Home.fromEnvironment();
        Optional<ServerClient> server = ServerClient.of(home);
        if (server.isPresent()) {
            try (ServerClient client = server.get()) {
                return measure(client);
            }
        }
        ServerLock lock = ServerLock.tryAcquire(home).orElse(null);
        if (lock == null) {
            spec.commandLine()
                    .getErr()
                    .println("liaoyuan: a server is starting or ending in " + home.path() + "; try again in a moment");
            return 1;
        }
        try (lock;
                RunningServer own = RunningServer.start(home, RunningServer.LOOPBACK, 0, choice.defaultModel());
                ServerClient client = ServerClient.at(own)) {
            return measure(client);
        }
    }

    private int measure(ServerClient client) throws Exception {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("model", model);
        wanted.put("repeat", repeat);
        wanted.put("quick", quick);
        if (skill != null) {
            wanted.put("skill", skill);
        }
        if (difficulty != null) {
            wanted.put("difficulty", difficulty);
        }
        PrintWriter out = spec.commandLine().getOut();
        ProbeReport report = new ProbeReport(out, spec.commandLine().getErr());
        client.post("/api/profiles/runs", wanted);
        // Ctrl-C here must not leave a long run behind in a server that goes on
        Thread stop = new Thread(() -> client.deleteQuietly("/api/profiles/runs/current"));
        Runtime.getRuntime().addShutdownHook(stop);
        client.events("/api/profiles/runs/current/events", report::show);
        Runtime.getRuntime().removeShutdownHook(stop);
        return report.finish();
    }
}
