package org.liaoyuan.sound.hearing.fitting;

/** The settings that are compared: steps of 3 dB, about what people tell apart in speech (Caswell-Midwinter and Whitmer 2019), and quarters of the compression. */
final class TrimGrid {

    private static final int GAINS = 7;
    private static final double STEP = 3;
    private static final int COMPRESSIONS = 5;
    private static final double COMPRESSION_STEP = 0.25;

    private final Trims[] points;

    /** @param compressed false where there is no compression to be trimmed */
    TrimGrid(boolean compressed) {
        int compressions = compressed ? COMPRESSIONS : 1;
        points = new Trims[GAINS * GAINS * compressions];
        for (int i = 0; i < points.length; i++) {
            int low = i % GAINS - GAINS / 2;
            int high = i / GAINS % GAINS - GAINS / 2;
            int compression = i / (GAINS * GAINS) - compressions / 2;
            points[i] = new Trims(low * STEP, high * STEP, 1 + compression * COMPRESSION_STEP);
        }
    }

    int size() {
        return points.length;
    }

    Trims at(int point) {
        return points[point];
    }
}
