package org.liaoyuan.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.LocalModelService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at the machine, the data folder and the models, and says what to do about each finding. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "检查这台机器：JDK、内存、磁盘、处理器、端口、本地库、模型文件。",
            "Looks at the machine: JDK, memory, disk, processor, port, native library, model files."
        })
final class Doctor implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Choice choice;

    @Option(
            names = "--port",
            defaultValue = "${env:LIAOYUAN_PORT:-7860}",
            description = {"要检查的端口。", "The port to look at."})
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        Home home = Home.fromEnvironment();
        List<Finding> findings = new ArrayList<>();
        findings.add(MachineChecks.java());
        findings.add(MachineChecks.memory());
        findings.add(MachineChecks.processor());
        findings.add(MachineChecks.disk(home));
        findings.add(MachineChecks.port(home, port));
        findings.add(MachineChecks.programs());
        try (LocalModelService models = choice.models()) {
            findings.add(ModelChecks.nativeLibrary(models));
            findings.addAll(ModelChecks.files(home, models));
        }
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(f -> print(f, out));
        out.flush();
        return findings.stream().anyMatch(f -> f.level() == Finding.Level.BAD) ? 1 : 0;
    }

    private static void print(Finding finding, PrintWriter out) {
        out.println(finding.level().mark + " " + finding.what());
        if (finding.todo() != null) {
            finding.todo().lines().forEach(line -> out.println("    → " + line));
        }
    }
}
