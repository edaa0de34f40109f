package org.liaoyuan.server.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the API sends, named as OpenAI's reference names it. */
public final class Wire {

    private Wire() {}

    /** {@code chat.completion}. */
    record ChatCompletion(
            String id,
            String object,
            long created,
            String model,
            List<ChatChoice> choices,
            Usage usage,
            @JsonProperty("system_fingerprint") String fingerprint) {}

    record ChatChoice(
            int index,
            Message message,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            ChatLogprobs logprobs,

            @JsonProperty("finish_reason") String finishReason) {}

    @Schema(name = "ChatCompletionMessage")
    record Message(
            String role,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String content,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("reasoning_content") @Nullable
            String reasoning,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("tool_calls") @Nullable
            List<ToolCall> toolCalls,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String refusal) {}

    /** Of a message without the index; in a chunk the first part has id, type and name, the others only arguments. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ToolCall(
            @Nullable Integer index,
            @Nullable String id,
            @Nullable String type,
            FunctionCall function) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FunctionCall(@Nullable String name, String arguments) {}

    /** {@code chat.completion.chunk}. */
    record ChatChunk(
            String id,
            String object,
            long created,
            String model,
            @JsonProperty("system_fingerprint") String fingerprint,
            List<ChunkChoice> choices,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Usage usage) {}

    record ChunkChoice(
            int index,
            Delta delta,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            ChatLogprobs logprobs,

            @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("finish_reason") @Nullable
            String finishReason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delta(
            @Nullable String role,
            @Nullable String content,

            @JsonProperty("reasoning_content") @Nullable String reasoning,

            @JsonProperty("tool_calls") @Nullable List<ToolCall> toolCalls) {

        static final Delta NOTHING = new Delta(null, null, null, null);

        static Delta opening() {
            return new Delta("assistant", "", null, null);
        }

        static Delta text(String text) {
            return new Delta(null, text, null, null);
        }

        static Delta reasoning(String text) {
            return new Delta(null, null, text, null);
        }

        static Delta call(ToolCall call) {
            return new Delta(null, null, null, List.of(call));
        }
    }

    record ChatLogprobs(List<TokenLogprobs> content) {}

    public record TokenLogprobs(
            String token,
            double logprob,
            List<Integer> bytes,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("top_logprobs") @Nullable
            List<TokenLogprobs> top) {}

    /** {@code text_completion}; its chunks have the same shape. */
    record Completion(
            String id,
            String object,
            long created,
            String model,
            @JsonProperty("system_fingerprint") String fingerprint,
            List<TextChoice> choices,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Usage usage) {}

    record TextChoice(
            int index,
            String text,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            TextLogprobs logprobs,

            @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("finish_reason") @Nullable
            String finishReason) {}

    record TextLogprobs(
            List<String> tokens,
            @JsonProperty("token_logprobs") List<Double> tokenLogprobs,
            @JsonProperty("top_logprobs") List<Map<String, Double>> topLogprobs,
            @JsonProperty("text_offset") List<Integer> textOffset) {}

    public record Usage(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("completion_tokens") int completionTokens,
            @JsonProperty("total_tokens") int totalTokens,
            @JsonProperty("prompt_tokens_details") PromptDetails promptDetails,
            Extension liaoyuan) {}

    public record PromptDetails(
            @JsonProperty("cached_tokens") int cachedTokens) {}

    /** Ours: what no other field of the API says. Yuan are electricity with cooling and a provider's price. */
    public record Extension(
            double joules,
            @JsonProperty("joules_measured") boolean joulesMeasured,
            double yuan,
            @JsonProperty("tokens_per_second") double tokensPerSecond,
            @JsonProperty("first_token_ms") long firstTokenMillis,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {}

    record ModelList(String object, List<Model> data) {}

    record Model(
            String id,
            String object,
            long created,
            @JsonProperty("owned_by") String ownedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String parent) {}

    record EmbeddingList(String object, List<Embedding> data, String model, EmbeddingUsage usage) {}

    /** The embedding is a list of numbers or, on request, base64 of little-endian float32. */
    record Embedding(
            String object,
            int index,
            @Schema(oneOf = {float[].class, String.class}) Object embedding) {}

    record EmbeddingUsage(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("total_tokens") int totalTokens) {}

    /** The best first. */
    record RerankList(String id, String object, String model, List<RerankResult> results, EmbeddingUsage usage) {}

    /**
     * @param index the document's place in the request
     * @param relevanceScore the higher the better; of models of this machine 0 to 1
     */
    record RerankResult(
            int index,
            @JsonProperty("relevance_score") double relevanceScore,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            RerankText document) {}

    record RerankText(String text) {}
}
