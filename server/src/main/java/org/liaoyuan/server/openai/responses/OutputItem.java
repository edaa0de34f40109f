package org.liaoyuan.server.openai.responses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item of a response's output; which fields are there depends on its type. */
@Schema(name = "ResponseOutputItem")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OutputItem(
        String id,

        @Schema(allowableValues = {"message", "function_call", "reasoning"})
        String type,

        @Schema(allowableValues = {"in_progress", "completed", "incomplete"})
        String status,

        @Nullable String role,
        @Nullable List<OutputPart> content,

        @Schema(description = "of reasoning: always empty, its text is its content") @Nullable
        List<OutputPart> summary,

        @JsonProperty("call_id") @Nullable String callId,

        @Nullable String name,
        @Nullable String arguments) {

    static OutputItem message(String id, String status, List<OutputPart> content) {
        return new OutputItem(id, "message", status, "assistant", content, null, null, null, null);
    }

    static OutputItem reasoning(String id, String status, List<OutputPart> content) {
        return new OutputItem(id, "reasoning", status, null, content, List.of(), null, null, null);
    }

    static OutputItem call(String id, String status, String callId, String name, String arguments) {
        return new OutputItem(id, "function_call", status, null, null, null, callId, name, arguments);
    }
}
