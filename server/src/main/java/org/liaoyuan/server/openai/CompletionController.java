package org.liaoyuan.server.openai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.CompletionRequest;
import org.liaoyuan.server.model.ModelService;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/completions}; with {@code suffix} it fills in the middle. */
@RestController
@OpenAiDoor
class CompletionController {

    /** OpenAI's default for this endpoint. */
    private static final int USUAL_TOKENS = 16;

    private final ModelService models;
    private final Callers callers;
    private final Bodies bodies;
    private final Answering answering;

    CompletionController(ModelService models, Bodies bodies, Callers callers, Answering answering) {
        this.callers = callers;
        this.models = models;
        this.bodies = bodies;
        this.answering = answering;
    }

    @Operation(
            operationId = "createCompletion",
            summary = "Continues a text, or fills in its middle",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Asked.Text.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "the answer; with stream, chunks and then [DONE]",
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = Wire.Completion.class)),
                                @Content(
                                        mediaType = "text/event-stream",
                                        schema = @Schema(implementation = Wire.Completion.class))
                            }))
    @PostMapping("/v1/completions")
    Wire.@Nullable Completion complete(HttpServletRequest http, HttpServletResponse response) throws IOException {
        RequestBody body = bodies.read(http);
        Options options = Options.of(body);
        String prompt = prompt(body);
        if (body.flag("echo")) {
            throw ApiException.unsupported(
                    "echo", "'echo' is not supported; put the prompt before the answer yourself");
        }
        if (body.integer("best_of", 1, 1, 20) > options.n()) {
            throw ApiException.unsupported("best_of", "'best_of' above 'n' is not supported");
        }
        Optional<String> suffix = body.optionalText("suffix");
        int maxTokens = options.maxTokens() == 0 ? USUAL_TOKENS : options.maxTokens();
        int logprobs = body.integer("logprobs", -1, 0, 20);
        Caller caller = callers.of(http, options.model());
        return answering.answer(
                options,
                new TextFormat(),
                sampling -> models.complete(new CompletionRequest(
                        options.model(), prompt, suffix, sampling, maxTokens, options.stop(), logprobs, caller)),
                response);
    }

    private static String prompt(RequestBody body) {
        JsonNode prompt = body.get("prompt");
        boolean single = prompt.isArray() && prompt.size() == 1 && prompt.get(0).isString();
        JsonNode text = single ? prompt.get(0) : prompt;
        if (!text.isString()) {
            throw RequestBody.wrongType("prompt", "a string, or an array of one string");
        }
        if (text.stringValue().isEmpty()) {
            throw ApiException.invalid("prompt", "'prompt' is empty; expected at least one character");
        }
        return text.stringValue();
    }
}
