package org.liaoyuan.server.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liaoyuan.engine.EngineStats;

/** The one door to every model. Thread-safe. Models are loaded at their first use and kept. */
public interface ModelService {

    /** The name that always means the chosen default model. */
    String DEFAULT = "default";

    /**
     * Starts an answer to a conversation.
     *
     * @throws UnknownModelException if no model has that name
     * @throws ModelNotReadyException if the model is not on this machine yet
     * @throws org.liaoyuan.engine.ContextOverflowException if the conversation is longer than the context
     * @throws org.liaoyuan.engine.BusyException if too many requests wait
     * @throws org.liaoyuan.server.ledger.BudgetExceededException if the caller has a budget and it is used up
     * @throws RemoteException if no provider that the model's name leads to answered
     */
    Answer chat(ChatRequest request);

    /**
     * Starts an answer in OpenAI's chat format, to be copied through, if the request has a {@link ChatRequest#wire()} and the
     * target that it goes to speaks that format; if not, ask {@link #chat}. Throws as {@link #chat} does.
     */
    default Optional<RawAnswer> raw(ChatRequest request) {
        return Optional.empty();
    }

    /** What a model takes and costs; throws {@link UnknownModelException}. */
    default Capabilities capabilities(String model) {
        return Capabilities.LOCAL;
    }

    /** Starts the continuation of a text, or, with a suffix, what stands between; throws as {@link #chat} does. */
    Answer complete(CompletionRequest request);

    /**
     * Embeds texts with the named embedding model, each of length 1 in the Euclidean norm.
     *
     * @throws UnknownModelException if no embedding model has that name
     */
    Embeddings embed(String model, List<String> texts);

    /** The same on somebody's account. */
    default Embeddings embed(String model, List<String> texts, Caller caller) {
        return embed(model, texts);
    }

    /** The work of each model that is in memory, by name. */
    Map<String, EngineStats> load();

    /** Every model in the catalogue or on this machine, the default one first. */
    List<ModelStatus> models();

    /** One model of {@link #models()}; throws {@link UnknownModelException}. */
    ModelStatus status(String model);

    /** Starts fetching a model and what it runs on in the background; does nothing if it is here or on its way. */
    void pull(String model);

    /**
     * Waits until a model that was pulled is here.
     *
     * @throws PullException if it could not be fetched
     */
    void await(String model) throws InterruptedException;
}
