package org.liaoyuan.server.model.internal;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.model.Embeddings;

/** bge-small-zh v1.5 (int8) on ONNX Runtime; the weights lie in a dependency. Loaded at its first use. */
final class Embedder {

    static final String NAME = "bge-small-zh";

    private @Nullable EmbeddingModel model;

    Embeddings embed(List<String> texts) {
        var response = model().embedAll(texts.stream().map(TextSegment::from).toList());
        List<float[]> vectors = response.content().stream().map(e -> e.vector()).toList();
        Integer tokens =
                response.tokenUsage() == null ? null : response.tokenUsage().inputTokenCount();
        return new Embeddings(NAME, vectors, tokens == null ? 0 : tokens);
    }

    private synchronized EmbeddingModel model() {
        EmbeddingModel current = model;
        if (current == null) {
            current = new BgeSmallZhV15QuantizedEmbeddingModel();
            model = current;
        }
        return current;
    }
}
