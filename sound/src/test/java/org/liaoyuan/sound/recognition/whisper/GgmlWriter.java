package org.liaoyuan.sound.recognition.whisper;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.liaoyuan.sound.dsp.MelFilters;

/**
 * Writes a whisper.cpp file, little-endian: magic, sizes, mel filters, tokens, and tensors, whose dimensions stand innermost
 * first (whisper.cpp, models/convert-pt-to-ggml.py).
 */
final class GgmlWriter {

    private static final int MAGIC = 0x67676d6c; // "ggml"
    private static final int HALF = 1; // matrices in 16 bits; also the type of such a tensor
    private static final int WHOLE = 0;

    private final OutputStream out;

    GgmlWriter(OutputStream out) {
        this.out = out;
    }

    void header(Dimensions sizes) throws IOException {
        integers(
                MAGIC,
                sizes.vocabulary(),
                sizes.audioPositions(),
                sizes.audioState(),
                sizes.audioHeads(),
                sizes.audioLayers(),
                sizes.textPositions(),
                sizes.textState(),
                sizes.textHeads(),
                sizes.textLayers(),
                sizes.mels(),
                HALF);
        integers(sizes.mels(), MelFilters.BINS);
        floats(MelFilters.weights(sizes.mels()));
    }

    void tokens(List<byte[]> tokens) throws IOException {
        integers(tokens.size());
        for (byte[] token : tokens) {
            integers(token.length);
            out.write(token);
        }
    }

    /** What stands before a tensor's numbers. */
    void tensor(Tensor tensor) throws IOException {
        byte[] name = tensor.name().getBytes(StandardCharsets.UTF_8);
        integers(tensor.shape().size(), name.length, tensor.whole() ? WHOLE : HALF);
        for (int dimension : tensor.shape().reversed()) {
            integers(dimension);
        }
        out.write(name);
    }

    void floats(float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    void halves(short[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(values);
        out.write(bytes.array());
    }

    private void integers(int... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        out.write(bytes.array());
    }
}
