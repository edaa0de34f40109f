package org.liaoyuan.engine.grammar;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes rules in GBNF, as llama.cpp's {@code grammars/README.md} describes it. */
final class Printer {

    /** Rules of tens of thousands of states stay below it. */
    private static final int LONGEST = 4_000_000;
    /** A range is compared for every candidate token; of sets that are very scattered only the widest ranges are kept. */
    private static final int MOST_RANGES = 80;

    private final StringBuilder out = new StringBuilder();

    String print(Map<String, Expr> rules) {
        rules.forEach((name, expr) -> {
            out.append(name).append(" ::= ");
            write(expr, false);
            out.append('\n');
            if (out.length() > LONGEST) {
                throw new Refusal("the grammar is longer than " + LONGEST + " characters");
            }
        });
        return out.toString();
    }

    private void write(Expr expr, boolean inside) {
        switch (expr) {
            case Expr.Text(String text) -> writeText(text);
            case Expr.Chars(CodePoints set) -> writeSet(set);
            case Expr.Ref(String rule) -> out.append(rule);
            case Expr.Seq(List<Expr> parts) -> writeAll(parts, inside);
            case Expr.Choice(List<Expr> options) -> writeChoice(options, inside);
            case Expr.Repeat(Expr part, int least, int most) -> {
                // a repetition binds to one symbol; a text of several characters would be repeated whole, as meant
                write(part, true);
                out.append(suffix(least, most));
            }
        }
    }

    private void writeAll(List<Expr> parts, boolean group) {
        if (parts.isEmpty()) {
            out.append("\"\"");
            return;
        }
        out.append(group ? "(" : "");
        for (int i = 0; i < parts.size(); i++) {
            out.append(i > 0 ? " " : "");
            write(parts.get(i), true);
        }
        out.append(group ? ")" : "");
    }

    private void writeChoice(List<Expr> options, boolean group) {
        boolean empty = options.contains(Expr.EMPTY);
        List<Expr> others = options.stream().filter(o -> !o.equals(Expr.EMPTY)).toList();
        boolean parentheses = others.size() > 1 && (group || empty);
        out.append(parentheses ? "(" : "");
        for (int i = 0; i < others.size(); i++) {
            out.append(i > 0 ? " | " : "");
            write(others.get(i), others.size() == 1 && empty);
        }
        out.append(parentheses ? ")" : "").append(empty ? "?" : "");
    }

    private static String suffix(int least, int most) {
        if (most < 0) {
            return least == 0 ? "*" : least == 1 ? "+" : "{" + least + ",}";
        }
        return least == 0 && most == 1 ? "?" : least == most ? "{" + least + "}" : "{" + least + "," + most + "}";
    }

    private void writeText(String text) {
        out.append('"');
        text.codePoints().forEach(c -> writeCharacter(c, c == '"' || c == '\\'));
        out.append('"');
    }

    private void writeSet(CodePoints set) {
        int narrowest = narrowestKept(set);
        out.append('[');
        for (int r = 0; r < set.ranges(); r++) {
            if (set.high(r) - set.low(r) < narrowest && set.low(r) > 0x24F) {
                continue;
            }
            writeMember(set.low(r));
            if (set.high(r) > set.low(r)) {
                out.append('-');
                writeMember(set.high(r));
            }
        }
        out.append(']');
    }

    private static int narrowestKept(CodePoints set) {
        if (set.ranges() <= MOST_RANGES) {
            return 0;
        }
        int[] widths = new int[set.ranges()];
        for (int r = 0; r < widths.length; r++) {
            widths[r] = set.high(r) - set.low(r);
        }
        Arrays.sort(widths);
        return widths[widths.length - MOST_RANGES];
    }

    private void writeMember(int c) {
        if (c == '^') {
            out.append("\\x5E");
        } else {
            writeCharacter(c, c == '\\' || c == '[' || c == ']' || c == '-');
        }
    }

    private void writeCharacter(int c, boolean escaped) {
        if (escaped) {
            out.append('\\').append((char) c);
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\t') {
            out.append("\\t");
        } else if (c == '\r') {
            out.append("\\r");
        } else if (c < 0x20 || c == 0x7F) {
            out.append(String.format("\\x%02X", c));
        } else if (c < 0x7F || (c < 0xFFFF && Character.isLetter(c))) {
            out.appendCodePoint(c);
        } else {
            out.append(c <= 0xFFFF ? String.format("\\u%04X", c) : String.format("\\U%08X", c));
        }
    }
}
