package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.liaoyuan.engine.UnsupportedByModelException;
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
import tools.jackson.databind.json.JsonMapper;

/** A provider that speaks Anthropic's Messages API. */
final class AnthropicProvider implements Provider {

    private static final String VERSION = "2023-06-01";

    private final String id;
    private final ProviderConfig config;
    private final Upstream upstream;
    private final Refusals refusals;

    AnthropicProvider(String id, ProviderConfig config, Deadlines deadlines, Map<String, String> environment) {
        this.id = id;
        this.config = config;
        String key = config.key().reveal(environment);
        this.upstream = new Upstream(id, config, Map.of("x-api-key", key, "anthropic-version", VERSION), deadlines);
        this.refusals = new Refusals(id, key);
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
    public Answer chat(String model, ChatRequest request, Lease lease) {
        byte[] body = OpenAiRequest.bytes(AnthropicRequest.body(model, request));
        long start = System.nanoTime();
        Reply reply = accepted(upstream.post("/messages", body));
        try {
            if (!reply.header("Content-Type").startsWith("text/event-stream")) {
                throw new ProtocolException("asked for a stream it sent '" + reply.header("Content-Type") + "'");
            }
            AnthropicAnswer answer =
                    new AnthropicAnswer(id, model, new EventReader(reply), new Exchange(reply, lease, start));
            answer.begin();
            reply.hasBegun();
            return answer;
        } catch (IOException e) {
            RemoteException failure = reply.failure(e);
            reply.close();
            throw failure;
        } catch (RemoteException e) {
            reply.close();
            throw e;
        }
    }

    @Override
    public RawAnswer raw(String model, ChatRequest request, Lease lease) {
        boolean stream = request.wire() != null && request.wire().path("stream").asBoolean(false);
        boolean usage = request.wire() != null
                && request.wire().at("/stream_options/include_usage").asBoolean(false);
        Answer answer = chat(model, request, lease);
        return stream ? new RewrittenStream(answer, usage) : new RewrittenDocument(answer);
    }

    private Reply accepted(Reply reply) {
        if (reply.status() != 200) {
            throw refusals.of(reply);
        }
        return reply;
    }

    @Override
    public Embeddings embed(String model, List<String> texts) {
        throw new UnsupportedByModelException(id + " has no embeddings; name a model of another provider");
    }

    @Override
    public Reranking rerank(String model, String query, List<String> documents) {
        throw new UnsupportedByModelException(id + " does not rank documents; name a model of another provider");
    }

    @Override
    public Transcription transcribe(TranscriptionRequest request) {
        throw new UnsupportedByModelException(id + " does not write down sound; name a model of another provider");
    }

    @Override
    public Speech speak(SpeechRequest request) {
        throw new UnsupportedByModelException(id + " does not speak; name a model of another provider");
    }

    @Override
    public List<String> models() {
        Reply reply = accepted(upstream.get("/models?limit=1000"));
        try {
            byte[] bytes = reply.document(Reply.MOST_BYTES);
            reply.done();
            return new JsonMapper()
                    .readTree(bytes)
                    .path("data")
                    .valueStream()
                    .map(m -> m.path("id").asString(""))
                    .filter(m -> !m.isEmpty())
                    .toList();
        } catch (JacksonException e) {
            throw new RemoteException(new RemoteFailure.Garbage(id + " sent what is no JSON"));
        } catch (IOException e) {
            RemoteException failure = reply.failure(e);
            reply.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        upstream.close();
    }
}
