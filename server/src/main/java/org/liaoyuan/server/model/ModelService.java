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
    Optional<RawAnswer> raw(ChatRequest request);

    /**
     * Has the model read what an answer to come begins with, so that it is there sooner: all of the messages, of which the last is
     * the person's as far as it is known. It gives way to every request at once, and what it computes is on the caller's account.
     * Throws as {@link #chat} does. Close it.
     *
     * @return empty where that is of no use: a provider reads what it is asked, and charges for it
     */
    Optional<Preparation> prepare(ChatRequest request);

    /** What a model takes and costs; throws {@link UnknownModelException}. */
    Capabilities capabilities(String model);

    /** Starts the continuation of a text, or, with a suffix, what stands between; throws as {@link #chat} does. */
    Answer complete(CompletionRequest request);

    /**
     * Embeds texts with the named embedding model, each of length 1 in the Euclidean norm, on somebody's account.
     *
     * @throws UnknownModelException if no embedding model has that name
     */
    Embeddings embed(String model, List<String> texts, Caller caller);

    /**
     * Judges how well documents answer a query, on somebody's account.
     *
     * @throws UnknownModelException if no model has that name
     * @throws ModelNotReadyException if the model is not on this machine yet
     * @throws org.liaoyuan.engine.UnsupportedByModelException if the model does something else
     * @throws org.liaoyuan.engine.ContextOverflowException if a document and the query are longer than the model reads at once
     * @throws org.liaoyuan.engine.BusyException if too many requests wait
     * @throws org.liaoyuan.server.ledger.BudgetExceededException if the caller has a budget and it is used up
     * @throws RemoteException if the provider did not answer
     */
    Reranking rerank(String model, String query, List<String> documents, Caller caller);

    /**
     * Writes down what is said in a sound, on somebody's account. An interrupt of the thread ends it.
     *
     * @throws UnknownModelException if no model has that name
     * @throws ModelNotReadyException if the model is not on this machine yet
     * @throws org.liaoyuan.engine.UnsupportedByModelException if the model does something else
     * @throws org.liaoyuan.engine.BusyException if too many requests wait
     * @throws org.liaoyuan.server.ledger.BudgetExceededException if the caller has a budget and it is used up
     * @throws org.liaoyuan.sound.AudioException if the sound can't be used
     * @throws RemoteException if the provider did not answer
     */
    Transcription transcribe(TranscriptionRequest request);

    /**
     * Starts speaking a text, on somebody's account; throws as {@link #transcribe} does.
     *
     * @throws IllegalArgumentException if the model has no such voice
     */
    Speech speak(SpeechRequest request);

    /** The work of each model that is in memory, by name. */
    Map<String, EngineStats> load();

    /** Every model in the catalogue or on this machine, the default one first. */
    List<ModelStatus> models();

    /** One model of {@link #models()}; throws {@link UnknownModelException}. */
    ModelStatus status(String model);

    /**
     * The models that a request means: the one that {@code default} stands for, and with an adapter the model that it changes. A
     * name that no model has means itself. Touches no file for a plain name.
     */
    List<String> meant(String model, ModelStatus.Purpose purpose);

    /** Starts fetching a model and what it runs on in the background; does nothing if it is here or on its way. */
    void pull(String model);

    /**
     * Waits until a model that was pulled is here.
     *
     * @throws PullException if it could not be fetched
     */
    void await(String model) throws InterruptedException;

    /**
     * Models around others. What is asked of a model stays open: each kind of decorator says itself what it does about it, and one
     * that is added here does not pass it by unseen.
     */
    interface Around extends ModelService {

        /** The models inside. */
        ModelService inner();

        @Override
        default Capabilities capabilities(String model) {
            return inner().capabilities(model);
        }

        @Override
        default Map<String, EngineStats> load() {
            return inner().load();
        }

        @Override
        default List<ModelStatus> models() {
            return inner().models();
        }

        @Override
        default ModelStatus status(String model) {
            return inner().status(model);
        }

        @Override
        default List<String> meant(String model, ModelStatus.Purpose purpose) {
            return inner().meant(model, purpose);
        }

        @Override
        default void pull(String model) {
            inner().pull(model);
        }

        @Override
        default void await(String model) throws InterruptedException {
            inner().await(model);
        }
    }
}
