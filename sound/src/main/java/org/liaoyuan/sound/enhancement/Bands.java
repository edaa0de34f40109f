package org.liaoyuan.sound.enhancement;

import java.util.Arrays;

/** Which bins of a spectrum are one band: single bins up to 1.5 kHz, above about half an auditory filter (Glasberg and Moore 1990). */
final class Bands {

    private static final int SINGLE = 48;
    /** Between bins. */
    static final double HERTZ = 16_000.0 / AsymmetricTransform.SIZE;

    private Bands() {}

    /** The first bin of each band, and the bin after the last. Bin 0 is in none. */
    static int[] edges() {
        int[] edges = new int[AsymmetricTransform.BINS];
        int count = 0;
        for (int bin = 1; bin <= SINGLE; bin++) {
            edges[count++] = bin;
        }
        while (edges[count - 1] < AsymmetricTransform.SIZE / 2 - 8) {
            double hertz = edges[count - 1] * HERTZ;
            double width = 0.55 * (24.7 + 0.108 * hertz) / HERTZ;
            edges[count] = edges[count - 1] + Math.max(1, (int) Math.rint(width));
            count++;
        }
        edges[count - 1] = AsymmetricTransform.BINS;
        return Arrays.copyOf(edges, count);
    }
}
