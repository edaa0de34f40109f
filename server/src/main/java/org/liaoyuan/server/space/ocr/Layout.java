package org.liaoyuan.server.space.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts lines in the order in which people read: what stands above first, columns of text one after the other, and rows of what looks
 * like a table across.
 *
 * <p>Columns of text are told from a table by how full they are: most lines of a text reach across their column, cells don't.
 */
final class Layout {

    private static final int DEEPEST = 4;
    private static final int LEAST_ROWS_OF_COLUMN = 3;

    /** In heights of a line. */
    private static final double LEAST_COLUMN = 6;

    private final Reading reading;
    private final List<Paragraph> found = new ArrayList<>();

    private Layout(Reading reading) {
        this.reading = reading;
    }

    /** @param width of the picture; {@code height} too */
    static List<Paragraph> of(List<Line> lines, int width, int height) {
        if (lines.isEmpty()) {
            return List.of();
        }
        Reading reading = new Reading(lines, width, height);
        Layout layout = new Layout(reading);
        layout.region(reading.placed(), 0);
        return List.copyOf(layout.found);
    }

    private void region(List<Placed> lines, int depth) {
        List<List<Placed>> bands = bands(lines);
        List<Placed> flow = new ArrayList<>();
        int i = 0;
        while (i < bands.size()) {
            List<Placed> group = bands.get(i++);
            while (i < bands.size() && hasGutter(group, bands.get(i))) {
                group = together(group, bands.get(i++));
            }
            List<List<Placed>> columns = columns(group);
            if (columns.size() > 1 && depth < DEEPEST && columns.stream().allMatch(Layout::isText)) {
                flow(flow);
                flow = new ArrayList<>();
                columns.forEach(column -> region(column, depth + 1));
            } else {
                flow.addAll(group);
            }
        }
        flow(flow);
    }

    private void flow(List<Placed> lines) {
        if (!lines.isEmpty()) {
            found.addAll(Flow.of(lines, reading));
        }
    }

    /** Cut wherever no line is cut by it; what overlaps a little, as lines of small leading do, is cut too. */
    private static List<List<Placed>> bands(List<Placed> lines) {
        List<List<Placed>> bands = new ArrayList<>();
        double bottom = -Double.MAX_VALUE;
        for (Placed line : sorted(lines, Comparator.comparingDouble(Placed::top))) {
            double slack = line.height() / 4;
            if (bands.isEmpty() || line.top() + slack > bottom) {
                bands.add(new ArrayList<>());
            }
            bands.getLast().add(line);
            bottom = Math.max(bottom, line.bottom() - slack);
        }
        return bands;
    }

    /** Columns of two bands that are one picture of columns: a line that crosses their gap ends it. */
    private static boolean hasGutter(List<Placed> band, List<Placed> next) {
        int most = Math.max(columns(band).size(), columns(next).size());
        int both = columns(together(band, next)).size();
        return both > 1 && both >= most;
    }

    private static List<Placed> together(List<Placed> a, List<Placed> b) {
        List<Placed> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    /** Parted by gaps that go through from top to bottom. */
    private static List<List<Placed>> columns(List<Placed> lines) {
        double gap = Placed.height(lines);
        List<List<Placed>> columns = new ArrayList<>();
        double right = -Double.MAX_VALUE;
        for (Placed line : sorted(lines, Comparator.comparingDouble(Placed::left))) {
            if (columns.isEmpty() || line.left() - right > gap) {
                columns.add(new ArrayList<>());
            }
            columns.getLast().add(line);
            right = Math.max(right, line.right());
        }
        return columns;
    }

    private static boolean isText(List<Placed> column) {
        double left = column.stream().mapToDouble(Placed::left).min().orElse(0);
        double right = column.stream().mapToDouble(Placed::right).max().orElse(0);
        long full = column.stream()
                .filter(line -> line.right() - line.left() > 0.8 * (right - left))
                .count();
        return column.size() >= LEAST_ROWS_OF_COLUMN
                && right - left > LEAST_COLUMN * Placed.height(column)
                && full * 2 >= column.size();
    }

    static List<Placed> sorted(List<Placed> lines, Comparator<Placed> by) {
        return lines.stream().sorted(by).toList();
    }

    /** A line in the directions of reading: to the right is along most lines, down is where the next one is. */
    record Placed(Line line, double left, double top, double right, double bottom) {

        double height() {
            return bottom - top;
        }

        /** The height in the middle of all. */
        static double height(List<Placed> lines) {
            double[] heights =
                    lines.stream().mapToDouble(Placed::height).sorted().toArray();
            return heights[heights.length / 2];
        }
    }

    /** The directions of a picture, which may be turned by any angle. */
    record Reading(List<Line> lines, double alongX, double alongY, int width, int height) {

        Reading(List<Line> lines, int width, int height) {
            this(lines, mean(lines, true), mean(lines, false), width, height);
        }

        private static double mean(List<Line> lines, boolean x) {
            double sumX = 0;
            double sumY = 0;
            for (Line line : lines) {
                sumX += line.frame().width() * line.frame().alongX();
                sumY += line.frame().width() * line.frame().alongY();
            }
            double length = Math.hypot(sumX, sumY);
            return length == 0 ? (x ? 1 : 0) : (x ? sumX : sumY) / length;
        }

        List<Placed> placed() {
            return lines.stream().map(this::place).toList();
        }

        private Placed place(Line line) {
            Frame f = line.frame();
            double u = f.middleX() * alongX + f.middleY() * alongY;
            double v = f.middleY() * alongX - f.middleX() * alongY;
            // turned against the others, it stands across
            boolean across = Math.abs(f.alongX() * alongX + f.alongY() * alongY) < Math.sqrt(0.5);
            double halfWidth = (across ? f.height() : f.width()) / 2;
            double halfHeight = (across ? f.width() : f.height()) / 2;
            return new Placed(line, u - halfWidth, v - halfHeight, u + halfWidth, v + halfHeight);
        }

        Paragraph.Place share(Frame frame, int start, int end) {
            double x = Math.clamp(frame.left() / width, 0, 1);
            double y = Math.clamp(frame.top() / height, 0, 1);
            return new Paragraph.Place(
                    start,
                    end,
                    x,
                    y,
                    Math.clamp(frame.right() / width, 0, 1) - x,
                    Math.clamp(frame.bottom() / height, 0, 1) - y);
        }
    }
}
