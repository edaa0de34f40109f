package org.liaoyuan.sound.recognition.whisper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.sound.onnx.OnnxGraph;
import org.liaoyuan.sound.onnx.OnnxGraph.Attribute;
import org.liaoyuan.sound.onnx.OnnxGraph.Type;
import org.liaoyuan.sound.onnx.ProtoMessage;

/**
 * What Whisper says, as a graph: tokens, after those that were read before, to how probable each token is next. Several lines,
 * which are guesses at the same sound, are read at once, and each may go on from any that was read before.
 *
 * <p>Inputs: {@code tokens} [lines, n], {@code places} [n], {@code parents} [lines], which of the lines before each goes on from,
 * {@code key_i}, {@code value_i} of what was heard, {@code past_key_i}, {@code past_value_i} [lines before, heads, read before, width
 * of a head]. Outputs: {@code scores} [lines, 1, vocabulary] of the last tokens, {@code now_key_i}, {@code now_value_i}: the past of
 * the next step.
 */
final class DecoderGraph {

    private final Dimensions sizes;
    private final int width;
    private final int heads;
    private final OnnxGraph graph = new OnnxGraph("whisper");
    private final Weights weights;
    /** Of what is said: lines, tokens, width. */
    private String shape = "";

    private DecoderGraph(Ct2File file, Dimensions sizes) {
        this.sizes = sizes;
        this.width = sizes.textState();
        this.heads = sizes.textHeads();
        this.weights = new Weights(file, graph);
    }

    static ProtoMessage of(Ct2File file, Dimensions sizes) throws IOException {
        return new DecoderGraph(file, sizes).build();
    }

    private ProtoMessage build() throws IOException {
        graph.input("tokens", Type.INT64, -1, -1);
        graph.input("places", Type.INT64, -1);
        graph.input("parents", Type.INT64, -1);
        String words = "decoder/embeddings/weight";
        String said = graph.node(
                "Add",
                List.of(
                        weights.rows(words, "tokens", sizes.vocabulary(), width),
                        weights.rows("decoder/position_encodings/encodings", "places", sizes.textPositions(), width)));
        shape = graph.node("Shape", List.of(said));
        for (int i = 0; i < sizes.textLayers(); i++) {
            said = layer(i, said);
        }
        String last = graph.node("Gather", List.of(said, graph.longs(-1)), new Attribute.Whole("axis", 1));
        String scores =
                weights.product(words, weights.norm("decoder/layer_norm", last, width), sizes.vocabulary(), width, "");
        graph.name(scores, "scores");
        graph.output("scores", Type.FLOAT, -1, 1, sizes.vocabulary());
        return graph.model();
    }

    private String layer(int number, String input) throws IOException {
        String name = "decoder/layer_" + number;
        String own = weights.linear8(
                name + "/self_attention/linear_0",
                weights.norm(name + "/self_attention/layer_norm", input, width),
                3 * width,
                width);
        List<String> parts = new ArrayList<>(graph.split(own, 3, 2));
        parts.addAll(List.of("", "", ""));
        for (String past : List.of("past_key_" + number, "past_value_" + number)) {
            graph.input(past, Type.FLOAT, -1, heads, -1, width / heads);
            parts.add(graph.node("Gather", List.of(past, "parents"), new Attribute.Whole("axis", 0)));
        }
        List<String> results = List.of(name + "_said", "now_key_" + number, "now_value_" + number);
        graph.own(
                "MultiHeadAttention",
                parts,
                results,
                new Attribute.Whole("num_heads", heads),
                new Attribute.Whole("unidirectional", 1));
        results.subList(1, 3).forEach(now -> graph.output(now, Type.FLOAT, -1, heads, -1, width / heads));
        String after = graph.node(
                "Add",
                List.of(input, weights.linear8(name + "/self_attention/linear_1", results.getFirst(), width, width)));
        after = graph.node("Add", List.of(after, listened(number, name, after)));
        String wide = weights.linear8(
                name + "/ffn/linear_0", weights.norm(name + "/ffn/layer_norm", after, width), 4 * width, width);
        String narrow = weights.linear8(name + "/ffn/linear_1", graph.node("Gelu", List.of(wide)), width, 4 * width);
        return graph.node("Add", List.of(after, narrow));
    }

    /** Attention to what was heard, which is the same for all lines: they ask as if they were one. */
    private String listened(int number, String name, String input) throws IOException {
        String query = weights.linear8(
                name + "/attention/linear_0", weights.norm(name + "/attention/layer_norm", input, width), width, width);
        for (String heard : List.of("key_" + number, "value_" + number)) {
            graph.input(heard, Type.FLOAT, 1, heads, -1, width / heads);
        }
        String result = name + "_heard";
        graph.own(
                "MultiHeadAttention",
                List.of(
                        graph.node("Reshape", List.of(query, graph.longs(1, -1, width))),
                        "key_" + number,
                        "value_" + number),
                List.of(result),
                new Attribute.Whole("num_heads", heads));
        return weights.linear8(
                name + "/attention/linear_2", graph.node("Reshape", List.of(result, shape)), width, width);
    }
}
