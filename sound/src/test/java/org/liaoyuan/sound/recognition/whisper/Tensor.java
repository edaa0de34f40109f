package org.liaoyuan.sound.recognition.whisper;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor of a whisper.cpp file, and where its numbers are in a CTranslate2 file: a variable, or a part of one. CTranslate2
 * keeps the projections of query, key and value as one variable, one below the other; whisper.cpp wants them apart.
 *
 * @param name as OpenAI's code calls it, which whisper.cpp looks for
 * @param variable of the CTranslate2 file
 * @param part which of the parts, from 0
 * @param parts into how many equal parts the variable is cut along its first dimension
 * @param shape which shape it must have, outermost dimension first
 * @param whole whether it is kept in 32 bits: vectors and positions are, matrices in 16
 */
record Tensor(String name, String variable, int part, int parts, List<Integer> shape, boolean whole) {

    long elements() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    /** All tensors of a model, in the order in which they are written. */
    static List<Tensor> of(Dimensions sizes) {
        List<Tensor> all = new ArrayList<>();
        int audio = sizes.audioState();
        int text = sizes.textState();
        all.add(whole(
                "encoder.positional_embedding",
                "encoder/position_encodings/encodings",
                List.of(sizes.audioPositions(), audio)));
        all.add(matrix("encoder.conv1.weight", "encoder/conv1/weight", List.of(audio, sizes.mels(), 3)));
        all.add(whole("encoder.conv1.bias", "encoder/conv1/bias", List.of(audio, 1)));
        all.add(matrix("encoder.conv2.weight", "encoder/conv2/weight", List.of(audio, audio, 3)));
        all.add(whole("encoder.conv2.bias", "encoder/conv2/bias", List.of(audio, 1)));
        for (int i = 0; i < sizes.audioLayers(); i++) {
            String to = "encoder.blocks." + i;
            String from = "encoder/layer_" + i;
            selfAttention(all, to, from, audio);
            feedForward(all, to, from, audio);
        }
        norm(all, "encoder.ln_post", "encoder/layer_norm", audio);
        all.add(matrix(
                "decoder.token_embedding.weight", "decoder/embeddings/weight", List.of(sizes.vocabulary(), text)));
        all.add(whole(
                "decoder.positional_embedding",
                "decoder/position_encodings/encodings",
                List.of(sizes.textPositions(), text)));
        for (int i = 0; i < sizes.textLayers(); i++) {
            String to = "decoder.blocks." + i;
            String from = "decoder/layer_" + i;
            selfAttention(all, to, from, text);
            crossAttention(all, to, from, text, audio);
            feedForward(all, to, from, text);
        }
        norm(all, "decoder.ln", "decoder/layer_norm", text);
        return all;
    }

    private static void selfAttention(List<Tensor> all, String to, String from, int width) {
        norm(all, to + ".attn_ln", from + "/self_attention/layer_norm", width);
        String fused = from + "/self_attention/linear_0";
        linear(all, to + ".attn.query", fused, 0, 3, width, width);
        part(all, to + ".attn.key.weight", fused + "/weight", 1, 3, List.of(width, width));
        linear(all, to + ".attn.value", fused, 2, 3, width, width);
        linear(all, to + ".attn.out", from + "/self_attention/linear_1", 0, 1, width, width);
    }

    private static void crossAttention(List<Tensor> all, String to, String from, int width, int audio) {
        norm(all, to + ".cross_attn_ln", from + "/attention/layer_norm", width);
        linear(all, to + ".cross_attn.query", from + "/attention/linear_0", 0, 1, width, width);
        String fused = from + "/attention/linear_1";
        part(all, to + ".cross_attn.key.weight", fused + "/weight", 0, 2, List.of(width, audio));
        linear(all, to + ".cross_attn.value", fused, 1, 2, width, audio);
        linear(all, to + ".cross_attn.out", from + "/attention/linear_2", 0, 1, width, width);
    }

    private static void feedForward(List<Tensor> all, String to, String from, int width) {
        norm(all, to + ".mlp_ln", from + "/ffn/layer_norm", width);
        linear(all, to + ".mlp.0", from + "/ffn/linear_0", 0, 1, 4 * width, width);
        linear(all, to + ".mlp.2", from + "/ffn/linear_1", 0, 1, width, 4 * width);
    }

    private static void norm(List<Tensor> all, String to, String from, int width) {
        all.add(whole(to + ".weight", from + "/gamma", List.of(width)));
        all.add(whole(to + ".bias", from + "/beta", List.of(width)));
    }

    private static void linear(List<Tensor> all, String to, String from, int part, int parts, int out, int in) {
        part(all, to + ".weight", from + "/weight", part, parts, List.of(out, in));
        all.add(new Tensor(to + ".bias", from + "/bias", part, parts, List.of(out), true));
    }

    private static void part(List<Tensor> all, String to, String from, int part, int parts, List<Integer> shape) {
        all.add(new Tensor(to, from, part, parts, shape, false));
    }

    private static Tensor matrix(String name, String variable, List<Integer> shape) {
        return new Tensor(name, variable, 0, 1, shape, false);
    }

    private static Tensor whole(String name, String variable, List<Integer> shape) {
        return new Tensor(name, variable, 0, 1, shape, true);
    }
}
