package org.liaoyuan.server.space.ocr;

import java.util.ArrayList;
import java.util.List;

/** Finds where lines of text stand in a picture, by PP-OCR's detector. */
final class LineFinder implements AutoCloseable {

    /** Longest side of what the detector sees: its time grows with the square. */
    static final int MOST_SIDE = 1600;

    /** Shortest side, where the longest allows it: small pictures are made larger. */
    private static final int LEAST_SIDE = 736;

    /** The detector halves five times. */
    private static final int STEP = 32;

    /** A picture that is longer, such as a screenshot of a long page, is cut into pieces of about this. */
    private static final double LONGEST = 2.0;

    private final Network network;

    LineFinder(Network network) {
        this.network = network;
    }

    List<Frame> find(Pixels picture) {
        List<Frame> all = new ArrayList<>();
        int from = 0;
        while (from < picture.height()) {
            int to = end(picture, from);
            int top = from;
            Pixels piece = from == 0 && to == picture.height() ? picture : picture.rows(from, to);
            findIn(piece).forEach(frame -> all.add(frame.lower(top)));
            from = to;
        }
        return all;
    }

    private List<Frame> findIn(Pixels picture) {
        double longest = Math.max(picture.width(), picture.height());
        double shortest = Math.min(picture.width(), picture.height());
        double ratio = Math.min(MOST_SIDE / longest, Math.max(1, LEAST_SIDE / shortest));
        int width = steps(picture.width() * ratio);
        int height = steps(picture.height() * ratio);
        float[] planes = new float[3 * width * height];
        picture.sample(Frame.of(picture), width, height, planes, 0, width);
        List<Frame> found =
                network.ask(planes, 1, height, width, (map, shape) -> Regions.of(map, (int) shape[3], (int) shape[2]));
        double factorX = picture.width() / (double) width;
        double factorY = picture.height() / (double) height;
        return found.stream().map(frame -> frame.scaled(factorX, factorY)).toList();
    }

    private static int steps(double length) {
        return Math.max(1, (int) Math.round(length / STEP)) * STEP;
    }

    /** Where the piece that begins in a row ends: at the evenest row near its goal, which is between two lines. */
    private static int end(Pixels picture, int from) {
        int goal = (int) Math.round(picture.width() * LONGEST);
        if (picture.height() - from <= goal * 1.5) {
            return picture.height();
        }
        int best = from + goal;
        long least = Long.MAX_VALUE;
        for (int row = from + goal * 3 / 4; row < from + goal * 5 / 4; row++) {
            long change = change(picture, row);
            if (change < least) {
                least = change;
                best = row;
            }
        }
        return best;
    }

    /** How much neighbours differ in a row. */
    private static long change(Pixels picture, int row) {
        long change = 0;
        for (int at = row * picture.width() + 1; at < (row + 1) * picture.width(); at++) {
            change += Math.abs((picture.rgb()[at] >> 8 & 0xff) - (picture.rgb()[at - 1] >> 8 & 0xff));
        }
        return change;
    }

    @Override
    public void close() {
        network.close();
    }
}
