package org.liaoyuan.server.openai.responses;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.openai.Choices;
import org.liaoyuan.server.openai.OpenAiSettings;
import org.liaoyuan.server.openai.RequestBody;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request: what was said before and what is said now become a chat, and the answer to it a response. */
@Component
class ResponseAnswering {

    private static final int MOST_TRUNCATIONS = 8;

    private final ModelService models;
    private final History history;
    private final OpenAiSettings settings;
    private final JsonMapper json;

    ResponseAnswering(ModelService models, History history, OpenAiSettings settings, JsonMapper json) {
        this.models = models;
        this.history = history;
        this.settings = settings;
        this.json = json;
    }

    /** Empty if the response has been streamed. */
    Optional<Response> answer(RequestBody body, Caller caller, HttpServletResponse http) throws IOException {
        ResponseRequest request = ResponseRequest.read(body);
        History.Past past =
                request.previous().map(id -> history.upTo(id, caller)).orElse(History.Past.NONE);
        List<InputItem> input = new ItemReader(id -> history.item(id, caller)).read(request.input(), "input");
        List<Item> items = Stream.concat(past.items().stream(), input.stream().map(InputItem::item))
                .toList();
        List<Turn> turns = Dialogue.of(request.instructions(), items);
        try (Choices choices = begin(request, turns, caller)) {
            ResponseRun run = new ResponseRun(
                    choices,
                    Response.begun(request, choices.model()),
                    response -> history.keep(response, input, past, caller));
            if (!request.stream()) {
                return Optional.of(run.whole());
            }
            AtomicBoolean gone = new AtomicBoolean();
            Runnable whenClientGoes = () -> {
                gone.set(true);
                choices.cancel();
            };
            try (EventStream stream = new EventStream(http, json, whenClientGoes)) {
                run.stream(Events.to(stream), gone::get);
            }
            return Optional.empty();
        }
    }

    private Choices begin(ResponseRequest request, List<Turn> turns, Caller caller) {
        List<Turn> told = turns;
        for (int tries = 0; ; tries++) {
            ChatRequest chat = chat(request, told, caller);
            try {
                return Choices.start(
                        1, chat.sampling(), settings.mostTime(), sampling -> models.chat(chat.withSampling(sampling)));
            } catch (ContextOverflowException e) {
                Optional<List<Turn>> shorter = request.truncates() && tries < MOST_TRUNCATIONS
                        ? Truncation.shorter(told, e)
                        : Optional.empty();
                told = shorter.orElseThrow(() -> ResponseErrors.translate(e, request, turns));
            } catch (RuntimeException e) {
                throw ResponseErrors.translate(e, request, turns);
            }
        }
    }

    private static ChatRequest chat(ResponseRequest request, List<Turn> turns, Caller caller) {
        return new ChatRequest(
                request.model(),
                turns.stream().map(Turn::message).toList(),
                request.sampling(),
                request.maxTokens(),
                request.body().stop(),
                request.logprobs(),
                request.text().format(),
                request.tools().use(),
                caller,
                ChatWire.write(request, turns));
    }
}
