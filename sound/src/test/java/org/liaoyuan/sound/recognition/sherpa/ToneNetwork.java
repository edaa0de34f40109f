package org.liaoyuan.sound.recognition.sherpa;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.liaoyuan.sound.onnx.ProtoMessage;

/**
 * A network in ONNX's format while it is written, with weights that tell a low tone from a high one by the bands of a mel spectrum: the
 * smallest network that hears something, in the form of any model. (onnx.proto: of a graph field 1 are nodes, 5 constants, 11 inputs,
 * 12 outputs.)
 */
final class ToneNetwork {

    static final int FLOAT = 1;
    static final int INT32 = 6;
    static final int INT64 = 7;

    /** Bands of a mel spectrum. */
    static final int BANDS = 80;

    private static final int AXIS_TYPE = 2;
    private static final float NOTHING = 3;

    private final ProtoMessage graph = new ProtoMessage();
    private int constants;

    /** @param shape −1 where any size is taken */
    ToneNetwork input(String name, int type, long... shape) {
        graph.message(11, value(name, type, shape));
        return this;
    }

    ToneNetwork output(String name, int type, long... shape) {
        graph.message(12, value(name, type, shape));
        return this;
    }

    private static ProtoMessage value(String name, int type, long... shape) {
        ProtoMessage dimensions = new ProtoMessage();
        for (int i = 0; i < shape.length; i++) {
            dimensions.message(
                    1, shape[i] < 0 ? new ProtoMessage().text(2, name + i) : new ProtoMessage().number(1, shape[i]));
        }
        ProtoMessage tensor = new ProtoMessage().number(1, type).message(2, dimensions);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }

    String floats(float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(FLOAT, bytes, shape);
    }

    String longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(INT64, bytes, values.length);
    }

    private String constant(int type, ByteBuffer data, long... shape) {
        String name = "constant" + constants++;
        ProtoMessage tensor = new ProtoMessage();
        for (long size : shape) {
            tensor.number(1, size);
        }
        graph.message(5, tensor.number(2, type).text(8, name).bytes(9, data));
        return name;
    }

    /** Whole numbers as real ones. */
    ToneNetwork real(String input, String output) {
        ProtoMessage to = new ProtoMessage().text(1, "to").number(3, FLOAT).number(20, AXIS_TYPE);
        graph.message(1, operator("Cast", List.of(input), output).message(5, to));
        return this;
    }

    /** The mel bands before the frames, as Whisper has them, the other way round. */
    ToneNetwork turned(String input, String output) {
        ProtoMessage order = new ProtoMessage()
                .text(1, "perm")
                .number(8, 0)
                .number(8, 2)
                .number(8, 1)
                .number(20, 7);
        graph.message(1, operator("Transpose", List.of(input), output).message(5, order));
        return this;
    }

    ToneNetwork node(String operator, List<String> inputs, String output) {
        graph.message(1, operator(operator, inputs, output));
        return this;
    }

    /** An operator that works along an axis. */
    ToneNetwork node(String operator, List<String> inputs, String output, int axis) {
        ProtoMessage attribute =
                new ProtoMessage().text(1, "axis").number(3, axis).number(20, AXIS_TYPE);
        graph.message(1, operator(operator, inputs, output).message(5, attribute));
        return this;
    }

    private static ProtoMessage operator(String operator, List<String> inputs, String output) {
        ProtoMessage node = new ProtoMessage();
        inputs.forEach(input -> node.text(1, input));
        return node.text(2, output).text(4, operator);
    }

    /**
     * How much each frame is nothing (0), the low tone (1), the high tone (2), or any other token.
     *
     * @param frames of mel bands, several of them in one where they were stacked
     * @param stacked how many
     */
    ToneNetwork judge(String frames, String scores, int stacked, int vocabulary) {
        return judge(frames, scores, stacked, vocabulary, 1);
    }

    /** @param gain of frames whose numbers are no logarithms of base e */
    ToneNetwork judge(String frames, String scores, int stacked, int vocabulary, float gain) {
        float[] weights = new float[stacked * BANDS * vocabulary];
        for (int row = 0; row < stacked * BANDS; row++) {
            int band = row % BANDS;
            float sign = band >= 10 && band < 26 ? 1 : band >= 44 && band < 60 ? -1 : 0;
            weights[row * vocabulary + 1] = sign * gain / 16 / stacked;
            weights[row * vocabulary + 2] = -sign * gain / 16 / stacked;
        }
        float[] bias = new float[vocabulary];
        java.util.Arrays.fill(bias, -100);
        bias[0] = NOTHING;
        bias[1] = 0;
        bias[2] = 0;
        String product = scores + "_product";
        return node("MatMul", List.of(frames, floats(weights, (long) stacked * BANDS, vocabulary)), product)
                .node("Add", List.of(product, floats(bias, vocabulary)), scores);
    }

    byte[] toBytes(Map<String, String> metadata) {
        ProtoMessage model = new ProtoMessage()
                .number(1, 9)
                .message(7, graph.text(2, "tones"))
                .message(8, new ProtoMessage().text(1, "").number(2, 17));
        metadata.forEach((key, value) ->
                model.message(14, new ProtoMessage().text(1, key).text(2, value)));
        return model.toBytes();
    }
}
