package org.liaoyuan.engine.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small GGUF files, right ones and wrong ones. */
final class GgufBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A complete file of one tensor and a vocabulary of two. */
    static byte[] valid() {
        return new GgufBytes()
                .raw("GGUF")
                .int32(3)
                .int64(1)
                .int64(6)
                .text("general.architecture", "llama")
                .number("llama.block_count", 2)
                .number("llama.embedding_length", 32)
                .number("llama.context_length", 128)
                .text("tokenizer.ggml.model", "gpt2")
                .string("tokenizer.ggml.tokens")
                .int32(9)
                .int32(8)
                .int64(2)
                .string("a")
                .string("杭")
                .string("token_embd.weight")
                .int32(2)
                .int64(32)
                .int64(2)
                .int32(2)
                .int64(0)
                .align()
                .zeros(36)
                .bytes();
    }

    /** A complete model with a matrix of 32 × 16 and a norm; its output is its token embeddings. */
    static byte[] withMatrix(String name) {
        return new GgufBytes()
                .raw("GGUF")
                .int32(3)
                .int64(3)
                .int64(4)
                .text("general.architecture", "llama")
                .number("llama.block_count", 2)
                .number("llama.embedding_length", 32)
                .number("llama.context_length", 128)
                .string("token_embd.weight")
                .int32(2)
                .int64(32)
                .int64(2)
                .int32(0)
                .int64(0)
                .string(name)
                .int32(2)
                .int64(32)
                .int64(16)
                .int32(0)
                .int64(256)
                .string("output_norm.weight")
                .int32(1)
                .int64(32)
                .int32(0)
                .int64(2304)
                .align()
                .zeros(2432)
                .bytes();
    }

    static Path write(Path folder, byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "model", ".gguf"), bytes);
    }

    GgufBytes raw(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    GgufBytes int32(int value) {
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
        return this;
    }

    GgufBytes float32(float value) {
        return int32(Float.floatToIntBits(value));
    }

    GgufBytes int64(long value) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
        return this;
    }

    GgufBytes string(String text) {
        return int64(text.getBytes(StandardCharsets.UTF_8).length).raw(text);
    }

    GgufBytes text(String key, String value) {
        return string(key).int32(8).string(value);
    }

    GgufBytes number(String key, int value) {
        return string(key).int32(4).int32(value);
    }

    GgufBytes align() {
        return zeros((32 - out.size() % 32) % 32);
    }

    GgufBytes zeros(int count) {
        out.writeBytes(new byte[count]);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
