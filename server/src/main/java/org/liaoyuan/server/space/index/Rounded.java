package org.liaoyuan.server.space.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.lucene.util.BytesRef;

/**
 * A vector in whole numbers: each component is {@code values[i] * step}; a zero fills it up to an even number. The largest is as large
 * as a dot product of two can bear in 32 bits, ±2047 for 512 components: half of the memory to read, and that is what comparing takes,
 * while nearness is off by less than 0.0005. (In bytes it was off by 0.001, and one nearest passage in 25 was another.) It depends on
 * the vector alone, not on others beside it, so an index that is made again holds the same.
 *
 * @param values in 16 bits
 * @param step above 0
 */
record Rounded(int[] values, float step) {

    static Rounded of(float[] vector) {
        float most = Float.MIN_NORMAL;
        for (float each : vector) {
            most = Math.max(most, Math.abs(each));
        }
        int[] values = new int[Math.ceilDiv(vector.length, 2) * 2];
        float step = most / largest(values.length);
        for (int i = 0; i < vector.length; i++) {
            values[i] = Math.round(vector[i] / step);
        }
        return new Rounded(values, step);
    }

    private static int largest(int length) {
        return length == 0 ? 1 : Math.min(Short.MAX_VALUE, (int) Math.sqrt((double) Integer.MAX_VALUE / length));
    }

    /** Bytes of one that is stored. */
    int size() {
        return Float.BYTES + Short.BYTES * values.length;
    }

    /** The step as a float, then the values; little-endian. */
    BytesRef stored() {
        ByteBuffer bytes = ByteBuffer.allocate(size()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(step);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return new BytesRef(bytes.array());
    }
}
