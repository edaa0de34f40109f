package org.liaoyuan.server.openai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ModelService;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/chat/completions}. */
@RestController
@OpenAiDoor
class ChatController {

    private final ModelService models;
    private final Callers callers;
    private final Bodies bodies;
    private final Answering answering;
    private final PassThrough passThrough;
    private final GuestAnswers guests;

    ChatController(
            ModelService models,
            Bodies bodies,
            Callers callers,
            Answering answering,
            PassThrough passThrough,
            GuestAnswers guests) {
        this.guests = guests;
        this.callers = callers;
        this.models = models;
        this.bodies = bodies;
        this.answering = answering;
        this.passThrough = passThrough;
    }

    @Operation(
            operationId = "createChatCompletion",
            summary = "Answers a conversation",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Asked.Chat.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "the answer; with stream, chunks and then [DONE]",
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = Wire.ChatCompletion.class)),
                                @Content(
                                        mediaType = "text/event-stream",
                                        schema = @Schema(implementation = Wire.ChatChunk.class))
                            }))
    @PostMapping("/v1/chat/completions")
    Wire.@Nullable ChatCompletion complete(HttpServletRequest http, HttpServletResponse response) throws IOException {
        RequestBody body = bodies.read(http);
        if (guests.isFor(body)) {
            return guests.answer(body, response);
        }
        if (passThrough.answers(body, callers.of(http, body.text("model")), response)) {
            return null;
        }
        NotYet.refuse(body);
        Options options = Options.of(body);
        List<ChatMessage> messages = ChatMessages.read(body);
        int top = body.integer("top_logprobs", 0, 0, 20);
        if (top > 0 && !body.flag("logprobs")) {
            throw ApiException.invalid("top_logprobs", "'top_logprobs' needs 'logprobs' to be true");
        }
        int logprobs = body.flag("logprobs") ? top : -1;
        ChatRequest request = new ChatRequest(
                options.model(),
                messages,
                options.sampling(),
                options.maxTokens(),
                options.stop(),
                logprobs,
                FormatParameter.read(body),
                ToolParameters.read(body),
                callers.of(http, options.model()),
                body.json());
        return answering.answer(
                options, new ChatFormat(), sampling -> models.chat(request.withSampling(sampling)), response);
    }
}
