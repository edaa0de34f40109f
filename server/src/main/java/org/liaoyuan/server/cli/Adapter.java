package org.liaoyuan.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.AdapterStatus;
import org.liaoyuan.server.model.LocalModelService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** LoRA adapters. A running server sees what is changed here at the next request. */
@Command(
        name = "adapter",
        mixinStandardHelpOptions = true,
        description = {"LoRA 适配器：列出、添加、删除。", "LoRA adapters: list, add, remove."})
final class Adapter {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {"列出模型的适配器。", "Lists a model's adapters."})
    int list(@Mixin Choice choice, @Mixin Base base) {
        try (LocalModelService models = choice.models()) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%-40s %8s%n", "NAME", "DISK");
            for (AdapterStatus adapter : models.adapters(base.model)) {
                out.printf(Locale.ROOT, "%-40s %5d MB%n", adapter.model(), adapter.sizeBytes() / 1_000_000);
            }
        }
        return 0;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {"检查一个 GGUF 适配器文件并复制到数据目录。", "Checks a GGUF file and copies it into the data folder."})
    int add(
            @Mixin Choice choice,
            @Mixin Base base,
            @Option(
                            names = "--name",
                            description = {"适配器的名字；默认取文件名。", "What it is called; by default as the file."})
                    @Nullable
                    String name,
            @Parameters(
                            paramLabel = "FILE",
                            description = {"GGUF 文件。", "A GGUF file."})
                    Path file) {
        try (LocalModelService models = choice.models()) {
            AdapterStatus added = models.addAdapter(base.model, file, name);
            spec.commandLine().getOut().println(added.model());
        }
        return 0;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = {"删除一个适配器。", "Removes an adapter."})
    int remove(
            @Mixin Choice choice,
            @Mixin Base base,
            @Parameters(
                            paramLabel = "NAME",
                            description = {"适配器在模型内的名字。", "The adapter's name within its model."})
                    String name) {
        try (LocalModelService models = choice.models()) {
            models.removeAdapter(base.model, name);
        }
        return 0;
    }

    /** Whose adapters. */
    static final class Base {

        @Option(
                names = "--model",
                paramLabel = "NAME",
                defaultValue = "default",
                description = {"哪个模型的适配器，见 liaoyuan models。", "The model they are for; see liaoyuan models."})
        @SuppressWarnings("NullAway.Init")
        private String model;
    }
}
