package org.liaoyuan.server.openai;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes the choices of a request and writes them, as a whole or as they come: the same for chat and completions. */
@Component
class Answering {

    private final OpenAiSettings settings;
    private final JsonMapper json;

    Answering(OpenAiSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    /**
     * Answers a request.
     *
     * @param start starts one choice
     * @return the answer, or null if it has been streamed
     */
    <T> @Nullable T answer(
            Options options, Format<T> format, Function<Sampling, Answer> start, HttpServletResponse response)
            throws IOException {
        try (Choices choices = Choices.start(options.n(), options.sampling(), settings.mostTime(), start)) {
            Head head = Head.of(format.idPrefix(), choices.model());
            if (!options.stream()) {
                return whole(choices, head, format);
            }
            try (EventStream events = new EventStream(response, json, choices::cancel)) {
                stream(choices, head, format, options.includeUsage(), events);
            }
            return null;
        }
    }

    private static <T> T whole(Choices choices, Head head, Format<T> format) {
        List<WholeChoice> wholes =
                IntStream.range(0, choices.size()).mapToObj(WholeChoice::new).toList();
        for (int running = choices.size(); running > 0; ) {
            switch (choices.next()) {
                case Part.Said said -> wholes.get(said.index()).add(said.part());
                case Part.Ended(int i, var reason) -> {
                    running--;
                    wholes.get(i).end(reason);
                }
                case Part.Failed failed -> throw failed.why();
            }
        }
        return format.whole(head, wholes, Translation.usage(choices.costs(), choices.warnings()));
    }

    /** Clients take an error as the end of the stream: what the other choices would still say is not waited for. */
    private static void stream(Choices choices, Head head, Format<?> format, boolean includeUsage, EventStream events) {
        try {
            for (int i = 0; i < choices.size(); i++) {
                format.opening(head, i).ifPresent(events::send);
            }
            for (int running = choices.size(); running > 0; ) {
                switch (choices.next()) {
                    case Part.Said said -> format.part(head, said).ifPresent(events::send);
                    case Part.Ended(int i, var reason) -> {
                        running--;
                        events.send(format.ending(head, i, Translation.finishReason(reason)));
                    }
                    case Part.Failed failed -> throw failed.why();
                }
            }
            if (includeUsage) {
                events.send(format.usage(head, Translation.usage(choices.costs(), choices.warnings())));
            }
            events.sendRaw("[DONE]");
        } catch (RuntimeException e) {
            events.send(ErrorBody.of(Errors.translate(e)));
        }
    }
}
