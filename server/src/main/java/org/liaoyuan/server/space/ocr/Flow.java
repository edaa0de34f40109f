package org.liaoyuan.server.space.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.space.ocr.Layout.Placed;
import org.liaoyuan.server.space.ocr.Layout.Reading;

/** Lines of one column, as paragraphs and tables. */
final class Flow {

    /** A gap between lines of a row that makes them cells, in heights of a line. */
    private static final double CELLS_APART = 1.2;

    /** Distances of lines, against the usual one, from which on a paragraph ends. */
    private static final double FAR = 1.4;

    private final Reading reading;
    private final double left;
    private final double right;
    private final double lineHeight;
    private final List<Paragraph> found = new ArrayList<>();

    /** Lines that stand beside each other, the first one first; touching ones are one cell. */
    private record Row(List<List<Placed>> cells) {

        double top() {
            return cells.getFirst().getFirst().top();
        }

        double left() {
            return cells.getFirst().getFirst().left();
        }

        double right() {
            return cells.getLast().getLast().right();
        }

        double height() {
            return cells.getFirst().getFirst().height();
        }

        boolean isTabular() {
            return cells.size() > 1;
        }
    }

    private Flow(List<Placed> lines, Reading reading) {
        this.reading = reading;
        this.left = lines.stream().mapToDouble(Placed::left).min().orElse(0);
        this.right = lines.stream().mapToDouble(Placed::right).max().orElse(0);
        this.lineHeight = Placed.height(lines);
    }

    static List<Paragraph> of(List<Placed> lines, Reading reading) {
        Flow flow = new Flow(lines, reading);
        flow.add(flow.rows(lines));
        return flow.found;
    }

    private List<Row> rows(List<Placed> lines) {
        List<List<Placed>> rows = new ArrayList<>();
        for (Placed line : Layout.sorted(lines, Comparator.comparingDouble(p -> p.top() + p.bottom()))) {
            if (rows.isEmpty() || !isBeside(rows.getLast(), line)) {
                rows.add(new ArrayList<>());
            }
            rows.getLast().add(line);
        }
        return rows.stream().map(this::row).toList();
    }

    private static boolean isBeside(List<Placed> row, Placed line) {
        Placed first = row.getFirst();
        double overlap = Math.min(first.bottom(), line.bottom()) - Math.max(first.top(), line.top());
        return overlap > 0.5 * Math.min(first.height(), line.height())
                && row.stream()
                        .allMatch(other -> other.right() <= line.left() + other.height() / 2
                                || line.right() <= other.left() + other.height() / 2);
    }

    private Row row(List<Placed> lines) {
        List<List<Placed>> cells = new ArrayList<>();
        double end = -Double.MAX_VALUE;
        for (Placed line : Layout.sorted(lines, Comparator.comparingDouble(Placed::left))) {
            if (cells.isEmpty() || line.left() - end > CELLS_APART * lineHeight) {
                cells.add(new ArrayList<>());
            }
            cells.getLast().add(line);
            end = line.right();
        }
        return new Row(cells);
    }

    private void add(List<Row> rows) {
        double usual = usualDistance(rows);
        int i = 0;
        while (i < rows.size()) {
            int end = i;
            while (end < rows.size() && rows.get(end).isTabular()) {
                end++;
            }
            if (end - i > 1) {
                table(rows.subList(i, end));
            } else {
                end = i + 1;
                while (end < rows.size() && isSameParagraph(rows, end, usual)) {
                    end++;
                }
                paragraph(rows.subList(i, end));
            }
            i = end;
        }
    }

    private static double usualDistance(List<Row> rows) {
        List<Double> distances = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            distances.add(rows.get(i).top() - rows.get(i - 1).top());
        }
        distances.sort(Comparator.naturalOrder());
        return distances.isEmpty() ? 0 : distances.get(distances.size() / 2);
    }

    private boolean isSameParagraph(List<Row> rows, int next, double usual) {
        Row before = rows.get(next - 1);
        Row row = rows.get(next);
        boolean isTableNext =
                row.isTabular() && next + 1 < rows.size() && rows.get(next + 1).isTabular();
        boolean isFar = row.top() - before.top() > FAR * usual;
        boolean isOtherSize = Math.max(row.height(), before.height()) > FAR * Math.min(row.height(), before.height());
        boolean isIndented = row.left() > left + 1.5 * lineHeight && before.left() < left + lineHeight;
        boolean wasShort = before.right() < right - Math.max(3 * lineHeight, (right - left) / 4);
        return !isTableNext && !isFar && !isOtherSize && !isIndented && !wasShort;
    }

    private void paragraph(List<Row> rows) {
        Joined joined = new Joined();
        for (Row row : rows) {
            for (int c = 0; c < row.cells.size(); c++) {
                for (Placed line : row.cells.get(c)) {
                    joined.add(line, c > 0 ? " " : null);
                }
            }
        }
        found.add(joined.as(false));
    }

    private void table(List<Row> rows) {
        Joined joined = new Joined();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).cells.size(); c++) {
                String between = c > 0 ? " | " : r > 0 ? "\n" : "";
                for (Placed line : rows.get(r).cells.get(c)) {
                    joined.add(line, between);
                    between = null;
                }
            }
        }
        found.add(joined.as(true));
    }

    private final class Joined {

        private final StringBuilder text = new StringBuilder();
        private final List<Paragraph.Place> places = new ArrayList<>();

        /** @param between null for what the language puts between two lines */
        void add(Placed line, @Nullable String between) {
            String words = line.line().text();
            text.append(between == null ? usual(words) : between);
            int start = text.length();
            text.append(words);
            places.add(reading.share(line.line().frame(), start, text.length()));
        }

        /** A space between words; a word that was parted at its line's end is whole again. */
        private String usual(String next) {
            if (text.isEmpty()) {
                return "";
            }
            int last = text.codePointBefore(text.length());
            boolean isParted = last == '-'
                    && text.length() > 1
                    && Character.isLowerCase(text.codePointBefore(text.length() - 1))
                    && Character.isLowerCase(next.codePointAt(0));
            if (isParted) {
                text.setLength(text.length() - 1);
                return "";
            }
            return last < 0x2e80 && next.codePointAt(0) < 0x2e80 ? " " : "";
        }

        Paragraph as(boolean table) {
            return new Paragraph(table, text.toString(), places);
        }
    }
}
