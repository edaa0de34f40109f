package org.liaoyuan.server.ledger;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Comma-separated values (RFC 4180). Text that a spreadsheet would run as a formula is made harmless by an apostrophe. */
final class Csv {

    private static final String LINE_END = "\r\n";

    private final StringBuilder text = new StringBuilder();

    Csv(Object... head) {
        row(head);
    }

    Csv row(Object... cells) {
        text.append(line(cells));
        return this;
    }

    static String line(Object... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String cell(Object value) {
        String cell = value.toString();
        if (!(value instanceof String)) {
            return cell;
        }
        if (!cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0) {
            cell = "'" + cell;
        }
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
