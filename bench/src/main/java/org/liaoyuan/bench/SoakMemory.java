package org.liaoyuan.bench;

import java.util.Arrays;

/** Samples of the server's memory, in bytes, oldest first. */
final class SoakMemory {

    static final double MIB = 1 << 20;

    /** Growth that counts as flat. */
    static final double MOST_GROWTH = 0.05;

    /** Of all samples: until code is compiled and caches are filled. */
    private static final double WARM_UP = 0.2;

    /** Of all samples: the parts after the warm-up and at the end that are compared. */
    private static final double PART = 0.2;

    private final double[] samples;
    private int count;

    SoakMemory(int most) {
        this.samples = new double[most];
    }

    void add(double bytes) {
        samples[count++] = bytes;
    }

    /** Median of the last few. */
    double last(int few) {
        return median(count - few, count);
    }

    /** How much more the end takes than the time after the warm-up, 0.05 for 5 %. */
    double growth() {
        int warm = (int) (count * WARM_UP);
        int part = Math.max(1, (int) (count * PART));
        return median(count - part, count) / median(warm, warm + part) - 1;
    }

    private double median(int from, int to) {
        return Line.median(Arrays.copyOfRange(samples, Math.max(0, from), Math.min(to, count)));
    }
}
