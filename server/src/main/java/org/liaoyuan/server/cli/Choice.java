package org.liaoyuan.server.cli;

import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelSettings;
import picocli.CommandLine.Option;

/** Which default model, shared by several commands. */
final class Choice {

    @Option(
            names = "--small",
            description = {"使用 0.5B 小模型（更快，更笨）。", "Use the 0.5B model: faster, less able."})
    private boolean small;

    @Option(
            names = "--default-model",
            paramLabel = "NAME",
            defaultValue = "${env:LIAOYUAN_DEFAULT_MODEL:-" + ModelSettings.DEFAULT_MODEL + "}",
            description = {
                "默认模型（或 LIAOYUAN_DEFAULT_MODEL），见 liaoyuan models。",
                "The default model (or LIAOYUAN_DEFAULT_MODEL); see liaoyuan models."
            })
    @SuppressWarnings("NullAway.Init")
    private String named;

    String defaultModel() {
        return small ? ModelSettings.SMALL_MODEL : named;
    }

    LocalModelService models() {
        String transcription = System.getenv().getOrDefault(ModelSettings.TRANSCRIPTION_VARIABLE, "");
        return LocalModelService.open(
                Home.fromEnvironment(),
                ModelSettings.withDefaultModel(defaultModel()).withTranscription(transcription));
    }
}
