package org.liaoyuan.sound.speakers;

import java.util.List;
import org.liaoyuan.sound.dsp.MelFilters;
import org.liaoyuan.sound.onnx.OnnxGraph;
import org.liaoyuan.sound.onnx.OnnxGraph.Attribute;
import org.liaoyuan.sound.onnx.OnnxGraph.Type;
import org.liaoyuan.sound.onnx.PowerSpectrum;
import org.liaoyuan.sound.onnx.ProtoMessage;

/**
 * The speaker encoder as graphs: samples to a mel spectrum (power, no logarithm), and that to a direction, by three layers of long
 * short-term memory and a linear one (Wan et al., Generalized End-to-End Loss for Speaker Verification, 2018).
 */
final class EncoderGraphs {

    static final int MELS = 40;
    static final int WIDTH = 256;
    private static final int LAYERS = 3;
    private static final int GATES = 4;
    /** PyTorch has the gates as input, forget, cell, output; ONNX wants input, output, forget, cell. */
    private static final int[] GATE = {0, 3, 1, 2};

    private EncoderGraphs() {}

    /** Input {@code samples} [1, 1, n], output {@code mel} [frames, {@value #MELS}]. */
    static ProtoMessage spectrum() {
        OnnxGraph graph = new OnnxGraph("mel");
        graph.input("samples", Type.FLOAT, 1, 1, -1);
        String mel = graph.node(
                "MatMul",
                List.of(
                        graph.floats(MelFilters.weights(MELS), MELS, MelFilters.BINS),
                        PowerSpectrum.of(graph, "samples")));
        graph.name(
                graph.node("Transpose", List.of(graph.rows(mel)), new Attribute.Wholes("perm", List.of(1L, 0L))),
                "mel");
        graph.output("mel", Type.FLOAT, -1, MELS);
        return graph.model();
    }

    /** Input {@code mel} [frames, windows, {@value #MELS}], output {@code voices} [windows, {@value #WIDTH}], not negative. */
    static ProtoMessage encoder(Checkpoint weights) {
        OnnxGraph graph = new OnnxGraph("speaker");
        graph.input("mel", Type.FLOAT, -1, -1, MELS);
        String sequence = "mel";
        String last = "";
        for (int layer = 0; layer < LAYERS; layer++) {
            int in = layer == 0 ? MELS : WIDTH;
            List<String> outputs = graph.nodes(
                    "LSTM",
                    List.of(
                            sequence,
                            gates(graph, weights, "lstm.weight_ih_l" + layer, in),
                            gates(graph, weights, "lstm.weight_hh_l" + layer, WIDTH),
                            biases(graph, weights, layer)),
                    2,
                    new Attribute.Whole("hidden_size", WIDTH));
            sequence = graph.node("Squeeze", List.of(outputs.get(0), graph.longs(1)));
            last = graph.node("Squeeze", List.of(outputs.get(1), graph.longs(0)));
        }
        String linear = graph.node(
                "Gemm",
                List.of(
                        last,
                        graph.floats(weights.tensor("linear.weight", WIDTH, WIDTH), WIDTH, WIDTH),
                        graph.floats(weights.tensor("linear.bias", WIDTH), WIDTH)),
                new Attribute.Whole("transB", 1));
        graph.name(graph.node("Relu", List.of(linear)), "voices");
        graph.output("voices", Type.FLOAT, -1, WIDTH);
        return graph.model();
    }

    private static String gates(OnnxGraph graph, Checkpoint weights, String name, int in) {
        float[] turned = turned(weights.tensor(name, GATES * WIDTH, in), in);
        return graph.floats(turned, 1, GATES * WIDTH, in);
    }

    /** Of the input's, then of the state's. */
    private static String biases(OnnxGraph graph, Checkpoint weights, int layer) {
        float[] both = new float[2 * GATES * WIDTH];
        System.arraycopy(turned(weights.tensor("lstm.bias_ih_l" + layer, GATES * WIDTH), 1), 0, both, 0, GATES * WIDTH);
        System.arraycopy(
                turned(weights.tensor("lstm.bias_hh_l" + layer, GATES * WIDTH), 1),
                0,
                both,
                GATES * WIDTH,
                GATES * WIDTH);
        return graph.floats(both, 1, both.length);
    }

    private static float[] turned(float[] numbers, int in) {
        float[] turned = new float[numbers.length];
        int block = WIDTH * in;
        for (int gate = 0; gate < GATES; gate++) {
            System.arraycopy(numbers, GATE[gate] * block, turned, gate * block, block);
        }
        return turned;
    }
}
