package org.liaoyuan.server.openai;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/chat/completions}. */
@RestController
class ChatController {

    private final ModelService models;
    private final Bodies bodies;
    private final OpenAiSettings settings;
    private final JsonMapper json;
    private final PassThrough passThrough;

    ChatController(
            ModelService models, Bodies bodies, OpenAiSettings settings, JsonMapper json, PassThrough passThrough) {
        this.passThrough = passThrough;
        this.models = models;
        this.bodies = bodies;
        this.settings = settings;
        this.json = json;
    }

    @PostMapping("/v1/chat/completions")
    Wire.@Nullable ChatCompletion complete(HttpServletRequest http, HttpServletResponse response) throws IOException {
        RequestBody body = bodies.read(http);
        if (passThrough.answers(body, response)) {
            return null;
        }
        NotYet.refuse(body);
        String model = body.text("model");
        List<ChatMessage> messages = ChatMessages.read(body);
        int top = body.integer("top_logprobs", 0, 0, 20);
        if (top > 0 && !body.flag("logprobs")) {
            throw ApiException.invalid("top_logprobs", "'top_logprobs' needs 'logprobs' to be true");
        }
        int logprobs = body.flag("logprobs") ? top : -1;
        int maxTokens = body.maxTokens();
        List<String> stop = body.stop();
        boolean stream = body.flag("stream");
        boolean includeUsage =
                stream && body.get("stream_options").path("include_usage").asBoolean(false);

        try (Choices choices = Choices.start(
                body.integer("n", 1, 1, 8),
                body.sampling(),
                settings.mostTime(),
                sampling -> models.chat(new ChatRequest(model, messages, sampling, maxTokens, stop, logprobs)))) {
            Head head = Head.of("chatcmpl-", choices.model());
            if (stream) {
                stream(choices, head, includeUsage, response);
                return null;
            }
            return whole(choices, head);
        }
    }

    private Wire.ChatCompletion whole(Choices choices, Head head) {
        List<Wire.ChatChoice> all = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            Choices.Whole whole = choices.read(i);
            all.add(new Wire.ChatChoice(
                    i,
                    new Wire.Message("assistant", whole.text(), null),
                    Translation.chatLogprobs(whole.logprobs()),
                    Translation.finishReason(choices.get(i).finishReason())));
        }
        return new Wire.ChatCompletion(
                head.id(),
                "chat.completion",
                head.created(),
                head.model(),
                all,
                Translation.usage(choices.costs()),
                Head.FINGERPRINT);
    }

    private void stream(Choices choices, Head head, boolean includeUsage, HttpServletResponse response)
            throws IOException {
        try (EventStream events = new EventStream(response, json, choices::cancel)) {
            try {
                for (int i = 0; i < choices.size(); i++) {
                    events.send(chunk(head, i, new Wire.Delta("assistant", ""), null, null));
                    for (Optional<AnswerPart> part = choices.next(i); part.isPresent(); part = choices.next(i)) {
                        if (!(part.get() instanceof AnswerPart.Text p)) {
                            continue;
                        }
                        if (!p.text().isEmpty() || !p.logprobs().isEmpty()) {
                            events.send(chunk(
                                    head,
                                    i,
                                    new Wire.Delta(null, p.text()),
                                    Translation.chatLogprobs(p.logprobs()),
                                    null));
                        }
                    }
                    String reason = Translation.finishReason(choices.get(i).finishReason());
                    events.send(chunk(head, i, new Wire.Delta(null, null), null, reason));
                }
                if (includeUsage) {
                    events.send(head.chunk(List.of(), Translation.usage(choices.costs())));
                }
                events.sendRaw("[DONE]");
            } catch (RuntimeException e) {
                events.send(ErrorBody.of(Errors.translate(e)));
            }
        }
    }

    private static Wire.ChatChunk chunk(
            Head head,
            int index,
            Wire.Delta delta,
            Wire.@Nullable ChatLogprobs logprobs,
            @Nullable String finishReason) {
        return head.chunk(List.of(new Wire.ChunkChoice(index, delta, logprobs, finishReason)), null);
    }
}
