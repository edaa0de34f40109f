package org.liaoyuan.server.openai.responses;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /v1/responses} takes, named as OpenAI's reference names it: for the contract only, as {@code Asked} is for
 * the other routes.
 */
@Schema(name = "ResponseRequest")
record ResponseAsked(
        @Schema(example = "default") String model,

        @Schema(
                description = "a string, or items",
                oneOf = {String.class, ResponseAsked.ItemAsked[].class})
        Object input,

        @Nullable String instructions,

        @JsonProperty("previous_response_id") @Nullable String previousResponseId,

        @Schema(description = "true where nothing is said") @Nullable
        Boolean store,

        @Nullable Boolean stream,

        @JsonProperty("max_output_tokens") @Schema(minimum = "1") @Nullable
        Integer maxOutputTokens,

        @Schema(minimum = "0", maximum = "2") @Nullable Double temperature,

        @JsonProperty("top_p") @Schema(minimum = "0", maximum = "1") @Nullable
        Double topP,

        @JsonProperty("top_logprobs") @Schema(minimum = "0", maximum = "20") @Nullable
        Integer topLogprobs,

        @Schema(description = "message.output_text.logprobs; other names of OpenAI's have no effect") @Nullable
        List<String> include,

        @Nullable List<ToolAsked> tools,

        @JsonProperty("tool_choice")
        @Schema(
                description = "auto, none, required, or an object that names a function or the allowed ones",
                oneOf = {String.class, ToolAsked.class})
        @Nullable
        Object toolChoice,

        @JsonProperty("parallel_tool_calls") @Nullable Boolean parallelToolCalls,

        @Nullable TextAsked text,

        @Schema(
                description = "auto or disabled",
                allowableValues = {"auto", "disabled"})
        @Nullable
        String truncation,

        @Schema(description = "up to 16 strings, repeated in the response") @Nullable
        Map<String, String> metadata,

        @Schema(description = "its effort is told to providers") @Nullable
        Map<String, Object> reasoning,

        @Nullable String user) {

    /** A message, a call, a call's output, reasoning, or a reference to an item; which fields are needed depends on that. */
    @Schema(name = "ResponseInputItem")
    record ItemAsked(
            @Nullable String type,
            @Nullable String id,
            @Nullable String role,

            @Schema(
                    description = "a string, or parts of type input_text, output_text, input_image or input_audio",
                    oneOf = {String.class, Object[].class})
            @Nullable
            Object content,

            @JsonProperty("call_id") @Nullable String callId,

            @Nullable String name,
            @Nullable String arguments,

            @Schema(
                    description = "a string, or parts",
                    oneOf = {String.class, Object[].class})
            @Nullable
            Object output) {}

    /** A function that the model may call. */
    @Schema(name = "ResponseTool")
    record ToolAsked(
            @Schema(allowableValues = "function") String type,
            String name,
            @Nullable String description,
            @Schema(description = "JSON Schema") @Nullable Map<String, Object> parameters,
            @Nullable Boolean strict) {}

    @Schema(name = "ResponseText")
    record TextAsked(@Nullable FormatAsked format) {}

    @Schema(name = "ResponseTextFormat")
    record FormatAsked(
            @Schema(allowableValues = {"text", "json_object", "json_schema"})
            String type,

            @Nullable String name,

            @Schema(description = "JSON Schema, draft 2020-12") @Nullable
            Map<String, Object> schema) {}
}
