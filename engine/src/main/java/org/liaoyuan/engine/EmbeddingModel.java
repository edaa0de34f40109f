package org.liaoyuan.engine;

import java.nio.file.Path;
import java.util.List;
import org.liaoyuan.engine.gguf.GgufFile;
import org.liaoyuan.engine.llama.LlamaLibrary;
import org.liaoyuan.engine.llama.NativeContext;
import org.liaoyuan.engine.llama.NativeModel;

/**
 * A GGUF model loaded to embed texts. Thread-safe: callers take turns in the order they came, and the texts of one call are
 * packed into as few batches as hold them.
 */
public final class EmbeddingModel implements AutoCloseable {

    private static final int USUAL_CONTEXT = 512;

    private final NativeModel model;
    private final PooledTexts pooled;
    private final ModelInfo info;

    private EmbeddingModel(NativeModel model, GgufFile file, ModelOptions options) {
        this.model = model;
        int trained = model.trainedContext();
        int size = options.contextSize() == 0 ? Math.min(USUAL_CONTEXT, trained) : options.contextSize();
        boolean saysHow = file.integer(file.architecture() + ".pooling_type").orElse(0) > 0;
        NativeContext context = NativeContext.forEmbedding(
                model, size, PooledTexts.MOST_TEXTS_A_BATCH, options.computeThreads(), saysHow);
        this.pooled = new PooledTexts(model, context, size, options.queueLimit());
        this.info = ModelInfo.of(options.path(), file, model, size, false);
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
        List<float[]> vectors = pooled.compute(texts);
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
        pooled.close();
    }
}
