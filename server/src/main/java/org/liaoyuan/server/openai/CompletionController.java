package org.liaoyuan.server.openai;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.CompletionRequest;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /v1/completions}; with {@code suffix} it fills in the middle. */
@RestController
class CompletionController {

    /** OpenAI's default for this endpoint. */
    private static final int USUAL_TOKENS = 16;

    private final ModelService models;
    private final Bodies bodies;
    private final OpenAiSettings settings;
    private final JsonMapper json;

    CompletionController(ModelService models, Bodies bodies, OpenAiSettings settings, JsonMapper json) {
        this.models = models;
        this.bodies = bodies;
        this.settings = settings;
        this.json = json;
    }

    @PostMapping("/v1/completions")
    Wire.@Nullable Completion complete(HttpServletRequest http, HttpServletResponse response) throws IOException {
        RequestBody body = bodies.read(http);
        Caller caller = Callers.of(http);
        String model = body.text("model");
        String prompt = prompt(body);
        if (body.flag("echo")) {
            throw ApiException.unsupported(
                    "echo", "'echo' is not supported; put the prompt before the answer yourself");
        }
        if (body.integer("best_of", 1, 1, 20) > body.integer("n", 1, 1, 8)) {
            throw ApiException.unsupported("best_of", "'best_of' above 'n' is not supported");
        }
        Optional<String> suffix = body.optionalText("suffix");
        int maxTokens = body.maxTokens() == 0 ? USUAL_TOKENS : body.maxTokens();
        int logprobs = body.integer("logprobs", -1, 0, 20);
        List<String> stop = body.stop();
        boolean stream = body.flag("stream");
        boolean includeUsage =
                stream && body.get("stream_options").path("include_usage").asBoolean(false);

        try (Choices choices = Choices.start(
                body.integer("n", 1, 1, 8),
                body.sampling(),
                settings.mostTime(),
                sampling -> models.complete(
                        new CompletionRequest(model, prompt, suffix, sampling, maxTokens, stop, logprobs, caller)))) {
            Head head = Head.of("cmpl-", choices.model());
            if (stream) {
                stream(choices, head, includeUsage, response);
                return null;
            }
            return whole(choices, head);
        }
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

    private static Wire.Completion whole(Choices choices, Head head) {
        List<Wire.TextChoice> all = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            Choices.Whole whole = choices.read(i);
            all.add(new Wire.TextChoice(
                    i,
                    whole.text(),
                    Translation.textLogprobs(whole.logprobs(), 0),
                    Translation.finishReason(choices.get(i).finishReason())));
        }
        return head.completion(all, Translation.usage(choices.costs(), choices.warnings()));
    }

    private void stream(Choices choices, Head head, boolean includeUsage, HttpServletResponse response)
            throws IOException {
        try (EventStream events = new EventStream(response, json, choices::cancel)) {
            try {
                for (int i = 0; i < choices.size(); i++) {
                    int offset = 0;
                    for (Optional<AnswerPart> part = choices.next(i); part.isPresent(); part = choices.next(i)) {
                        if (!(part.get() instanceof AnswerPart.Text p)) {
                            continue;
                        }
                        events.send(head.completion(
                                List.of(new Wire.TextChoice(
                                        i, p.text(), Translation.textLogprobs(p.logprobs(), offset), null)),
                                null));
                        offset += p.text().length();
                    }
                    String reason = Translation.finishReason(choices.get(i).finishReason());
                    events.send(head.completion(List.of(new Wire.TextChoice(i, "", null, reason)), null));
                }
                if (includeUsage) {
                    events.send(head.completion(List.of(), Translation.usage(choices.costs(), choices.warnings())));
                }
                events.sendRaw("[DONE]");
            } catch (RuntimeException e) {
                events.send(ErrorBody.of(Errors.translate(e)));
            }
        }
    }
}
