package org.liaoyuan.server.space.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/**
 * A vector in bytes: each component is {@code values[i] * step}, the largest one ±127; zeros fill it up to a multiple of four. A quarter
 * of the memory to read, and that is what comparing takes; nearness of unit vectors of 512 components is off by about 0.001. It depends
 * on the vector alone, not on others beside it, so an index that is made again holds the same.
 *
 * @param step above 0
 */
record Rounded(byte[] values, float step) {

    static Rounded of(float[] vector) {
        float most = Float.MIN_NORMAL;
        for (float each : vector) {
            most = Math.max(most, Math.abs(each));
        }
        float step = most / Byte.MAX_VALUE;
        byte[] values = new byte[Math.ceilDiv(vector.length, 4) * 4];
        for (int i = 0; i < vector.length; i++) {
            values[i] = (byte) Math.round(vector[i] / step);
        }
        return new Rounded(values, step);
    }

    /** The step as a little-endian float, then the values. */
    BytesRef stored() {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES + values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(step).put(values);
        return new BytesRef(bytes.array());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rounded rounded && rounded.step == step && Arrays.equals(rounded.values, values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
