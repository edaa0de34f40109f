package org.liaoyuan.server.assistant;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Lets one connection hear an answer; a connection that goes leaves the answer as it is. */
@Component
class AnswerStreams {

    /** How long a connection that has gone may go unnoticed. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final JsonMapper json;

    AnswerStreams(JsonMapper json) {
        this.json = json;
    }

    /** Writes a turn that was said before, and its answer, which is there. */
    void write(HttpServletResponse response, Message user, Message answer) throws IOException {
        try (EventStream events = new EventStream(response, json, () -> {})) {
            events.send("user", user);
            events.send("done", answer);
        }
    }

    /** Writes the turn, where one was said, and the answer from its start to its end. */
    void write(HttpServletResponse response, Optional<Message> said, RunningAnswer running) throws IOException {
        AtomicBoolean gone = new AtomicBoolean();
        try (EventStream events = new EventStream(response, json, () -> gone.set(true))) {
            said.ifPresent(user -> events.send("user", user));
            RunningAnswer.Reader reader = running.reader();
            while (!reader.isAtEnd() && !gone.get()) {
                reader.next(LOOK).ifPresent(event -> events.send(event.name(), event.data()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
