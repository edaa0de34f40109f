package org.liaoyuan.server.openai.responses;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.openai.Wire;

/** Words of an item. Annotations, which cite what tools of OpenAI's found, are never there. */
@Schema(name = "ResponseOutputPart")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OutputPart(
        @Schema(allowableValues = {"output_text", "reasoning_text"})
        String type,

        String text,
        @Nullable List<String> annotations,
        @Nullable List<Wire.TokenLogprobs> logprobs) {

    static OutputPart text(String text, List<Wire.TokenLogprobs> logprobs) {
        return new OutputPart("output_text", text, List.of(), List.copyOf(logprobs));
    }

    static OutputPart reasoning(String text) {
        return new OutputPart("reasoning_text", text, null, null);
    }
}
