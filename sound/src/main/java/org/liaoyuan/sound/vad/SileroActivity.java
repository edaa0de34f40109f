package org.liaoyuan.sound.vad;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import org.liaoyuan.sound.AudioException;

/**
 * One stream through Silero's network. Its input is the frame behind the last 64 samples of the one before; its memory is a
 * tensor of 2 × 1 × 128, handed from frame to frame. Both lie in buffers outside of the heap, which the network reads in place.
 */
final class SileroActivity implements VoiceActivity {

    private static final int CONTEXT = 64;
    private static final int STATE = 2 * 128;

    private final OrtSession session;
    private final FloatBuffer input = floats(CONTEXT + FRAME);
    private final FloatBuffer state = floats(STATE);
    private final OnnxTensor inputTensor;
    private final OnnxTensor stateTensor;
    private final OnnxTensor rateTensor;
    private final Map<String, OnnxTensor> inputs;

    SileroActivity(OrtEnvironment environment, OrtSession session) {
        this.session = session;
        try {
            inputTensor = OnnxTensor.createTensor(environment, input, new long[] {1, CONTEXT + FRAME});
            stateTensor = OnnxTensor.createTensor(environment, state, new long[] {2, 1, 128});
            rateTensor =
                    OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {RATE.hertz()}), new long[] {});
        } catch (OrtException e) {
            throw failed(e);
        }
        inputs = Map.of("input", inputTensor, "state", stateTensor, "sr", rateTensor);
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public float probability(float[] frame) {
        if (frame.length != FRAME) {
            throw new IllegalArgumentException("a frame has " + FRAME + " samples and not " + frame.length);
        }
        for (int i = 0; i < CONTEXT; i++) {
            input.put(i, input.get(FRAME + i));
        }
        input.put(CONTEXT, frame);
        try (OrtSession.Result result = session.run(inputs)) {
            float probability = ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
            state.put(0, ((OnnxTensor) result.get(1)).getFloatBuffer(), 0, STATE);
            return probability;
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    @Override
    public void reset() {
        for (int i = 0; i < input.capacity(); i++) {
            input.put(i, 0);
        }
        for (int i = 0; i < STATE; i++) {
            state.put(i, 0);
        }
    }

    private static AudioException failed(OrtException e) {
        return new AudioException("voice activity could not be computed: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        inputTensor.close();
        stateTensor.close();
        rateTensor.close();
    }
}
