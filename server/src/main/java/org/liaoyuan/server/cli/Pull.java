package org.liaoyuan.server.cli;

import java.util.concurrent.Callable;
import org.liaoyuan.server.model.internal.LocalModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
            description = {"模型名，见 liaoyuan models。", "A model's name; see liaoyuan models."})
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Override
    public Integer call() throws InterruptedException {
        try (LocalModels models = choice.models()) {
            new ProgressBar(spec.commandLine().getOut()).pull(models, model);
        }
        return 0;
    }
}
