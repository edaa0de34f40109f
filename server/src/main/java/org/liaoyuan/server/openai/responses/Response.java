package org.liaoyuan.server.openai.responses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code response} object, named as OpenAI's reference names it; what the request said is repeated in it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Response(
        String id,
        @Schema(allowableValues = "response") String object,
        @JsonProperty("created_at") long createdAt,

        @Schema(allowableValues = {"in_progress", "completed", "incomplete", "failed"})
        String status,

        @JsonProperty("completed_at") @Nullable Long completedAt,

        boolean background,
        @Nullable Failure error,

        @JsonProperty("incomplete_details") @Nullable Incomplete incompleteDetails,

        @Nullable String instructions,

        @JsonProperty("max_output_tokens") @Nullable Integer maxOutputTokens,

        @JsonProperty("max_tool_calls") @Nullable Integer maxToolCalls,

        Map<String, Object> metadata,
        String model,
        List<OutputItem> output,
        @JsonProperty("parallel_tool_calls") boolean parallelToolCalls,

        @JsonProperty("previous_response_id") @Nullable String previousResponseId,

        Object reasoning,
        @JsonProperty("service_tier") String serviceTier,
        boolean store,
        double temperature,
        Object text,
        @JsonProperty("tool_choice") Object toolChoice,
        List<Object> tools,
        @JsonProperty("top_logprobs") int topLogprobs,
        @JsonProperty("top_p") double topP,
        String truncation,
        @Nullable ResponseUsage usage,
        @Nullable String user) {

    /** Why it failed. */
    @Schema(name = "ResponseError")
    record Failure(String code, String message) {}

    @Schema(name = "ResponseIncompleteDetails")
    record Incomplete(
            @Schema(description = "max_output_tokens, or max_time where liaoyuan.openai.most-time ended it")
            String reason) {}

    /** Why an answer ends before its model wanted it to: the limit of its tokens, or the context, or a budget. */
    static final Incomplete TOKENS = new Incomplete("max_output_tokens");

    /** The time limit of answers. */
    static final Incomplete TIME = new Incomplete("max_time");

    /** An answer that has begun. */
    static Response begun(ResponseRequest request, String model) {
        var body = request.body();
        Object noReasoning = Map.of();
        return new Response(
                Ids.fresh(Ids.RESPONSE),
                "response",
                Instant.now().getEpochSecond(),
                "in_progress",
                null,
                false,
                null,
                null,
                request.instructions().orElse(null),
                request.maxTokens() == 0 ? null : request.maxTokens(),
                body.has("max_tool_calls") ? body.get("max_tool_calls").intValue() : null,
                Repeated.metadata(body),
                model,
                List.of(),
                !body.has("parallel_tool_calls") || body.flag("parallel_tool_calls"),
                request.previous().orElse(null),
                body.has("reasoning") ? body.get("reasoning") : noReasoning,
                "default",
                request.store(),
                request.sampling().temperature(),
                request.text().shown(),
                request.tools().choice(),
                List.copyOf(request.tools().tools().values()),
                Math.max(0, request.logprobs()),
                request.sampling().topP(),
                request.truncates() ? "auto" : "disabled",
                null,
                body.optionalText("user").orElse(null));
    }

    Response ended(@Nullable Incomplete why, List<OutputItem> items, ResponseUsage took) {
        return with(why == null ? "completed" : "incomplete", null, why, items, took, store);
    }

    Response failed(Failure why, List<OutputItem> items, ResponseUsage took) {
        return with("failed", why, null, items, took, store);
    }

    /** The same, which could not be kept. */
    Response unkept() {
        return with(status, error, incompleteDetails, output, usage, false);
    }

    private Response with(
            String newStatus,
            @Nullable Failure failure,
            @Nullable Incomplete why,
            List<OutputItem> items,
            @Nullable ResponseUsage took,
            boolean kept) {
        return new Response(
                id,
                object,
                createdAt,
                newStatus,
                Instant.now().getEpochSecond(),
                background,
                failure,
                why,
                instructions,
                maxOutputTokens,
                maxToolCalls,
                metadata,
                model,
                List.copyOf(items),
                parallelToolCalls,
                previousResponseId,
                reasoning,
                serviceTier,
                kept,
                temperature,
                text,
                toolChoice,
                tools,
                topLogprobs,
                topP,
                truncation,
                took,
                user);
    }
}
