package org.liaoyuan.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.engine.gguf.GgufFile;
import org.liaoyuan.engine.llama.LlamaLibrary;
import org.liaoyuan.engine.llama.NativeContext;
import org.liaoyuan.engine.llama.NativeModel;

/**
 * A GGUF model loaded to judge how well documents answer a query, reading both together (a cross-encoder). Thread-safe; callers
 * wait as {@link EmbeddingModel}'s do.
 */
public final class RerankModel implements AutoCloseable {

    private static final int USUAL_CONTEXT = 1024;

    private final NativeModel model;
    private final RerankPrompt prompt;
    private final PooledTexts texts;
    private final ModelInfo info;

    private RerankModel(NativeModel model, GgufFile file, ModelOptions options) {
        this.model = model;
        requireOneScore(model);
        this.prompt = new RerankPrompt(model, file.rerankTemplate().orElse(null));
        int trained = model.trainedContext();
        int size = options.contextSize() == 0 ? Math.min(USUAL_CONTEXT, trained) : options.contextSize();
        NativeContext context =
                NativeContext.forRanking(model, size, PooledTexts.MOST_TEXTS_A_BATCH, options.computeThreads());
        this.texts = new PooledTexts(model, context, size, options.queueLimit());
        this.info = ModelInfo.of(options.path(), file, model, size, false);
    }

    /**
     * Checks the file, then loads it.
     *
     * @param natives folder with the llama.cpp libraries, of the version this engine binds
     * @param options the slots and KV cells are of no use here; a context size of 0 takes 1,024 tokens for query and document
     * @throws InvalidModelException if the file is not a GGUF that can be loaded
     * @throws UnsupportedByModelException if it is no reranker
     * @throws EngineException if the libraries are missing or of another version, or memory does not suffice
     */
    public static RerankModel load(Path natives, ModelOptions options) {
        GgufFile file = GgufFile.read(options.path());
        if (!file.ranks()) {
            throw new UnsupportedByModelException(
                    options.path().getFileName() + " can't rank documents: it has no head that gives a score; choose"
                            + " a reranker such as bge-reranker-v2-m3");
        }
        NativeModel model = NativeModel.load(LlamaLibrary.load(natives), options.path(), options.gpuLayers());
        try {
            return new RerankModel(model, file, options);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** One number, or, of Qwen3-Reranker, the probabilities of yes and no. */
    private static void requireOneScore(NativeModel model) {
        int classes = model.classes();
        boolean yesOrNo = classes == 2 && model.classLabel(0).orElse("").equals("yes");
        if (classes != 1 && !yesOrNo) {
            throw new UnsupportedByModelException(
                    "the model sorts texts into " + classes + " classes; a reranker gives one score");
        }
    }

    /** What the file says of itself; {@link ModelInfo#contextSize()} is the most tokens of query and document together. */
    public ModelInfo info() {
        return info;
    }

    /**
     * How well documents answer a query.
     *
     * @param scores one a document, in order, 0 (not at all) to 1
     * @param tokens read in all, the query's again for every document
     */
    public record Relevance(List<Double> scores, int tokens) {

        public Relevance {
            scores = List.copyOf(scores);
        }
    }

    /**
     * Judges documents.
     *
     * @throws ContextOverflowException if a document and the query are longer than the context; the message says which
     * @throws BusyException if too many callers wait
     */
    public Relevance score(String query, List<String> documents) {
        List<int[]> pairs = new ArrayList<>();
        int tokens = 0;
        for (int i = 0; i < documents.size(); i++) {
            int[] pair = prompt.of(query, documents.get(i));
            if (pair.length > info.contextSize()) {
                throw new ContextOverflowException(
                        "documents[" + i + "] together with the query", pair.length, info.contextSize());
            }
            pairs.add(pair);
            tokens += pair.length;
        }
        List<Double> scores =
                texts.compute(pairs).stream().map(this::probability).toList();
        return new Relevance(scores, tokens);
    }

    private double probability(float[] outputs) {
        return outputs.length == 1 ? 1 / (1 + Math.exp(-outputs[0])) : outputs[0];
    }

    /** Waits for the batch under way, then frees the memory. */
    @Override
    public void close() {
        texts.close();
    }
}
