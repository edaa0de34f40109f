package org.liaoyuan.server.openai.responses;

import java.util.List;
import java.util.Optional;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.RequestBody;
import tools.jackson.databind.JsonNode;

/**
 * What {@code POST /v1/responses} was asked, all but its items.
 *
 * @param maxTokens the most tokens of the answer; 0 where the request says nothing
 * @param logprobs −1 for none, else alternatives per token
 * @param truncates whether the oldest turns may be left out where the context is too small
 * @param body all of it, for what is only repeated in the answer
 */
record ResponseRequest(
        String model,
        Optional<String> instructions,
        JsonNode input,
        Optional<String> previous,
        Sampling sampling,
        int maxTokens,
        int logprobs,
        TextParameter text,
        Tools tools,
        boolean truncates,
        boolean stream,
        boolean store,
        RequestBody body) {

    private static final String LOGPROBS = "message.output_text.logprobs";
    private static final List<String> NOT_YET = List.of("prompt", "conversation", "moderation");

    /** @throws ApiException naming the first parameter that is wrong */
    static ResponseRequest read(RequestBody body) {
        refuseWhatWouldChangeTheAnswer(body);
        Repeated.check(body);
        String model = body.text("model");
        if (!body.has("input")) {
            throw new ApiException(
                    400,
                    "invalid_request_error",
                    "Missing required parameter: 'input'",
                    "input",
                    "missing_required_parameter");
        }
        int top = body.integer("top_logprobs", 0, 0, 20);
        return new ResponseRequest(
                model,
                body.optionalText("instructions"),
                body.get("input"),
                body.optionalText("previous_response_id"),
                body.sampling(),
                body.integer("max_output_tokens", 0, 1, Integer.MAX_VALUE),
                wantsLogprobs(body) || top > 0 ? top : -1,
                TextParameter.read(body),
                Tools.read(body),
                truncates(body),
                body.flag("stream"),
                !body.has("store") || body.flag("store"),
                body);
    }

    private static void refuseWhatWouldChangeTheAnswer(RequestBody body) {
        for (String name : NOT_YET) {
            if (body.has(name)) {
                throw ApiException.unsupported(name, "'" + name + "' is not supported by this version");
            }
        }
        if (body.flag("background")) {
            throw ApiException.unsupported(
                    "background", "'background' is not supported: leave it out, and stream what takes long");
        }
    }

    /** OpenAI names things here that no response of ours has; they are asked for in vain and do no harm. */
    private static boolean wantsLogprobs(RequestBody body) {
        if (!body.has("include")) {
            return false;
        }
        JsonNode include = body.get("include");
        if (!include.isArray()) {
            throw RequestBody.wrongType("include", "an array of strings");
        }
        boolean wanted = false;
        for (int i = 0; i < include.size(); i++) {
            if (!include.get(i).isString()) {
                throw RequestBody.wrongType("include[" + i + "]", "a string");
            }
            wanted |= include.get(i).stringValue().equals(LOGPROBS);
        }
        return wanted;
    }

    private static boolean truncates(RequestBody body) {
        String truncation = body.optionalText("truncation").orElse("disabled");
        return switch (truncation) {
            case "auto" -> true;
            case "disabled" -> false;
            default ->
                throw ApiException.invalid(
                        "truncation",
                        "Invalid value for 'truncation': '" + truncation + "'; expected auto or disabled");
        };
    }
}
