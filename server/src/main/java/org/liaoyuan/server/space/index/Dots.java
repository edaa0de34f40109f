package org.liaoyuan.server.space.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Dot products of one vector with many that are {@link Rounded#stored}. Not thread-safe.
 *
 * <p>Two numbers are taken as one int, and each out of it by shifts: the compiler makes vector instructions of loops over ints, and none
 * of loops over bytes or shorts, which take five times as long. (Lucene's own need {@code jdk.incubator.vector}, with which the class
 * cache that makes starts quick does not work.)
 */
final class Dots {

    private final int length;
    private final float step;
    private final int[] even;
    private final int[] odd;
    private final int[] pairs;
    private byte @Nullable [] viewed;
    private int offset;
    private IntBuffer view = IntBuffer.allocate(0);
    private ByteBuffer head = ByteBuffer.allocate(0);

    Dots(Rounded vector) {
        this.length = vector.size();
        this.step = vector.step();
        this.pairs = new int[vector.values().length / 2];
        this.even = everySecond(vector.values(), 0);
        this.odd = everySecond(vector.values(), 1);
    }

    private static int[] everySecond(int[] values, int from) {
        int[] some = new int[values.length / 2];
        for (int i = 0; i < some.length; i++) {
            some[i] = values[2 * i + from];
        }
        return some;
    }

    /** 0 with a vector of another length. */
    float with(BytesRef other) {
        if (other.length != length) {
            return 0;
        }
        // Lucene fills the same array each time
        if (other.bytes != viewed || other.offset != offset) {
            viewed = other.bytes;
            offset = other.offset;
            head = ByteBuffer.wrap(other.bytes, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
            view = head.slice(Float.BYTES, length - Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer();
        }
        view.get(0, pairs);
        return sum(even, odd, pairs) * step * head.getFloat(0);
    }

    /** Does not overflow: see how large the numbers of {@link Rounded} are. */
    private static int sum(int[] even, int[] odd, int[] pairs) {
        int sum = 0;
        for (int i = 0; i < pairs.length; i++) {
            int pair = pairs[i];
            sum += even[i] * ((pair << 16) >> 16) + odd[i] * (pair >> 16);
        }
        return sum;
    }
}
