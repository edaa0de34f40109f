package org.liaoyuan.sound.recognition.whisper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A tiny Whisper model in CTranslate2's form: one layer each, width 32; each number of a variable is its place in it. */
final class Ct2Fixture {

    static final int WIDTH = 32;
    static final int VOCABULARY = 1510;

    private final List<byte[]> variables = new ArrayList<>();

    static Path model(Path folder) throws IOException {
        return Files.write(folder.resolve("model.bin"), new Ct2Fixture().bytes());
    }

    byte[] bytes() throws IOException {
        half("encoder/conv1/weight", WIDTH, 80, 3);
        half("encoder/conv1/bias", WIDTH);
        half("encoder/conv2/weight", WIDTH, WIDTH, 3);
        half("encoder/conv2/bias", WIDTH);
        half("encoder/position_encodings/encodings", 6, WIDTH);
        half("decoder/position_encodings/encodings", 5, WIDTH);
        half("decoder/embeddings/weight", VOCABULARY, WIDTH);
        for (String half : List.of("encoder", "decoder")) {
            scalar(half + "/num_heads", 2);
            norm(half + "/layer_norm");
            attention(half + "/layer_0/self_attention", 3);
            norm(half + "/layer_0/ffn/layer_norm");
            linear(half + "/layer_0/ffn/linear_0", 4 * WIDTH, WIDTH);
            linear(half + "/layer_0/ffn/linear_1", WIDTH, 4 * WIDTH);
        }
        norm("decoder/layer_0/attention/layer_norm");
        linear("decoder/layer_0/attention/linear_0", WIDTH, WIDTH);
        linear("decoder/layer_0/attention/linear_1", 2 * WIDTH, WIDTH);
        linear("decoder/layer_0/attention/linear_2", WIDTH, WIDTH);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(integers(6));
        out.write(name("WhisperSpec"));
        out.write(integers(3, variables.size()));
        for (byte[] variable : variables) {
            out.write(variable);
        }
        out.write(integers(0));
        return out.toByteArray();
    }

    private void attention(String name, int parts) throws IOException {
        norm(name + "/layer_norm");
        linear(name + "/linear_0", parts * WIDTH, WIDTH);
        linear(name + "/linear_1", WIDTH, WIDTH);
    }

    private void norm(String name) throws IOException {
        half(name + "/gamma", WIDTH);
        half(name + "/beta", WIDTH);
    }

    private void linear(String name, int out, int in) throws IOException {
        half(name + "/weight", out, in);
        half(name + "/bias", out);
    }

    private void half(String name, int... shape) throws IOException {
        int count = 1;
        for (int dimension : shape) {
            count *= dimension;
        }
        ByteBuffer data = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            data.putShort(Float.floatToFloat16(i));
        }
        add(name, shape, 4, data.array());
    }

    private void scalar(String name, int value) throws IOException {
        add(name, new int[0], 2, new byte[] {(byte) value, 0});
    }

    private void add(String name, int[] shape, int type, byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(name(name));
        out.write(shape.length);
        out.write(integers(shape));
        out.write(type);
        out.write(integers(data.length));
        out.write(data);
        variables.add(out.toByteArray());
    }

    private static byte[] name(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + text.length + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (text.length + 1))
                .put(text)
                .array();
    }

    private static byte[] integers(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }
}
