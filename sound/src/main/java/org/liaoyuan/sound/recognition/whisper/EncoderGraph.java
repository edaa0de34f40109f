package org.liaoyuan.sound.recognition.whisper;

import java.io.IOException;
import java.util.List;
import org.liaoyuan.sound.dsp.MelFilters;
import org.liaoyuan.sound.onnx.OnnxGraph;
import org.liaoyuan.sound.onnx.OnnxGraph.Attribute;
import org.liaoyuan.sound.onnx.OnnxGraph.Type;
import org.liaoyuan.sound.onnx.PowerSpectrum;
import org.liaoyuan.sound.onnx.ProtoMessage;

/**
 * What Whisper hears, as a graph: samples to a logarithmic mel spectrum (Fourier transform as a convolution), two convolutions,
 * layers of attention, and of each layer of the decoder the keys and values of what was heard, so that they are computed once.
 * (Radford et al., 2022; openai-whisper, audio.py and model.py.)
 *
 * <p>Input: {@code samples} [1, 1, 320 n + 240]: 200 mirrored ones, then 16 kHz; {@code positions} [1]: n. Outputs:
 * {@code key_i}, {@code value_i} [1, heads, n, width of a head].
 */
final class EncoderGraph {

    static final int FFT = PowerSpectrum.FFT;
    static final int HOP = PowerSpectrum.HOP;
    private static final float FLOOR = 1e-10f;
    /** Decades below the loudest that are heard. */
    private static final float RANGE = 8;

    private final Ct2File file;
    private final Dimensions sizes;
    private final OnnxGraph graph = new OnnxGraph("whisper");
    private final Weights weights;

    private EncoderGraph(Ct2File file, Dimensions sizes) {
        this.file = file;
        this.sizes = sizes;
        this.weights = new Weights(file, graph);
    }

    static ProtoMessage of(Ct2File file, Dimensions sizes) throws IOException {
        return new EncoderGraph(file, sizes).build();
    }

    private ProtoMessage build() throws IOException {
        int width = sizes.audioState();
        graph.input("samples", Type.FLOAT, 1, 1, -1);
        graph.input("positions", Type.INT64, 1);
        String spectrum = spectrum();
        String heard = convolution("encoder/conv1", spectrum, sizes.mels(), 1);
        heard = convolution("encoder/conv2", heard, width, 2);
        heard = graph.rows(heard);
        heard = graph.node("Transpose", List.of(heard), new Attribute.Wholes("perm", List.of(1L, 0L)));
        String places = graph.node(
                "Slice",
                List.of(
                        weights.variable("encoder/position_encodings/encodings", sizes.audioPositions(), width),
                        graph.longs(0),
                        "positions",
                        graph.longs(0)));
        heard = graph.node("Add", List.of(heard, places));
        for (int i = 0; i < sizes.audioLayers(); i++) {
            heard = layer("encoder/layer_" + i, heard);
        }
        heard = weights.norm("encoder/layer_norm", heard, width);
        for (int i = 0; i < sizes.textLayers(); i++) {
            remember(i, heard);
        }
        return graph.model();
    }

    private String spectrum() {
        int bins = MelFilters.BINS;
        String power = PowerSpectrum.of(graph, "samples");
        String mel = graph.node(
                "MatMul", List.of(graph.floats(MelFilters.weights(sizes.mels()), sizes.mels(), bins), power));
        String log = graph.node(
                "Mul",
                List.of(graph.node("Log", List.of(graph.node("Max", List.of(mel, scalar(FLOOR))))), scalar((float)
                        (1 / Math.log(10)))));
        String loudest = graph.node("ReduceMax", List.of(log), new Attribute.Whole("keepdims", 1));
        String least = graph.node("Sub", List.of(loudest, scalar(RANGE)));
        String bounded = graph.node("Max", List.of(log, least));
        return graph.node("Mul", List.of(graph.node("Add", List.of(bounded, scalar(4))), scalar(0.25f)));
    }

    private String scalar(float value) {
        return graph.floats(new float[] {value}, 1);
    }

    private String convolution(String name, String input, int in, long stride) throws IOException {
        int width = sizes.audioState();
        String out = graph.node(
                "Conv",
                List.of(
                        input,
                        weights.variable(name + "/weight", width, in, 3),
                        weights.variable(name + "/bias", width)),
                new Attribute.Wholes("pads", List.of(1L, 1L)),
                new Attribute.Wholes("strides", List.of(stride)));
        return graph.node("Gelu", List.of(out));
    }

    private String layer(String name, String input) throws IOException {
        int width = sizes.audioState();
        String normed = weights.norm(name + "/self_attention/layer_norm", input, width);
        String fused = weights.linear(name + "/self_attention/linear_0", normed, 3 * width, width);
        List<String> parts = graph.split(graph.batch(fused), 3, 2);
        String attended = "attended_" + name;
        graph.own("MultiHeadAttention", parts, List.of(attended), new Attribute.Whole("num_heads", sizes.audioHeads()));
        String out = weights.linear(name + "/self_attention/linear_1", graph.rows(attended), width, width);
        String after = graph.node("Add", List.of(input, out));
        String wide = weights.linear(
                name + "/ffn/linear_0", weights.norm(name + "/ffn/layer_norm", after, width), 4 * width, width);
        String narrow = weights.linear(name + "/ffn/linear_1", graph.node("Gelu", List.of(wide)), width, 4 * width);
        return graph.node("Add", List.of(after, narrow));
    }

    /** Keys and values of a layer of the decoder. */
    private void remember(int layer, String heard) throws IOException {
        int heads = sizes.textHeads();
        int width = sizes.textState();
        String both =
                weights.linear("decoder/layer_" + layer + "/attention/linear_1", heard, 2 * width, sizes.audioState());
        List<String> parts = graph.split(both, 2, 1);
        String shape = graph.longs(1, -1, heads, width / heads);
        for (int i = 0; i < 2; i++) {
            String cut = graph.node("Reshape", List.of(parts.get(i), shape));
            String turned =
                    graph.node("Transpose", List.of(cut), new Attribute.Wholes("perm", List.of(0L, 2L, 1L, 3L)));
            String name = (i == 0 ? "key_" : "value_") + layer;
            graph.name(turned, name);
            graph.output(name, Type.FLOAT, 1, heads, -1, width / heads);
        }
    }
}
