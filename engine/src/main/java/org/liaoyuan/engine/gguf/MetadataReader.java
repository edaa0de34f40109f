package org.liaoyuan.engine.gguf;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the key–value section. Scalars and strings are kept as {@link Long}, {@link Float}, {@link Double}, {@link Boolean}
 * and {@link String}; of an array, which may be a vocabulary of megabytes, only its {@link GgufArray length} is.
 */
final class MetadataReader {

    private static final int MOST_ENTRIES = 1 << 16;
    private static final int MOST_KEY_BYTES = 1 << 16;
    private static final int MOST_STRING_BYTES = 1 << 22;
    private static final int MOST_KEPT_BYTES = 1 << 24;
    private static final long MOST_ELEMENTS = 1 << 26;

    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    /** Bytes of the scalar types by id; 0 for strings and arrays. */
    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    private final GgufInput in;
    private long kept;

    MetadataReader(GgufInput in) {
        this.in = in;
    }

    Map<String, Object> read(long count) throws IOException {
        if (count > MOST_ENTRIES) {
            throw in.invalid("it has " + count + " metadata entries; at most " + MOST_ENTRIES + " are read");
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            String key = in.readString(MOST_KEY_BYTES, "metadata key " + i);
            int type = in.readInt("the type of '" + key + "'");
            if (entries.put(key, value(type, key)) != null) {
                throw in.invalid("the metadata key '" + key + "' stands there twice");
            }
            kept += key.length();
            if (kept > MOST_KEPT_BYTES) {
                throw in.invalid("its metadata has more than " + MOST_KEPT_BYTES + " characters of text");
            }
        }
        return entries;
    }

    private Object value(int type, String key) throws IOException {
        String what = "the value of '" + key + "'";
        return switch (type) {
            case 0 -> (long) in.readByte(what);
            case 1 -> (long) (byte) in.readByte(what);
            case 2 -> (long) in.readShort(what);
            case 3 -> (long) (short) in.readShort(what);
            case 4 -> Integer.toUnsignedLong(in.readInt(what));
            case 5 -> (long) in.readInt(what);
            case 6 -> Float.intBitsToFloat(in.readInt(what));
            case BOOL -> flag(what);
            case STRING -> {
                String text = in.readString(MOST_STRING_BYTES, what);
                kept += text.length();
                yield text;
            }
            case ARRAY -> array(key);
            case 10, 11 -> in.readLong(what);
            case 12 -> Double.longBitsToDouble(in.readLong(what));
            default -> throw in.invalid("'" + key + "' has the unknown value type " + Integer.toUnsignedString(type));
        };
    }

    private boolean flag(String what) throws IOException {
        int value = in.readByte(what);
        if (value > 1) {
            throw in.invalid(what + " is " + value + ", expected a truth value, 0 or 1");
        }
        return value == 1;
    }

    private GgufArray array(String key) throws IOException {
        String what = "the array '" + key + "'";
        int type = in.readInt("the element type of " + what);
        if (type < 0 || type >= SIZES.length || type == ARRAY) {
            throw in.invalid(what + " has elements of type " + Integer.toUnsignedString(type)
                    + "; expected numbers, truth values or strings");
        }
        long count = in.readCount(MOST_ELEMENTS, "the length of " + what);
        if (type == STRING) {
            for (long i = 0; i < count; i++) {
                in.skip(in.readCount(MOST_STRING_BYTES, "the length of a string in " + what), what);
            }
        } else {
            in.skip(count * SIZES[type], what);
        }
        return new GgufArray(count);
    }
}
