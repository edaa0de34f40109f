package org.liaoyuan.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.liaoyuan.engine.gguf.GgufFile;
import org.liaoyuan.engine.llama.LlamaLibrary;
import org.liaoyuan.engine.llama.NativeContext;
import org.liaoyuan.engine.llama.NativeModel;

/**
 * A GGUF model loaded to embed texts. Thread-safe: callers take turns in the order they came, and the texts of one call are
 * packed into as few batches as hold them.
 */
public final class EmbeddingModel implements AutoCloseable {

    private static final int MOST_TEXTS_A_BATCH = 32;
    private static final int USUAL_CONTEXT = 512;

    private final NativeModel model;
    private final NativeContext context;
    private final ModelInfo info;
    private final int queueLimit;
    private final Semaphore places;
    private final ReentrantLock turn = new ReentrantLock(true);
    private boolean closed;

    private EmbeddingModel(NativeModel model, GgufFile file, ModelOptions options) {
        this.model = model;
        int trained = model.trainedContext();
        int size = options.contextSize() == 0 ? Math.min(USUAL_CONTEXT, trained) : options.contextSize();
        boolean pooled = file.integer(file.architecture() + ".pooling_type").orElse(0) > 0;
        this.context = NativeContext.forEmbedding(model, size, MOST_TEXTS_A_BATCH, options.computeThreads(), pooled);
        this.info = ModelInfo.of(options.path(), file, model, size, false);
        this.queueLimit = options.queueLimit();
        this.places = new Semaphore(1 + queueLimit);
    }

    /**
     * Checks the file, then loads it.
     *
     * @param natives folder with the llama.cpp libraries, of the version this engine binds
     * @param options the slots and KV cells are of no use here; a context size of 0 takes 512 tokens a text
     * @throws InvalidModelException if the file is not a GGUF that can be loaded
     * @throws EngineException if the libraries are missing or of another version, or memory does not suffice
     */
    public static EmbeddingModel load(Path natives, ModelOptions options) {
        GgufFile file = GgufFile.read(options.path());
        NativeModel model = NativeModel.load(LlamaLibrary.load(natives), options.path(), options.gpuLayers());
        try {
            return new EmbeddingModel(model, file, options);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** What the file says of itself; {@link ModelInfo#contextSize()} is the most tokens of one text. */
    public ModelInfo info() {
        return info;
    }

    /** A text's tokens, with those that the model wants at the ends. */
    public int[] tokenize(String text) {
        return model.tokenize(text, true, false);
    }

    /**
     * Embeds texts.
     *
     * @param texts token ids of each, at least one
     * @return a vector of {@link ModelInfo#embeddingSize()} floats for each, in order, of length 1 in the Euclidean norm
     * @throws ContextOverflowException if a text is longer than the context
     * @throws BusyException if too many callers wait
     */
    public List<float[]> embed(List<int[]> texts) {
        for (int[] text : texts) {
            requireFits(text);
        }
        if (!places.tryAcquire()) {
            throw new BusyException(queueLimit, Duration.ofSeconds(1));
        }
        turn.lock();
        try {
            if (closed) {
                throw new EngineException("the model is closed");
            }
            return embedInBatches(texts);
        } finally {
            turn.unlock();
            places.release();
        }
    }

    private void requireFits(int[] text) {
        if (text.length == 0) {
            throw new IllegalArgumentException("a text has no tokens; give at least one");
        }
        if (text.length > info.contextSize()) {
            throw new ContextOverflowException(text.length, info.contextSize());
        }
        model.requireTokens(text);
    }

    private List<float[]> embedInBatches(List<int[]> texts) {
        List<float[]> vectors = new ArrayList<>();
        context.clearBatch();
        int inBatch = 0;
        for (int[] text : texts) {
            if (inBatch == MOST_TEXTS_A_BATCH || context.filled() + text.length > info.contextSize()) {
                vectors.addAll(context.embed(inBatch));
                context.clearBatch();
                inBatch = 0;
            }
            for (int position = 0; position < text.length; position++) {
                context.add(text[position], position, inBatch, true);
            }
            inBatch++;
        }
        if (inBatch > 0) {
            vectors.addAll(context.embed(inBatch));
        }
        vectors.forEach(EmbeddingModel::normalise);
        return vectors;
    }

    private static void normalise(float[] vector) {
        double square = 0;
        for (float x : vector) {
            square += (double) x * x;
        }
        if (square > 0) {
            float scale = (float) (1 / Math.sqrt(square));
            for (int i = 0; i < vector.length; i++) {
                vector[i] *= scale;
            }
        }
    }

    /** Waits for the batch under way, then frees the memory. */
    @Override
    public void close() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                context.close();
                model.close();
            }
        } finally {
            turn.unlock();
        }
    }
}
