package org.liaoyuan.server.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the models. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {"列出可用的模型。", "Lists the models."})
final class Models implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Choice choice;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (LocalModelService models = choice.models()) {
            out.printf("%-24s %-10s %8s %8s  %-11s %s%n", "NAME", "PURPOSE", "DISK", "MEMORY", "STATE", "LICENCE");
            for (ModelStatus m : models.models()) {
                out.printf(
                        Locale.ROOT,
                        "%-24s %-10s %5d MB %5d MB  %-11s %s%n",
                        m.name() + (m.isDefault() ? " *" : ""),
                        m.purpose().name().toLowerCase(Locale.ROOT),
                        m.sizeBytes() / 1_000_000,
                        m.memoryBytes() / 1_000_000,
                        m.state().name().toLowerCase(Locale.ROOT),
                        m.licence());
            }
        }
        return 0;
    }
}
