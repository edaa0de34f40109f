package org.liaoyuan.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.LocalModelService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches a model. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description = {"下载一个模型；中断后可续传。", "Fetches a model; goes on where it was broken off."})
final class Pull implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Choice choice;

    @Parameters(
            arity = "0..1",
            defaultValue = "default",
            description = {
                "模型名（见 liaoyuan models）、模型库中的文件（owner/repository/file.gguf）、路径（GGUF 文件，或 sherpa-onnx 语音模型的文件夹）或网址。",
                "A model's name (see liaoyuan models), a file of the hub (owner/repository/file.gguf), a path (a GGUF file, or a folder of sherpa-onnx that hears) or an address."
            })
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Option(
            names = "--sha256",
            paramLabel = "HASH",
            description = {"文件应有的 sha256；网址必须给出。", "What the file must have; required for an address."})
    private @Nullable String sha256;

    @Override
    public Integer call() throws InterruptedException {
        try (LocalModelService models = choice.models()) {
            boolean elsewhere = sha256 != null || model.contains("/") || model.endsWith(".gguf");
            String name = elsewhere ? models.pullFrom(model, sha256) : model;
            new ProgressBar(spec.commandLine().getOut()).pull(models, name);
        }
        return 0;
    }
}
