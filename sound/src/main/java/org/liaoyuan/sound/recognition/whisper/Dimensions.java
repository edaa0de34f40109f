package org.liaoyuan.sound.recognition.whisper;

import java.io.IOException;
import java.util.List;

/**
 * The sizes of a Whisper model, as they stand at the head of a whisper.cpp file and in its order.
 *
 * @param vocabulary tokens, with the special ones
 * @param audioPositions of the encoder: 1500 for 30 s
 * @param audioState width of the encoder
 * @param audioHeads of attention in the encoder
 * @param audioLayers of the encoder
 * @param textPositions of the decoder: 448
 * @param textState width of the decoder
 * @param textHeads of attention in the decoder
 * @param textLayers of the decoder
 * @param mels bands of the front end: 80, or 128 for the large models of the third version
 */
record Dimensions(
        int vocabulary,
        int audioPositions,
        int audioState,
        int audioHeads,
        int audioLayers,
        int textPositions,
        int textState,
        int textHeads,
        int textLayers,
        int mels) {

    private static final int MOST_LAYERS = 64;
    private static final int MOST_HEADS = 64;

    /** Read off the shapes of a file's variables. */
    static Dimensions of(Ct2File file) throws IOException {
        List<Integer> embeddings = matrix(file, "decoder/embeddings/weight");
        List<Integer> audio = matrix(file, "encoder/position_encodings/encodings");
        List<Integer> text = matrix(file, "decoder/position_encodings/encodings");
        List<Integer> convolution = file.variable("encoder/conv1/weight").shape();
        if (convolution.size() != 3 || !text.get(1).equals(embeddings.get(1))) {
            throw file.refused("has sizes that do not fit together in its first layers");
        }
        return new Dimensions(
                embeddings.get(0),
                audio.get(0),
                audio.get(1),
                heads(file, "encoder"),
                layers(file, "encoder"),
                text.get(0),
                text.get(1),
                heads(file, "decoder"),
                layers(file, "decoder"),
                convolution.get(1));
    }

    private static List<Integer> matrix(Ct2File file, String name) {
        List<Integer> shape = file.variable(name).shape();
        if (shape.size() != 2) {
            throw file.refused("has " + shape.size() + " dimensions in " + name + ", where 2 are expected");
        }
        return shape;
    }

    private static int heads(Ct2File file, String half) throws IOException {
        int heads = file.scalar(half + "/num_heads");
        if (heads < 1 || heads > MOST_HEADS) {
            throw file.refused("says " + heads + " heads of its " + half + ", outside of 1 to " + MOST_HEADS);
        }
        return heads;
    }

    private static int layers(Ct2File file, String half) {
        int layers = 0;
        while (file.has(half + "/layer_" + layers + "/ffn/linear_0/weight")) {
            layers++;
        }
        if (layers < 1 || layers > MOST_LAYERS) {
            throw file.refused("has " + layers + " layers in its " + half + ", outside of 1 to " + MOST_LAYERS);
        }
        return layers;
    }
}
