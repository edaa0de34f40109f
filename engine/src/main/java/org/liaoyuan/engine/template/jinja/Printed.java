package org.liaoyuan.engine.template.jinja;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Python's {@code str} and {@code repr}. A repr that holds untrusted text is untrusted as a whole. */
final class Printed {

    private static final int MOST_DEPTH = 200;

    private final StringBuilder out = new StringBuilder();
    private boolean trusted = true;

    private Printed() {}

    static Text str(Object value) {
        return switch (value) {
            case Text text -> text;
            case Undefined undefined -> Text.EMPTY;
            case JsonObject json -> json.source();
            default -> repr(value);
        };
    }

    static Text repr(Object value) {
        Printed printed = new Printed();
        printed.write(value, 0);
        return Text.of(printed.out.toString(), printed.trusted);
    }

    private void write(Object value, int depth) {
        if (out.length() > Text.MOST_CHARACTERS || depth > MOST_DEPTH) {
            throw new TemplateFault("it prints a value that is too large or nested too deep");
        }
        switch (value) {
            case Text text -> quote(text);
            case Boolean truth -> out.append(truth ? "True" : "False");
            case Long number -> out.append(number);
            case Double number -> out.append(real(number));
            case None none -> out.append("None");
            case Undefined undefined -> out.append("Undefined");
            case Tuple tuple -> {
                list("(", tuple.items(), depth);
                out.append(tuple.items().size() == 1 ? ",)" : ")");
            }
            case List<?> list -> {
                list("[", list, depth);
                out.append(']');
            }
            case Map<?, ?> map -> dict(map, depth);
            default -> out.append('<').append(Kind.of(value)).append(" object>");
        }
    }

    private void list(String opening, List<?> items, int depth) {
        out.append(opening);
        for (Iterator<?> i = items.iterator(); i.hasNext(); ) {
            write(i.next(), depth + 1);
            out.append(i.hasNext() ? ", " : "");
        }
    }

    private void dict(Map<?, ?> map, int depth) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            write(entry.getKey(), depth + 1);
            out.append(": ");
            write(entry.getValue(), depth + 1);
            separator = ", ";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private void quote(Text text) {
        trusted &= !text.isUntrusted();
        String characters = text.toString();
        char quote = characters.indexOf('\'') >= 0 && characters.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        characters.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c == quote) {
                        out.append('\\').append(quote);
                    } else if (c < 0x20 || c >= 0x7f && c <= 0xa0) {
                        out.append("\\x%02x".formatted(c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        out.append(quote);
    }

    /** As Python writes a float: shortest, with an exponent below 1e-4 and from 1e16 on. */
    static String real(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            return decimal.scale() <= 0 ? decimal.toPlainString() + ".0" : decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        return (number < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
