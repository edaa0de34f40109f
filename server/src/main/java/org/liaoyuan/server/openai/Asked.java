package org.liaoyuan.server.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API takes, named as OpenAI's reference names it: for the contract only. Requests are read field by field by
 * {@link RequestBody}, whose errors name the parameter; a test asks for every field written here.
 */
final class Asked {

    private Asked() {}

    /** {@code POST /v1/chat/completions}. */
    @Schema(name = "ChatCompletionRequest")
    record Chat(
            @Schema(example = "default") String model,
            List<Said> messages,
            @Nullable Boolean stream,
            @JsonProperty("stream_options") @Nullable StreamOptions streamOptions,
            @Schema(minimum = "1", maximum = "8") @Nullable Integer n,

            @JsonProperty("max_completion_tokens") @Schema(minimum = "1") @Nullable
            Integer maxCompletionTokens,

            @JsonProperty("max_tokens") @Schema(minimum = "1") @Nullable
            Integer maxTokens,

            @Schema(
                    description = "a string or up to 16 strings",
                    oneOf = {String.class, String[].class})
            @Nullable
            Object stop,

            @Schema(minimum = "0", maximum = "2") @Nullable Double temperature,

            @JsonProperty("top_p") @Schema(minimum = "0", maximum = "1") @Nullable
            Double topP,

            @JsonProperty("top_k") @Schema(minimum = "0") @Nullable
            Integer topK,

            @JsonProperty("min_p") @Schema(minimum = "0", maximum = "1") @Nullable
            Double minP,

            @JsonProperty("frequency_penalty") @Schema(minimum = "-2", maximum = "2") @Nullable
            Double frequencyPenalty,

            @JsonProperty("presence_penalty") @Schema(minimum = "-2", maximum = "2") @Nullable
            Double presencePenalty,

            @JsonProperty("repeat_penalty") @Schema(minimum = "0.1", maximum = "10") @Nullable
            Double repeatPenalty,

            @Nullable Long seed,

            @JsonProperty("logit_bias") @Schema(description = "from token id to −100 … 100") @Nullable
            Map<String, Double> logitBias,

            @Nullable Boolean logprobs,

            @JsonProperty("top_logprobs") @Schema(minimum = "0", maximum = "20") @Nullable
            Integer topLogprobs,

            @Nullable List<ToolAsked> tools,

            @JsonProperty("tool_choice")
            @Schema(
                    description = "auto, none, required, or an object that names a function",
                    oneOf = {String.class, ToolAsked.class})
            @Nullable
            Object toolChoice,

            @JsonProperty("parallel_tool_calls") @Nullable Boolean parallelToolCalls,

            @JsonProperty("response_format") @Nullable FormatAsked responseFormat) {}

    /** A function that the model may call. */
    @Schema(name = "ChatCompletionTool")
    record ToolAsked(@Schema(allowableValues = "function") String type, FunctionAsked function) {}

    @Schema(name = "ChatCompletionFunction")
    record FunctionAsked(
            String name,
            @Nullable String description,
            @Schema(description = "JSON Schema") @Nullable Map<String, Object> parameters) {}

    @Schema(name = "ChatCompletionResponseFormat")
    record FormatAsked(
            @Schema(allowableValues = {"text", "json_object", "json_schema"})
            String type,

            @JsonProperty("json_schema") @Nullable NamedSchema jsonSchema) {}

    @Schema(name = "ChatCompletionJsonSchema")
    record NamedSchema(
            String name,

            @Schema(description = "JSON Schema, draft 2020-12")
            Map<String, Object> schema) {}

    /** One message of a chat. */
    @Schema(name = "ChatCompletionRequestMessage")
    record Said(
            String role,

            @Schema(
                    description = "a string, or parts of type text",
                    oneOf = {String.class, Part[].class})
            Object content) {}

    @Schema(name = "ChatCompletionRequestPart")
    record Part(String type, String text) {}

    record StreamOptions(
            @JsonProperty("include_usage") @Nullable Boolean includeUsage) {}

    /** {@code POST /v1/completions}. */
    @Schema(name = "CompletionRequest")
    record Text(
            @Schema(example = "default") String model,

            @Schema(
                    description = "a string, or an array of one string",
                    oneOf = {String.class, String[].class})
            Object prompt,

            @Schema(description = "what stands after the answer: fill in the middle") @Nullable
            String suffix,

            @Nullable Boolean stream,
            @JsonProperty("stream_options") @Nullable StreamOptions streamOptions,
            @Schema(minimum = "1", maximum = "8") @Nullable Integer n,

            @JsonProperty("max_tokens") @Schema(minimum = "1") @Nullable
            Integer maxTokens,

            @Schema(
                    description = "a string or up to 16 strings",
                    oneOf = {String.class, String[].class})
            @Nullable
            Object stop,

            @Schema(minimum = "0", maximum = "2") @Nullable Double temperature,

            @JsonProperty("top_p") @Schema(minimum = "0", maximum = "1") @Nullable
            Double topP,

            @JsonProperty("top_k") @Schema(minimum = "0") @Nullable
            Integer topK,

            @JsonProperty("min_p") @Schema(minimum = "0", maximum = "1") @Nullable
            Double minP,

            @JsonProperty("frequency_penalty") @Schema(minimum = "-2", maximum = "2") @Nullable
            Double frequencyPenalty,

            @JsonProperty("presence_penalty") @Schema(minimum = "-2", maximum = "2") @Nullable
            Double presencePenalty,

            @JsonProperty("repeat_penalty") @Schema(minimum = "0.1", maximum = "10") @Nullable
            Double repeatPenalty,

            @Nullable Long seed,

            @JsonProperty("logit_bias") @Schema(description = "from token id to −100 … 100") @Nullable
            Map<String, Double> logitBias,

            @Schema(description = "alternatives per token", minimum = "0", maximum = "20") @Nullable
            Integer logprobs) {}

    /** {@code POST /v1/embeddings}. */
    @Schema(name = "EmbeddingRequest")
    record Embedding(
            @Schema(example = "bge-small-zh") String model,

            @Schema(
                    description = "a string or up to 2,048 strings, none of them blank",
                    oneOf = {String.class, String[].class})
            Object input,

            @JsonProperty("encoding_format") @Schema(allowableValues = {"float", "base64"}) @Nullable
            String encodingFormat,

            @Schema(description = "must be the model's own") @Nullable
            Integer dimensions) {}

    /** {@code POST /v1/rerank}. */
    @Schema(name = "RerankRequest")
    record Rerank(
            @Schema(example = "bge-reranker-v2-m3") String model,
            String query,

            @Schema(
                    description = "1 to 1,000 documents, none of them blank; a text each, or an object with its text",
                    oneOf = {String[].class, RerankDocument[].class})
            Object documents,

            @JsonProperty("top_n") @Schema(description = "how many results; all by default", minimum = "1") @Nullable
            Integer topN,

            @JsonProperty("return_documents") @Schema(description = "whether results repeat their document") @Nullable
            Boolean returnDocuments) {}

    @Schema(name = "RerankRequestDocument")
    record RerankDocument(String text) {}
}
