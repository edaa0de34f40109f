package org.liaoyuan.server.openai;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.RawAnswer;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Chats whose model speaks OpenAI's format itself: the request goes to it as it came, the answer comes back as it is. */
@Component
class PassThrough {

    private final ModelService models;
    private final JsonMapper json;
    private final Duration mostTime;

    PassThrough(ModelService models, JsonMapper json, OpenAiSettings settings) {
        this.models = models;
        this.json = json;
        this.mostTime = settings.mostTime();
    }

    /** Answers the request, or says that it is for somebody else to answer. */
    boolean answers(RequestBody body, Caller caller, HttpServletResponse response) throws IOException {
        body.text("model");
        if (!body.get("messages").isArray() || body.get("messages").isEmpty()) {
            return false;
        }
        Optional<RawAnswer> found = models.raw(ChatRequest.ofWire(body.json(), caller));
        if (found.isEmpty()) {
            return false;
        }
        try (RawAnswer answer = found.get()) {
            if (answer.isStream()) {
                stream(answer, response);
            } else {
                whole(answer, response);
            }
        }
        return true;
    }

    private static void whole(RawAnswer answer, HttpServletResponse response) throws IOException {
        byte[] document = next(answer).orElseThrow(() -> new EngineException("the answer was cancelled"));
        response.setContentType("application/json");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }

    private void stream(RawAnswer answer, HttpServletResponse response) throws IOException {
        long end = System.nanoTime() + mostTime.toNanos();
        try (EventStream events = new EventStream(response, json, answer::cancel)) {
            try {
                Optional<byte[]> part = next(answer);
                while (part.isPresent() && events.copy(part.get()) && System.nanoTime() - end < 0) {
                    part = next(answer);
                }
            } catch (RuntimeException e) {
                events.send(ErrorBody.of(Errors.translate(e)));
            }
        }
    }

    private static Optional<byte[]> next(RawAnswer answer) {
        try {
            return answer.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("the request was interrupted", e);
        }
    }
}
