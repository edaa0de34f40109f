package org.liaoyuan.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures against named peers.",
        subcommands = {
            EngineBench.class,
            LookupBench.class,
            GrammarBench.class,
            HearingBench.class,
            GatewayBench.class,
            AccessBench.class,
            AgentsBench.class,
            RecognitionBench.class,
            SpeakersBench.class,
            SoakBench.class
        })
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Bench()).setExecutionExceptionHandler((e, l, result) -> {
            l.getErr().println("bench: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments));
    }
}
