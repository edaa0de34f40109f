package org.liaoyuan.server.space.ocr;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** One of the models: takes pictures as planes, answers with numbers. */
final class Network implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;

    /** What it makes of the answer, which is gone afterwards. */
    @FunctionalInterface
    interface Answer<T> {

        /** @param shape of the answer; its first is the number of pictures */
        T of(FloatBuffer values, long[] shape);
    }

    /**
     * @param threads that it works with, the caller's among them
     * @throws IllegalArgumentException if the bytes are no model
     */
    Network(byte[] model, int threads) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // pictures are of all sizes: what an arena kept for the largest would never be given back
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            this.session = environment.createSession(model, options);
            this.input = session.getInputNames().iterator().next();
        } catch (OrtException e) {
            throw new IllegalArgumentException("the model can't be loaded: " + e.getMessage(), e);
        }
    }

    /** @param planes of {@code count} pictures of the same size */
    <T> T ask(float[] planes, int count, int height, int width, Answer<T> answer) {
        long[] shape = {count, 3, height, width};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            OnnxTensor first = (OnnxTensor) result.get(0);
            FloatBuffer values =
                    first.getByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
            return answer.of(values, ((TensorInfo) first.getInfo()).getShape());
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "the model failed on " + count + " pictures of " + width + " x " + height, e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the model's memory could not be freed", e);
        }
    }
}
