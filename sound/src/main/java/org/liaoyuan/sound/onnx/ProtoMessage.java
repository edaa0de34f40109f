package org.liaoyuan.sound.onnx;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of protocol buffers while it is written. Large values are kept as they were given, which may be parts of a mapped file, and
 * copied once, in the end.
 */
public final class ProtoMessage {

    private static final int VARINT = 0;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final List<ByteBuffer> parts = new ArrayList<>();
    private int size;

    public ProtoMessage number(int field, long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, (long) field << 3 | VARINT);
        varint(out, value);
        return add(ByteBuffer.wrap(out.toByteArray()));
    }

    public ProtoMessage real(int field, float value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, (long) field << 3 | FIXED32);
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array());
        return add(ByteBuffer.wrap(out.toByteArray()));
    }

    public ProtoMessage text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** @param value not copied: it must not change any more */
    public ProtoMessage bytes(int field, byte[] value) {
        return head(field, value.length).add(ByteBuffer.wrap(value));
    }

    /** @param value what is left of it; it must not change any more */
    public ProtoMessage bytes(int field, ByteBuffer value) {
        return head(field, value.remaining()).add(value.duplicate());
    }

    public ProtoMessage message(int field, ProtoMessage value) {
        head(field, value.size);
        value.parts.forEach(this::add);
        return this;
    }

    /** A field as it lies in another message, not copied. */
    ProtoMessage raw(ByteBuffer field) {
        return add(field.duplicate());
    }

    private ProtoMessage head(int field, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, (long) field << 3 | BYTES);
        varint(out, length);
        return add(ByteBuffer.wrap(out.toByteArray()));
    }

    private ProtoMessage add(ByteBuffer part) {
        parts.add(part);
        size = Math.addExact(size, part.remaining());
        return this;
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    /** The whole message. */
    public byte[] toBytes() {
        return write(ByteBuffer.allocate(size)).array();
    }

    /** The whole message, outside of the heap: networks are as large as it may be. */
    public ByteBuffer toBuffer(Arena arena) {
        return write(arena.allocate(size).asByteBuffer());
    }

    private ByteBuffer write(ByteBuffer all) {
        parts.forEach(part -> all.put(part.duplicate()));
        return all.flip();
    }
}
