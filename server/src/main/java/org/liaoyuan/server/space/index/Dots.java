package org.liaoyuan.server.space.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Dot products of one vector with many that are {@link Rounded#stored}. Not thread-safe.
 *
 * <p>Four bytes are taken as one int, and each out of it by shifts: the compiler makes vector instructions of loops over ints, and none
 * of loops over bytes, which take five times as long. (Lucene's own need {@code jdk.incubator.vector}, with which no class cache works.)
 */
final class Dots {

    private final int length;
    private final float step;
    private final int[] first;
    private final int[] second;
    private final int[] third;
    private final int[] fourth;
    private final int[] fours;
    private byte @Nullable [] viewed;
    private int offset;
    private IntBuffer view = IntBuffer.allocate(0);
    private ByteBuffer head = ByteBuffer.allocate(0);

    Dots(Rounded vector) {
        this.length = Float.BYTES + vector.values().length;
        this.step = vector.step();
        this.fours = new int[vector.values().length / 4];
        this.first = every(vector.values(), 0);
        this.second = every(vector.values(), 1);
        this.third = every(vector.values(), 2);
        this.fourth = every(vector.values(), 3);
    }

    private static int[] every(byte[] values, int from) {
        int[] some = new int[values.length / 4];
        for (int i = 0; i < some.length; i++) {
            some[i] = values[4 * i + from];
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
        view.get(0, fours);
        return sum(first, second, third, fourth, fours) * step * head.getFloat(0);
    }

    /** At most 127² for each component: far from overflowing. */
    private static int sum(int[] first, int[] second, int[] third, int[] fourth, int[] fours) {
        int sum = 0;
        for (int i = 0; i < fours.length; i++) {
            int four = fours[i];
            sum += first[i] * ((four << 24) >> 24)
                    + second[i] * ((four << 16) >> 24)
                    + third[i] * ((four << 8) >> 24)
                    + fourth[i] * (four >> 24);
        }
        return sum;
    }
}
