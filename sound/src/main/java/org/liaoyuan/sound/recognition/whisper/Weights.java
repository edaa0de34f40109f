package org.liaoyuan.sound.recognition.whisper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.liaoyuan.sound.onnx.OnnxGraph;
import org.liaoyuan.sound.onnx.OnnxGraph.Attribute;
import org.liaoyuan.sound.onnx.OnnxGraph.Type;

/** Layers of a graph with the numbers of a CTranslate2 file, whose shapes are checked before. */
final class Weights {

    private static final float EPSILON = 1e-5f;
    /** Numbers that share a scale. */
    private static final int BLOCK = 32;

    private static final int ZERO = 128;

    private final Ct2File file;
    private final OnnxGraph graph;

    Weights(Ct2File file, OnnxGraph graph) {
        this.file = file;
        this.graph = graph;
    }

    /**
     * A variable of 32 bits in the graph, however the file has it.
     *
     * @throws org.liaoyuan.sound.AudioException if it is not there, or of another shape
     */
    String variable(String name, int... shape) throws IOException {
        Ct2Variable variable = checked(name, shape);
        long[] dimensions = Arrays.stream(shape).asLongStream().toArray();
        if (variable.type() == Ct2Variable.Type.FLOAT16) {
            // ONNX Runtime widens it once, when it loads
            String half = graph.constant(Type.FLOAT16, file.mapped(variable), dimensions);
            return graph.node("Cast", List.of(half), new Attribute.Whole("to", Type.FLOAT.number));
        }
        return graph.constant(Type.FLOAT, file.mapped(variable), dimensions);
    }

    /** A matrix in the form of the file, for what looks up its rows. */
    String rows(String name, String index, int... shape) throws IOException {
        Ct2Variable variable = checked(name, shape);
        boolean half = variable.type() == Ct2Variable.Type.FLOAT16;
        String matrix = graph.constant(half ? Type.FLOAT16 : Type.FLOAT, file.mapped(variable), shape[0], shape[1]);
        String rows = graph.node("Gather", List.of(matrix, index), new Attribute.Whole("axis", 0));
        return half ? graph.node("Cast", List.of(rows), new Attribute.Whole("to", Type.FLOAT.number)) : rows;
    }

    private Ct2Variable checked(String name, int... shape) {
        Ct2Variable variable = file.variable(name);
        List<Integer> wanted = Arrays.stream(shape).boxed().toList();
        if (!variable.shape().equals(wanted)) {
            throw file.refused(
                    "has the shape " + variable.shape() + " in " + name + ", where " + wanted + " is expected");
        }
        if (variable.type() != Ct2Variable.Type.FLOAT16 && variable.type() != Ct2Variable.Type.FLOAT32) {
            throw file.refused("keeps " + name + " as " + variable.type() + ", and only FLOAT16 and FLOAT32 are read");
        }
        return variable;
    }

    String norm(String name, String input, int width) throws IOException {
        return graph.node(
                "LayerNormalization",
                List.of(input, variable(name + "/gamma", width), variable(name + "/beta", width)),
                new Attribute.Whole("axis", -1),
                new Attribute.Real("epsilon", EPSILON));
    }

    /** Rows of {@code in} numbers to rows of {@code out}. */
    String linear(String name, String input, int out, int in) throws IOException {
        return graph.node(
                "Gemm",
                List.of(input, variable(name + "/weight", out, in), variable(name + "/bias", out)),
                new Attribute.Whole("transB", 1));
    }

    /**
     * The same with weights of 8 bits, {@value #BLOCK} of which share a scale: what reads few rows at a time waits for memory, and they
     * are a quarter of it.
     */
    String linear8(String name, String input, int out, int in) throws IOException {
        return product(name + "/weight", input, out, in, variable(name + "/bias", out));
    }

    /** @param bias empty for none */
    String product(String matrix, String input, int out, int in, String bias) throws IOException {
        if (in % BLOCK != 0) {
            throw file.refused("has rows of " + in + " numbers in " + matrix + ", which are no multiple of " + BLOCK);
        }
        Ct2Variable variable = checked(matrix, out, in);
        ByteBuffer data = file.mapped(variable);
        boolean half = variable.type() == Ct2Variable.Type.FLOAT16;
        byte[] small = new byte[out * in];
        float[] scales = new float[small.length / BLOCK];
        float[] values = new float[BLOCK];
        for (int block = 0; block < scales.length; block++) {
            for (int i = 0; i < BLOCK; i++) {
                values[i] = half ? Float.float16ToFloat(data.getShort()) : data.getFloat();
            }
            scales[block] = shrink(values, small, block * BLOCK);
        }
        String result = "product_" + matrix + "_" + input;
        List<String> inputs = new ArrayList<>(List.of(
                input,
                graph.constant(Type.UINT8, ByteBuffer.wrap(small), out, in / BLOCK, BLOCK),
                graph.floats(scales, scales.length)));
        if (!bias.isEmpty()) {
            inputs.addAll(List.of("", "", bias));
        }
        graph.own(
                "MatMulNBits",
                inputs,
                List.of(result),
                new Attribute.Whole("K", in),
                new Attribute.Whole("N", out),
                new Attribute.Whole("bits", 8),
                new Attribute.Whole("block_size", BLOCK),
                new Attribute.Whole("accuracy_level", 4));
        return result;
    }

    private static float shrink(float[] values, byte[] into, int at) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        float scale = largest / (ZERO - 1);
        for (int i = 0; i < values.length; i++) {
            into[at + i] = (byte) (ZERO + (scale == 0 ? 0 : Math.round(values[i] / scale)));
        }
        return scale;
    }
}
