package org.liaoyuan.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. Exit codes: 0 done, 1 failed, 2 usage. */
@Command(
        name = "liaoyuan",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {"星星之火，可以燎原。你自己的 AI 助手。", "An AI assistant that you run yourself."},
        subcommands = {
            Up.class,
            Chat.class,
            Say.class,
            Listen.class,
            Pull.class,
            Models.class,
            Adapter.class,
            BuildNatives.class,
            Probe.class,
            CostReport.class,
            MakeBackup.class,
            RestoreBackup.class,
            AuditCommand.class,
            SecretsCommand.class,
            Doctor.class
        },
        footer = {
            "",
            "  liaoyuan test    跑全部测试 / runs every test",
            "  liaoyuan bench   性能测试 / measures against named peers",
            "  liaoyuan agents eval   评测自带的智能体 / how good the agents are that come with it",
            "数据目录 / Data folder: $LIAOYUAN_HOME (~/.liaoyuan)"
        })
public final class Liaoyuan {

    private Liaoyuan() {}

    public static void main(String[] arguments) {
        Carriers.provide();
        int code = new CommandLine(new Liaoyuan())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, result) -> {
                    line.getErr().println("liaoyuan: " + (e.getMessage() == null ? e : e.getMessage()));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
        // a server goes on in its own threads; Up returns only when it has ended
        System.exit(code);
    }
}
