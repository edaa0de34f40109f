package org.liaoyuan.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * A loaded GGUF model with its decode loop. Thread-safe. Loading takes seconds and gigabytes: load once, share, close.
 */
public final class LlamaModel implements AutoCloseable {

    private LlamaModel() {}

    /**
     * Checks the file, then loads it.
     *
     * @param natives folder with the llama.cpp libraries (libllama.…, libggml.…), of the version this engine binds
     * @throws InvalidModelException if the file is not a GGUF that can be loaded
     * @throws EngineException if the libraries are missing or of another version, or memory does not suffice
     */
    public static LlamaModel load(Path natives, ModelOptions options) {
        throw new EngineException("not written: " + natives + options);
    }

    /** What the file says of itself and what this instance was loaded with. */
    public ModelInfo info() {
        throw new EngineException("not written");
    }

    /**
     * @param addSpecial put the model's begin-of-text token first if it wants one
     * @param parseSpecial read markers such as {@code <|im_start|>} as control tokens: only for text the program wrote
     *     itself, never for a person's or a document's
     */
    public int[] tokenize(String text, boolean addSpecial, boolean parseSpecial) {
        throw new EngineException("not written");
    }

    /** The text of these tokens; malformed UTF-8 becomes U+FFFD. Control tokens are left out. */
    public String detokenize(int... tokens) {
        throw new EngineException("not written");
    }

    /** The bytes of one token; control tokens have their marker's text. */
    public byte[] tokenBytes(int token) {
        throw new EngineException("not written");
    }

    /**
     * The prompt for a conversation by the model's own chat template. Control markers inside message contents stay plain
     * text: a person cannot forge a turn.
     */
    public int[] tokenizeChat(List<ChatMessage> messages) {
        throw new EngineException("not written");
    }

    /**
     * The prompt to fill in between two pieces of code.
     *
     * @throws EngineException if the model has no fill-in-the-middle tokens
     */
    public int[] tokenizeInfill(String prefix, String suffix) {
        throw new EngineException("not written");
    }

    /**
     * Starts an answer.
     *
     * @throws ContextOverflowException if the prompt is longer than the context
     * @throws BusyException if the queue is full
     */
    public Generation generate(GenerationRequest request) {
        throw new EngineException("not written");
    }

    /**
     * The embedding of a text, of length 1 in the Euclidean norm.
     *
     * @throws EngineException if the model was not loaded for embeddings
     */
    public float[] embed(String text) {
        throw new EngineException("not written");
    }

    /** The loop's state now. */
    public EngineStats stats() {
        throw new EngineException("not written");
    }

    /** The end-of-turn token, if the model has one. */
    public OptionalInt endOfTurn() {
        throw new EngineException("not written");
    }

    /** Ends every generation with an error, stops the loop, frees the memory. Waits for the batch under way. */
    @Override
    public void close() {}
}
