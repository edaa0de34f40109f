package org.liaoyuan.server.space.ocr;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX file says of itself (ModelProto, field 14). ONNX Runtime's own way to ask damages characters beyond the first plane, as
 * it hands them over in the JVM's modified UTF-8; the alphabet of a recogniser has hundreds of them.
 */
final class ModelMetadata {

    private static final int METADATA = 14;
    private static final int KEY = 1;
    private static final int VALUE = 2;

    private ModelMetadata() {}

    /** @return empty if it says nothing under that key */
    static String value(byte[] model, String key) {
        ByteBuffer entry = ByteBuffer.wrap(model);
        while (entry.hasRemaining()) {
            ByteBuffer field = next(entry, METADATA);
            if (field != null && text(field, KEY).equals(key)) {
                return text(field, VALUE);
            }
        }
        return "";
    }

    private static String text(ByteBuffer entry, int wanted) {
        ByteBuffer all = entry.duplicate();
        while (all.hasRemaining()) {
            ByteBuffer field = next(all, wanted);
            if (field != null) {
                return StandardCharsets.UTF_8.decode(field).toString();
            }
        }
        return "";
    }

    /** Steps over a field of Protocol Buffers; its bytes if it is the wanted one. */
    private static @Nullable ByteBuffer next(ByteBuffer from, int wanted) {
        long tag = varint(from);
        switch ((int) (tag & 7)) {
            case 0 -> varint(from);
            case 1 -> from.getLong();
            case 5 -> from.getInt();
            case 2 -> {
                int length = Math.toIntExact(varint(from));
                ByteBuffer field = from.slice(from.position(), length);
                from.position(from.position() + length);
                return tag >> 3 == wanted ? field : null;
            }
            default -> throw new IllegalArgumentException("the model's file has a field of no kind, " + tag);
        }
        return null;
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte part = from.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("the model's file has a number without end");
    }
}
