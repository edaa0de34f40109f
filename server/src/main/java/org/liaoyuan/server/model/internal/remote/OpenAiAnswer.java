package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.TokenLogprob;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.RemoteException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stream of a provider that speaks OpenAI's format, in our parts. */
final class OpenAiAnswer implements Answer {

    private static final JsonMapper JSON = new JsonMapper();

    private final OpenAiProvider provider;
    private final String model;
    private final EventReader events;
    private final Exchange exchange;
    private final Queue<AnswerPart> ready = new ArrayDeque<>();

    OpenAiAnswer(OpenAiProvider provider, String model, byte[] first, EventReader events, Exchange exchange)
            throws IOException {
        this.provider = provider;
        this.model = provider.id() + "/" + model;
        this.events = events;
        this.exchange = exchange;
        take(first);
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String provider() {
        return provider.id();
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
                    end();
                } else {
                    take(event.get());
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

    private void end() {
        if (exchange.hasReason()) {
            exchange.finish();
        } else {
            exchange.broke(provider.id() + " closed the connection in the middle")
                    .ifPresent(e -> {
                        throw e;
                    });
        }
    }

    private void take(byte[] event) throws IOException {
        if (new String(event, StandardCharsets.UTF_8).equals("[DONE]")) {
            if (events.next().isPresent()) {
                throw new ProtocolException("it goes on after [DONE]");
            }
            exchange.finish();
            return;
        }
        Optional<String> error = provider.error(event);
        if (error.isPresent()) {
            exchange.broke(error.get()).ifPresent(e -> {
                throw e;
            });
            return;
        }
        exchange.heard();
        try {
            OpenAiUsage.read(event, exchange);
            take(JSON.readTree(event).path("choices").path(0));
        } catch (JacksonException e) {
            throw new ProtocolException("one of its events is no JSON");
        }
    }

    private void take(JsonNode choice) {
        JsonNode delta = choice.path("delta");
        String reasoning =
                delta.path("reasoning_content").asString(delta.path("reasoning").asString(""));
        if (!reasoning.isEmpty()) {
            ready.add(new AnswerPart.Reasoning(reasoning));
        }
        String text = delta.path("content").asString("");
        List<TokenLogprob> logprobs = new ArrayList<>();
        choice.path("logprobs").path("content").forEach(l -> logprobs.add(logprob(l)));
        if (!text.isEmpty() || !logprobs.isEmpty()) {
            ready.add(new AnswerPart.Text(text, logprobs));
        }
        for (JsonNode call : delta.path("tool_calls")) {
            ready.add(new AnswerPart.ToolCallDelta(
                    call.path("index").asInt(0),
                    call.path("id").asString(""),
                    call.at("/function/name").asString(""),
                    call.at("/function/arguments").asString("")));
        }
        String reason = choice.path("finish_reason").asString("");
        if (!reason.isEmpty()) {
            exchange.says(OpenAiUsage.reason(reason));
        }
    }

    private static TokenLogprob logprob(JsonNode node) {
        List<TokenLogprob> others = new ArrayList<>();
        node.path("top_logprobs").forEach(other -> others.add(logprob(other)));
        byte[] bytes = node.path("token").asString("").getBytes(StandardCharsets.UTF_8);
        return new TokenLogprob(-1, bytes, node.path("logprob").asDouble(0), others);
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
