package org.liaoyuan.sound.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.sound.AudioException;

/**
 * A field of a message of protocol buffers, as it lies there.
 *
 * @param number of the field
 * @param whole with its head, to be copied as it is
 * @param value what its head announces; of a number nothing
 */
record ProtoField(int number, ByteBuffer whole, ByteBuffer value) {

    private static final int MOST_FIELDS = 1 << 17;

    /** @throws AudioException if it is no message */
    static List<ProtoField> of(ByteBuffer message) {
        ByteBuffer in = message.slice();
        List<ProtoField> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            if (fields.size() == MOST_FIELDS) {
                throw new AudioException("a network of more than " + MOST_FIELDS + " parts is not read");
            }
            int start = in.position();
            long key = varint(in);
            int length = switch ((int) (key & 7)) {
                case 0 -> {
                    varint(in);
                    yield 0;
                }
                case 1 -> skip(in, Long.BYTES);
                case 2 -> (int) Math.min(Integer.MAX_VALUE, Math.max(-1, varint(in)));
                case 5 -> skip(in, Float.BYTES);
                default -> throw broken(start);
            };
            if (length < 0 || length > in.remaining() || key >>> 3 > Integer.MAX_VALUE) {
                throw broken(start);
            }
            ByteBuffer value = in.slice(in.position(), length);
            in.position(in.position() + length);
            fields.add(new ProtoField((int) (key >>> 3), in.slice(start, in.position() - start), value));
        }
        return fields;
    }

    private static int skip(ByteBuffer in, int bytes) {
        if (bytes > in.remaining()) {
            throw broken(in.position());
        }
        in.position(in.position() + bytes);
        return 0;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                throw broken(in.position());
            }
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw broken(in.position());
    }

    private static AudioException broken(int at) {
        return new AudioException("the network is broken at byte " + at + " of a part: fetch its file again");
    }

    String text() {
        return StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }
}
