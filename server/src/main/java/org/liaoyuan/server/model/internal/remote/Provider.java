package org.liaoyuan.server.model.internal.remote;

import java.util.List;
import java.util.Map;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.Embeddings;
import org.liaoyuan.server.model.RawAnswer;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.Reranking;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.server.model.SpeechRequest;
import org.liaoyuan.server.model.Transcription;
import org.liaoyuan.server.model.TranscriptionRequest;

/** A place that answers over HTTP. It tries once; the router decides what to do about a failure. Thread-safe. */
public sealed interface Provider extends AutoCloseable permits OpenAiProvider, AnthropicProvider {

    /** The provider that a configuration describes. */
    static Provider of(String id, ProviderConfig config, Deadlines deadlines, Map<String, String> environment) {
        return switch (config.speaks()) {
            case OPENAI -> new OpenAiProvider(id, config, deadlines, environment);
            case ANTHROPIC -> new AnthropicProvider(id, config, deadlines, environment);
        };
    }

    String id();

    ProviderConfig config();

    /**
     * Starts an answer; its first token is here when this returns.
     *
     * @param model the provider's own name for it
     * @param lease given back when the answer ends, not if this throws
     * @throws RemoteException if it does not begin
     */
    Answer chat(String model, ChatRequest request, Lease lease);

    /** The same in OpenAI's format, of a request with a {@link ChatRequest#wire()}. */
    RawAnswer raw(String model, ChatRequest request, Lease lease);

    /** Embeds texts. */
    Embeddings embed(String model, List<String> texts);

    /** Judges documents; throws {@link org.liaoyuan.engine.UnsupportedByModelException} if the provider never does. */
    Reranking rerank(String model, String query, List<String> documents);

    /** Writes down what is said; throws {@link org.liaoyuan.engine.UnsupportedByModelException} if the provider never does. */
    Transcription transcribe(TranscriptionRequest request);

    /** Speaks; throws {@link org.liaoyuan.engine.UnsupportedByModelException} if the provider never does. */
    Speech speak(SpeechRequest request);

    /** The names of the models it says it has: also a test of address and key. */
    List<String> models();

    @Override
    void close();
}
