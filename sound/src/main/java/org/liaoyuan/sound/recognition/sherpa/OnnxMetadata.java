package org.liaoyuan.sound.recognition.sherpa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.liaoyuan.sound.AudioException;

/**
 * What an ONNX file says of itself. (onnx.proto: a model's field 14 are entries, of which field 1 is the key and field 2 the value.)
 * The network itself, field 7, is skipped, however large it is.
 */
final class OnnxMetadata {

    private static final int ENTRY = 14;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int DELIMITED = 2;
    private static final int MOST_FIELDS = 10_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int HEAD = 20;

    private final Path file;
    private final FileChannel channel;
    private final Map<String, String> entries = new HashMap<>();

    private OnnxMetadata(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws AudioException if it is no ONNX file, or can't be read */
    static Map<String, String> of(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            OnnxMetadata metadata = new OnnxMetadata(file, channel);
            metadata.read();
            return metadata.entries;
        } catch (IOException e) {
            throw new AudioException(file + " can't be read: " + e, e);
        }
    }

    private void read() throws IOException {
        long size = channel.size();
        long at = 0;
        for (int fields = 0; at < size; fields++) {
            ByteBuffer head = bytes(at, (int) Math.min(HEAD, size - at));
            long key = varint(head);
            if (fields == MOST_FIELDS || key >>> 3 == 0 || key >>> 3 > 100) {
                throw broken(at);
            }
            long length = switch ((int) (key & 7)) {
                case 0 -> {
                    varint(head);
                    yield 0;
                }
                case 1 -> Long.BYTES;
                case DELIMITED -> varint(head);
                case 5 -> Float.BYTES;
                default -> throw broken(at);
            };
            long from = at + head.position();
            if (length < 0 || length > size - from) {
                throw broken(at);
            }
            if (key >>> 3 == ENTRY && (key & 7) == DELIMITED) {
                if (length > MOST_BYTES) {
                    throw broken(at);
                }
                entry(bytes(from, (int) length));
            }
            at = from + length;
        }
        if (size == 0) {
            throw broken(0);
        }
    }

    private void entry(ByteBuffer in) {
        String name = "";
        String value = "";
        while (in.hasRemaining()) {
            long key = varint(in);
            long length = varint(in);
            if ((key & 7) != DELIMITED || length < 0 || length > in.remaining()) {
                throw broken(in.position());
            }
            byte[] text = new byte[(int) length];
            in.get(text);
            if (key >>> 3 == KEY) {
                name = new String(text, StandardCharsets.UTF_8);
            } else if (key >>> 3 == VALUE) {
                value = new String(text, StandardCharsets.UTF_8);
            }
        }
        entries.put(name, value);
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw broken(at);
            }
        }
        return buffer.flip();
    }

    private long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64 && in.hasRemaining(); shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw broken(in.position());
    }

    private AudioException broken(long at) {
        return new AudioException(
                file + " is no ONNX network, or is damaged at byte " + at + ": get the model's files again");
    }
}
