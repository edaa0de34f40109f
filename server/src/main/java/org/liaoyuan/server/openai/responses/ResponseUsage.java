package org.liaoyuan.server.openai.responses;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.liaoyuan.server.openai.Choices;
import org.liaoyuan.server.openai.Translation;
import org.liaoyuan.server.openai.Wire;

/** What a response took. */
record ResponseUsage(
        @JsonProperty("input_tokens") int inputTokens,
        @JsonProperty("input_tokens_details") Input inputDetails,
        @JsonProperty("output_tokens") int outputTokens,
        @JsonProperty("output_tokens_details") Output outputDetails,
        @JsonProperty("total_tokens") int totalTokens,
        Wire.Extension liaoyuan) {

    @Schema(name = "ResponseInputTokensDetails")
    record Input(
            @JsonProperty("cached_tokens") int cachedTokens,
            @JsonProperty("cache_write_tokens") int cacheWriteTokens) {}

    /** Reasoning is not counted apart from the rest: 0. */
    @Schema(name = "ResponseOutputTokensDetails")
    record Output(@JsonProperty("reasoning_tokens") int reasoningTokens) {}

    static ResponseUsage of(Choices choices) {
        Wire.Usage usage = Translation.usage(choices.costs(), choices.warnings());
        return new ResponseUsage(
                usage.promptTokens(),
                new Input(usage.promptDetails().cachedTokens(), 0),
                usage.completionTokens(),
                new Output(0),
                usage.totalTokens(),
                usage.liaoyuan());
    }
}
