package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.Embeddings;
import org.liaoyuan.server.model.RawAnswer;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;
import org.liaoyuan.server.model.Reranking;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A provider that speaks OpenAI's format: most do. */
final class OpenAiProvider implements Provider {

    private static final String CHAT = "/chat/completions";
    private static final byte[] CHOICES = JsonBytes.key("choices");
    private static final JsonMapper JSON = new JsonMapper();

    private final String id;
    private final ProviderConfig config;
    private final Upstream upstream;
    private final Refusals refusals;
    private final OpenAiSound sound;

    OpenAiProvider(String id, ProviderConfig config, Deadlines deadlines, Map<String, String> environment) {
        this.id = id;
        this.config = config;
        String key = config.key().reveal(environment);
        Map<String, String> headers = key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key);
        this.upstream = new Upstream(id, config, headers, deadlines);
        this.refusals = new Refusals(id, key);
        this.sound = new OpenAiSound(id, upstream, refusals);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ProviderConfig config() {
        return config;
    }

    @Override
    public RawAnswer raw(String model, ChatRequest request, Lease lease) {
        JsonNode wire = request.wire() == null ? JSON.missingNode() : request.wire();
        boolean stream = wire.path("stream").asBoolean(false);
        boolean wantsUsage = wire.at("/stream_options/include_usage").asBoolean(false);
        byte[] body = OpenAiRequest.bytes(OpenAiRequest.body(model, request, stream));
        long start = System.nanoTime();
        Reply reply = accepted(upstream.post(CHAT, body));
        try {
            if (!stream) {
                byte[] document = reply.document(Reply.MOST_BYTES);
                requireChoices(document);
                return new OpenAiDocument(this, model, document, new Exchange(reply, lease, start));
            }
            EventReader events = events(reply);
            byte[] first = firstEvent(events);
            reply.hasBegun();
            return new OpenAiStream(this, model, first, events, wantsUsage, new Exchange(reply, lease, start));
        } catch (IOException e) {
            throw failed(reply, reply.failure(e));
        } catch (RemoteException e) {
            throw failed(reply, e);
        }
    }

    @Override
    public Answer chat(String model, ChatRequest request, Lease lease) {
        ObjectNode body = OpenAiRequest.body(model, request, true);
        body.remove("n"); // an answer is one
        long start = System.nanoTime();
        Reply reply = accepted(upstream.post(CHAT, OpenAiRequest.bytes(body)));
        try {
            EventReader events = events(reply);
            byte[] first = firstEvent(events);
            reply.hasBegun();
            return new OpenAiAnswer(this, model, first, events, new Exchange(reply, lease, start));
        } catch (IOException e) {
            throw failed(reply, reply.failure(e));
        } catch (RemoteException e) {
            throw failed(reply, e);
        }
    }

    private static RemoteException failed(Reply reply, RemoteException why) {
        reply.close();
        return why;
    }

    private Reply accepted(Reply reply) {
        if (reply.status() != 200) {
            throw refusals.of(reply);
        }
        return reply;
    }

    private static EventReader events(Reply reply) throws ProtocolException {
        String type = reply.header("Content-Type");
        if (!type.startsWith("text/event-stream")) {
            throw new ProtocolException("asked for a stream it sent '" + type + "'");
        }
        return new EventReader(reply);
    }

    private byte[] firstEvent(EventReader events) throws IOException {
        Optional<byte[]> first = events.next();
        if (first.isEmpty()) {
            throw new RemoteException(new RemoteFailure.Unavailable(id + " ended its answer before it began"));
        }
        requireChoices(first.get());
        return first.get();
    }

    private void requireChoices(byte[] document) throws ProtocolException {
        if (!JsonBytes.looksLikeObject(document)) {
            throw new ProtocolException("what it sent is no JSON object");
        }
        if (JsonBytes.value(document, CHOICES) < 0) {
            if (document.length < Refusals.MOST_READ) {
                throw new RemoteException(refusals.inside(document));
            }
            throw new ProtocolException("what it sent has no choices");
        }
    }

    /** The error in an event, if it is one. */
    Optional<String> error(byte[] event) {
        return JsonBytes.value(event, CHOICES) >= 0
                ? Optional.empty()
                : Optional.of(refusals.inside(event).message());
    }

    @Override
    public Embeddings embed(String model, List<String> texts) {
        ObjectNode body = JSON.createObjectNode().put("model", model).putPOJO("input", texts);
        JsonNode json = document(upstream.post("/embeddings", OpenAiRequest.bytes(body)));
        List<float[]> vectors = new ArrayList<>();
        for (JsonNode each : json.path("data")) {
            vectors.add(unit(each.path("embedding")));
        }
        if (vectors.size() != texts.size()) {
            throw new RemoteException(
                    new RemoteFailure.Garbage(id + " embedded " + vectors.size() + " texts; expected " + texts.size()));
        }
        return new Embeddings(
                id + "/" + model, vectors, json.at("/usage/prompt_tokens").asInt(0));
    }

    /** OpenAI has no such call; Jina, Cohere, SiliconFlow, vLLM and llama-server agree on this one. */
    @Override
    public Reranking rerank(String model, String query, List<String> documents) {
        ObjectNode body = JSON.createObjectNode().put("model", model).put("query", query);
        body.putPOJO("documents", documents).put("return_documents", false);
        JsonNode json = document(upstream.post("/rerank", OpenAiRequest.bytes(body)));
        return new Reranking(id + "/" + model, new RerankResults(id, json).scores(documents.size()), tokens(json));
    }

    @Override
    public Transcription transcribe(TranscriptionRequest request) {
        return sound.transcribe(request);
    }

    @Override
    public Speech speak(SpeechRequest request) {
        return sound.speak(request);
    }

    /** Each counts in another place. */
    private static int tokens(JsonNode json) {
        return Stream.of("/usage/total_tokens", "/usage/prompt_tokens", "/meta/tokens/input_tokens")
                .map(json::at)
                .filter(JsonNode::isIntegralNumber)
                .mapToInt(n -> Math.max(0, n.asInt(0)))
                .findFirst()
                .orElse(0);
    }

    /** Not every provider gives vectors of length 1. */
    private static float[] unit(JsonNode numbers) {
        float[] vector = new float[numbers.size()];
        double square = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) numbers.get(i).asDouble(0);
            square += (double) vector[i] * vector[i];
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; length > 0 && i < vector.length; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    @Override
    public List<String> models() {
        return document(upstream.get("/models"))
                .path("data")
                .valueStream()
                .map(m -> m.path("id").asString(""))
                .filter(m -> !m.isEmpty())
                .limit(2_000)
                .toList();
    }

    private JsonNode document(Reply sent) {
        Reply reply = accepted(sent);
        try {
            byte[] bytes = reply.document(Reply.MOST_BYTES);
            reply.done();
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new RemoteException(new RemoteFailure.Garbage(id + " sent what is no JSON"));
        } catch (IOException e) {
            throw failed(reply, reply.failure(e));
        }
    }

    @Override
    public void close() {
        upstream.close();
    }
}
