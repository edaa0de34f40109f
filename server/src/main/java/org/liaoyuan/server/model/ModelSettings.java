package org.liaoyuan.server.model;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How models run here: {@code liaoyuan.model.*}.
 *
 * @param defaultModel the model that {@code default} means
 * @param transcription the model that {@code default} means where sound is written down; empty for the first of the catalogue
 * @param contextSize tokens a conversation may take; 0 takes the engine's default
 * @param slots answers made at once by one model
 * @param queueLimit requests that may wait for a slot
 * @param threads compute threads; 0 takes all cores
 * @param gpuLayers layers put on a GPU; −1 for all
 * @param mostLoaded models kept in memory; the one used longest ago goes first
 * @param wattsPerCore power of one busy core, for the energy estimate where no meter can be read
 * @param hub base address of the model hub
 */
@ConfigurationProperties("liaoyuan.model")
public record ModelSettings(
        @DefaultValue(ModelSettings.DEFAULT_MODEL) String defaultModel,
        @DefaultValue("") String transcription,
        @DefaultValue("0") int contextSize,
        @DefaultValue("8") int slots,
        @DefaultValue("64") int queueLimit,
        @DefaultValue("0") int threads,
        @DefaultValue("0") int gpuLayers,
        @DefaultValue("2") int mostLoaded,
        @DefaultValue("8") double wattsPerCore,
        @DefaultValue("https://huggingface.co") String hub) {

    /** The default model. */
    public static final String DEFAULT_MODEL = "qwen2.5-coder-1.5b";

    /** The small model, for {@code --small}. */
    public static final String SMALL_MODEL = "qwen2.5-coder-0.5b";

    /** All defaults but the model. */
    public static ModelSettings withDefaultModel(String name) {
        return new ModelSettings(name, "", 0, 8, 64, 0, 0, 2, 8, "https://huggingface.co");
    }

    /** The environment variable of {@link #transcription}, for commands that start no server. */
    public static final String TRANSCRIPTION_VARIABLE = "LIAOYUAN_MODEL_TRANSCRIPTION";

    /** With another model for what is said. */
    public ModelSettings withTranscription(String name) {
        return new ModelSettings(
                defaultModel, name, contextSize, slots, queueLimit, threads, gpuLayers, mostLoaded, wattsPerCore, hub);
    }

    public ModelSettings {
        if (mostLoaded < 1) {
            throw new IllegalArgumentException("liaoyuan.model.most-loaded is " + mostLoaded + "; expected 1 or more");
        }
        if (!(wattsPerCore > 0 && wattsPerCore <= 1000)) {
            throw new IllegalArgumentException(
                    "liaoyuan.model.watts-per-core is " + wattsPerCore + "; expected more than 0 and at most 1000");
        }
    }
}
