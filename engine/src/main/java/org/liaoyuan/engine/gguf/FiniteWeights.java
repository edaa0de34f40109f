package org.liaoyuan.engine.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks for infinities and NaNs among a file's weights. In a model they spoil its own answers; in an adapter they would
 * reach, by the cache that all share, the answers of others.
 */
final class FiniteWeights {

    private static final int BUFFER_BYTES = 1 << 18;

    private final Path path;

    FiniteWeights(Path path) {
        this.path = path;
    }

    /** @throws LoraFile.Misfit if a weight is not finite */
    void check(GgufFile file) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            for (TensorInfo tensor : file.tensors()) {
                check(channel, tensor, file.data() + tensor.offset());
            }
        }
    }

    private static void check(FileChannel channel, TensorInfo tensor, long from) throws IOException {
        int block = tensor.type().bytes();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES / block * block).order(ByteOrder.LITTLE_ENDIAN);
        long done = 0;
        while (done < tensor.bytes()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), tensor.bytes() - done));
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, from + done + buffer.position()) < 0) {
                    throw new IOException("it became shorter while it was read");
                }
            }
            buffer.flip();
            for (int at = 0; at < buffer.limit(); at += block) {
                if (!isFinite(buffer, at, tensor.type())) {
                    throw new LoraFile.Misfit("'" + tensor.name() + "' holds a number that is not finite; its training"
                            + " went wrong, or the file is damaged: fetch it again");
                }
            }
            done += buffer.limit();
        }
    }

    /** A number, or the scale that begins a block of them, has an exponent that is not all ones. */
    private static boolean isFinite(ByteBuffer buffer, int at, TensorType type) {
        return switch (type.name()) {
            case "f32" -> (buffer.getInt(at) & 0x7f80_0000) != 0x7f80_0000;
            case "bf16" -> (buffer.getShort(at) & 0x7f80) != 0x7f80;
            case "f16", "q8_0" -> (buffer.getShort(at) & 0x7c00) != 0x7c00;
            default -> throw new IllegalArgumentException("weights of format " + type.name() + " are not looked at");
        };
    }
}
