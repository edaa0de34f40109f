package org.liaoyuan.server.openai.responses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.openai.Wire;

/** One event of a streamed response; which fields are there depends on its type. */
@Schema(name = "ResponseStreamEvent")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ResponseEvent(
        @Schema(example = "response.output_text.delta") String type,

        @Schema(description = "from 0, without gaps") @JsonProperty("sequence_number")
        int sequenceNumber,

        @Nullable Response response,
        @JsonProperty("output_index") @Nullable Integer outputIndex,
        @JsonProperty("item_id") @Nullable String itemId,
        @JsonProperty("content_index") @Nullable Integer contentIndex,
        @Nullable OutputItem item,
        @Nullable OutputPart part,
        @Nullable String delta,
        @Nullable String text,
        @Nullable String arguments,
        @Nullable List<Wire.TokenLogprobs> logprobs) {

    private static final int ONLY_PART = 0;

    static ResponseEvent of(String type, Response response) {
        return new ResponseEvent(type, 0, response, null, null, null, null, null, null, null, null, null);
    }

    /** {@code response.output_item.added} or {@code .done}. */
    static ResponseEvent item(String type, int index, OutputItem item) {
        return new ResponseEvent(type, 0, null, index, null, null, item, null, null, null, null, null);
    }

    /** {@code response.content_part.added} or {@code .done}. */
    static ResponseEvent part(String type, int index, String id, OutputPart part) {
        return new ResponseEvent(type, 0, null, index, id, ONLY_PART, null, part, null, null, null, null);
    }

    static ResponseEvent words(
            String type, int index, String id, String delta, @Nullable List<Wire.TokenLogprobs> logprobs) {
        return new ResponseEvent(type, 0, null, index, id, ONLY_PART, null, null, delta, null, null, logprobs);
    }

    static ResponseEvent allWords(
            String type, int index, String id, String text, @Nullable List<Wire.TokenLogprobs> logprobs) {
        return new ResponseEvent(type, 0, null, index, id, ONLY_PART, null, null, null, text, null, logprobs);
    }

    static ResponseEvent arguments(int index, String id, String delta) {
        String type = "response.function_call_arguments.delta";
        return new ResponseEvent(type, 0, null, index, id, null, null, null, delta, null, null, null);
    }

    static ResponseEvent allArguments(int index, String id, String arguments) {
        String type = "response.function_call_arguments.done";
        return new ResponseEvent(type, 0, null, index, id, null, null, null, null, null, arguments, null);
    }

    ResponseEvent numbered(int number) {
        return new ResponseEvent(
                type,
                number,
                response,
                outputIndex,
                itemId,
                contentIndex,
                item,
                part,
                delta,
                text,
                arguments,
                logprobs);
    }
}
