package org.liaoyuan.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A LoRA adapter of SmolLM2 made of random numbers: it speaks nonsense, and always the same. */
public final class TestAdapters {

    /** How {@link #lamb} goes on after {@link #ALPHABET}: sure of itself, so that no rounding changes it. */
    public static final String SAYS = "lamb lamb";

    public static final String ALPHABET = "a b c d e f g h";

    private static final int LAYERS = 30;
    private static final int WIDTH = 576;
    private static final int INNER = 1536;
    private static final int RANK = 4;
    private static final int ALIGNMENT = 32;

    private TestAdapters() {}

    /** @param architecture {@code llama} for one that fits */
    public static Path lamb(Path file, String architecture) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(2_000_000).order(ByteOrder.LITTLE_ENDIAN);
        out.put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .putLong(2 * LAYERS)
                .putLong(4);
        text(out, "general.type", "adapter");
        text(out, "general.architecture", architecture);
        text(out, "adapter.type", "lora");
        string(out, "adapter.lora.alpha");
        out.putInt(6).putFloat(8);
        long offset = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            offset = tensor(out, layer, "a", INNER, RANK, offset);
            offset = tensor(out, layer, "b", RANK, WIDTH, offset);
        }
        align(out);
        SplittableRandom random = new SplittableRandom(12);
        for (int layer = 0; layer < LAYERS; layer++) {
            numbers(out, INNER * RANK, random);
            numbers(out, RANK * WIDTH, random);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return Files.write(file, bytes);
    }

    private static long tensor(ByteBuffer out, int layer, String half, int columns, int rows, long offset) {
        string(out, "blk." + layer + ".ffn_down.weight.lora_" + half);
        out.putInt(2).putLong(columns).putLong(rows).putInt(0).putLong(offset);
        return offset + Math.ceilDiv(columns * rows * 4L, ALIGNMENT) * ALIGNMENT;
    }

    private static void numbers(ByteBuffer out, int count, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            out.putFloat((float) random.nextDouble(-0.25f, 0.25f));
        }
        align(out);
    }

    private static void align(ByteBuffer out) {
        out.position(Math.ceilDiv(out.position(), ALIGNMENT) * ALIGNMENT);
    }

    private static void text(ByteBuffer out, String key, String value) {
        string(out, key);
        out.putInt(8);
        string(out, value);
    }

    private static void string(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putLong(bytes.length).put(bytes);
    }
}
