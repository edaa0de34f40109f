package org.liaoyuan.server.model.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;

/**
 * The library's model in a session of our own: each text on one thread, several texts beside each other.
 *
 * <p>The library's session takes all cores for each of as many texts as there are cores, and its threads spin while they wait for
 * each other: that took 1.7 times the processor's time. Texts are not put together into one batch: int8 scales are found for a whole
 * batch, so a text's vector would depend on its neighbours, and on their padding.
 */
final class BgeSmallZh extends AbstractInProcessEmbeddingModel {

    private static final int DIMENSION = 512;

    private final OnnxBertBiEncoder encoder;

    /** @param executor of the texts of a call that has more than one; one alone is its caller's work */
    BgeSmallZh(Executor executor) {
        super(executor);
        try (InputStream tokenizer = resource("/bge-small-zh-v1.5-q-tokenizer.json")) {
            this.encoder =
                    new OnnxBertBiEncoder(OrtEnvironment.getEnvironment(), session(), tokenizer, PoolingMode.CLS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OrtSession session() throws IOException {
        try (InputStream weights = resource("/bge-small-zh-v1.5-q.onnx");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return OrtEnvironment.getEnvironment().createSession(weights.readAllBytes(), options);
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model does not load", e);
        }
    }

    private static InputStream resource(String name) {
        InputStream found = BgeSmallZhV15QuantizedEmbeddingModel.class.getResourceAsStream(name);
        if (found == null) {
            throw new IllegalStateException("the class path lacks " + name);
        }
        return found;
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return encoder;
    }

    @Override
    protected Integer knownDimension() {
        return DIMENSION;
    }
}
