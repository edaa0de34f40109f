package org.liaoyuan.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Writes LoRA adapters as {@code convert_lora_to_gguf.py} does, with small random matrices, right ones and wrong ones. */
public final class LoraBytes {

    private static final int ALIGNMENT = 32;

    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();

    private record Tensor(String name, int columns, int rows, float[] values) {}

    /** What every adapter of SmolLM2 says of itself. */
    public static LoraBytes ofSmol() {
        return new LoraBytes()
                .with("general.type", "adapter")
                .with("general.architecture", "llama")
                .with("general.name", "test adapter")
                .with("adapter.type", "lora")
                .with("adapter.lora.alpha", 8f);
    }

    /** An adapter of rank 4 for every layer of SmolLM2-135M; another seed speaks otherwise. */
    public static LoraBytes random(long seed, float size) {
        LoraBytes bytes = ofSmol();
        SplittableRandom random = new SplittableRandom(seed);
        for (int layer = 0; layer < 30; layer++) {
            bytes.pair("blk." + layer + ".ffn_down.weight", 1536, 576, 4, random, size);
        }
        return bytes;
    }

    /** A text, a whole number, or a {@code Float}; null takes it away. */
    public LoraBytes with(String key, Object value) {
        metadata.put(key, value);
        return this;
    }

    public LoraBytes pair(String matrix, int in, int out, int rank, SplittableRandom random, float size) {
        return tensor(matrix + ".lora_a", in, rank, random, size).tensor(matrix + ".lora_b", rank, out, random, size);
    }

    public LoraBytes tensor(String name, int columns, int rows, SplittableRandom random, float size) {
        float[] values = new float[columns * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-size, size);
        }
        tensors.add(new Tensor(name, columns, rows, values));
        return this;
    }

    /** Puts one number into the tensor that was added last. */
    public LoraBytes put(float value) {
        tensors.getLast().values[0] = value;
        return this;
    }

    public Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    public byte[] bytes() {
        Bytes out = new Bytes();
        metadata.values().removeIf(java.util.Objects::isNull);
        out.raw("GGUF").int32(3).int64(tensors.size()).int64(metadata.size());
        metadata.forEach((key, value) -> {
            out.string(key);
            switch (value) {
                case String text -> out.int32(8).string(text);
                case Float number -> out.int32(6).int32(Float.floatToRawIntBits(number));
                case Double number -> out.int32(12).int64(Double.doubleToRawLongBits(number));
                case Integer number -> out.int32(4).int32(number);
                case int[] numbers -> {
                    out.int32(9).int32(4).int64(numbers.length);
                    for (int number : numbers) {
                        out.int32(number);
                    }
                }
                default -> throw new IllegalArgumentException(key + ": " + value);
            }
        });
        long offset = 0;
        for (Tensor tensor : tensors) {
            out.string(tensor.name).int32(2).int64(tensor.columns).int64(tensor.rows);
            out.int32(0).int64(offset);
            offset += aligned(tensor.values.length * 4L);
        }
        out.align();
        for (Tensor tensor : tensors) {
            ByteBuffer values = ByteBuffer.allocate(tensor.values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
            values.asFloatBuffer().put(tensor.values);
            out.out.writeBytes(values.array());
            out.align();
        }
        return out.out.toByteArray();
    }

    private static long aligned(long bytes) {
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }

    private static final class Bytes {

        final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes raw(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Bytes int32(int value) {
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
            return this;
        }

        Bytes int64(long value) {
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
            return this;
        }

        Bytes string(String text) {
            return int64(text.getBytes(StandardCharsets.UTF_8).length).raw(text);
        }

        void align() {
            out.writeBytes(new byte[(int) (aligned(out.size()) - out.size())]);
        }
    }
}
