package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stream of the Messages API in our parts. */
final class AnthropicAnswer implements Answer {

    private static final JsonMapper JSON = new JsonMapper();

    private final String provider;
    private final String model;
    private final EventReader events;
    private final Exchange exchange;
    private final Queue<AnswerPart> ready = new ArrayDeque<>();
    /** Our number of a tool call by the number of its content block. */
    private final Map<Integer, Integer> calls = new HashMap<>();

    private int promptTokens;
    private int cachedTokens;

    AnthropicAnswer(String provider, String model, EventReader events, Exchange exchange) {
        this.provider = provider;
        this.model = provider + "/" + model;
        this.events = events;
        this.exchange = exchange;
    }

    /** Waits for the first token; an error until then is thrown as what it is, for another target can take over. */
    void begin() throws IOException {
        while (ready.isEmpty() && !exchange.hasReason()) {
            JsonNode event = read(events.next()
                    .orElseThrow(() -> new RemoteException(
                            new RemoteFailure.Unavailable(provider + " ended its answer before it began"))));
            if (event.path("type").asString("").equals("error")) {
                throw new RemoteException(
                        event.at("/error/type").asString("").equals("rate_limit_error")
                                ? new RemoteFailure.RateLimited(error(event), Optional.empty())
                                : new RemoteFailure.Unavailable(error(event)));
            }
            take(event);
        }
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public Optional<AnswerPart> next() {
        try {
            while (ready.isEmpty() && exchange.finishReason().isEmpty()) {
                Optional<byte[]> event = events.next();
                if (event.isEmpty()) {
                    broke(provider + " closed the connection in the middle");
                } else {
                    take(read(event.get()));
                }
            }
        } catch (IOException e) {
            Optional<RemoteException> broken = exchange.broke(e);
            if (broken.isPresent()) {
                throw broken.get();
            }
        }
        return Optional.ofNullable(ready.poll());
    }

    private void broke(String how) {
        exchange.broke(how).ifPresent(e -> {
            throw e;
        });
    }

    private static JsonNode read(byte[] event) throws ProtocolException {
        try {
            return JSON.readTree(event);
        } catch (JacksonException e) {
            throw new ProtocolException("one of its events is no JSON");
        }
    }

    private String error(JsonNode event) {
        return provider + ": " + event.at("/error/message").asString("an error without words");
    }

    private void take(JsonNode event) throws IOException {
        switch (event.path("type").asString("")) {
            case "message_start" -> {
                JsonNode usage = event.at("/message/usage");
                cachedTokens = usage.path("cache_read_input_tokens").asInt(0);
                promptTokens = usage.path("input_tokens").asInt(0)
                        + usage.path("cache_creation_input_tokens").asInt(0)
                        + cachedTokens;
            }
            case "content_block_start" -> blockStart(event.path("index").asInt(0), event.path("content_block"));
            case "content_block_delta" -> delta(event.path("index").asInt(0), event.path("delta"));
            case "message_delta" -> {
                exchange.says(OpenAiUsage.reason(event.at("/delta/stop_reason").asString("")));
                exchange.used(
                        promptTokens,
                        cachedTokens,
                        event.at("/usage/output_tokens").asInt(0));
            }
            case "message_stop" -> {
                if (events.next().isPresent()) {
                    throw new ProtocolException("it goes on after message_stop");
                }
                exchange.finish();
            }
            case "error" -> broke(error(event));
            default -> {} // ping, block ends, and what future versions add
        }
    }

    private void blockStart(int index, JsonNode block) {
        if (block.path("type").asString("").equals("tool_use")) {
            int call = calls.size();
            calls.put(index, call);
            add(new AnswerPart.ToolCallDelta(
                    call, block.path("id").asString(""), block.path("name").asString(""), ""));
        }
    }

    private void delta(int index, JsonNode delta) {
        switch (delta.path("type").asString("")) {
            case "text_delta" -> add(new AnswerPart.Text(delta.path("text").asString(""), List.of()));
            case "thinking_delta" ->
                add(new AnswerPart.Reasoning(delta.path("thinking").asString("")));
            case "input_json_delta" ->
                add(new AnswerPart.ToolCallDelta(
                        calls.getOrDefault(index, 0),
                        "",
                        "",
                        delta.path("partial_json").asString("")));
            default -> {} // signatures
        }
    }

    private void add(AnswerPart part) {
        exchange.heard();
        ready.add(part);
    }

    @Override
    public void cancel() {
        exchange.cancel();
    }

    @Override
    public Optional<FinishReason> finishReason() {
        return exchange.finishReason();
    }

    @Override
    public Cost cost() {
        return exchange.cost();
    }
}
