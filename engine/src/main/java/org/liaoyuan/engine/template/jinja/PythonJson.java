package org.liaoyuan.engine.template.jinja;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The {@code tojson} filter as transformers has it: Python's {@code json.dumps(x, ensure_ascii=False)}, with a blank behind
 * commas and colons. Models were trained on exactly this. JSON that holds untrusted text is untrusted as a whole.
 */
final class PythonJson {

    private static final int MOST_DEPTH = 500;
    private static final int MOST_INDENT = 16;

    private final StringBuilder out = new StringBuilder();
    private final boolean asciiOnly;
    private final boolean sorted;
    private final String indent;
    private final boolean lines;
    private final String comma;
    private final String colon;
    private boolean trusted = true;

    private PythonJson(Arguments arguments) {
        this.asciiOnly = arguments.truth(0, "ensure_ascii");
        Object wanted = arguments.get(1, "indent", None.NONE);
        this.lines = wanted != None.NONE;
        this.indent = wanted instanceof Text text
                ? text.toString()
                : " ".repeat((int) Math.clamp(arguments.integer(1, "indent", 0), 0, MOST_INDENT + 1));
        if (indent.length() > MOST_INDENT) {
            throw new TemplateFault("tojson is asked to indent by " + indent.length() + " characters");
        }
        Object separators = arguments.get(2, "separators", None.NONE);
        List<Object> both = separators == None.NONE
                ? List.of(Text.of(lines ? "," : ", "), Text.of(": "))
                : Kind.iterate(separators);
        if (both.size() != 2) {
            throw new TemplateFault("tojson wants two separators, not " + both.size());
        }
        this.comma = both.get(0).toString();
        this.colon = both.get(1).toString();
        this.sorted = arguments.truth(3, "sort_keys");
    }

    static Text write(Object value, Arguments arguments) {
        PythonJson json = new PythonJson(arguments);
        json.write(value, 1);
        return Text.of(json.out.toString(), json.trusted);
    }

    private void write(Object value, int level) {
        if (out.length() > Text.MOST_CHARACTERS || level > MOST_DEPTH) {
            throw new TemplateFault("it writes JSON that is too long or nested too deep");
        }
        switch (value) {
            case None none -> out.append("null");
            case Boolean truth -> out.append(truth ? "true" : "false");
            case Long number -> out.append(number);
            case Double number -> out.append(real(number));
            case Text text -> quote(text);
            case Map<?, ?> map -> object(map, level);
            case Tuple tuple -> array(tuple.items(), level);
            case List<?> list -> array(list, level);
            default -> throw new TemplateFault("Object of type " + Kind.of(value) + " is not JSON serializable");
        }
    }

    private static String real(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        return Double.isInfinite(number) ? (number > 0 ? "Infinity" : "-Infinity") : Printed.real(number);
    }

    private void object(Map<?, ?> map, int level) {
        List<? extends Map.Entry<?, ?>> entries = sorted
                ? map.entrySet().stream()
                        .sorted(Comparator.comparing(e -> key(e.getKey()).toString()))
                        .toList()
                : List.copyOf(map.entrySet());
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> i = entries.iterator(); i.hasNext(); ) {
            Map.Entry<?, ?> entry = i.next();
            startLine(level);
            quote(key(entry.getKey()));
            out.append(colon);
            write(entry.getValue(), level + 1);
            out.append(i.hasNext() ? comma : "");
        }
        endLine(!entries.isEmpty(), level);
        out.append('}');
    }

    private static Text key(Object key) {
        if (key instanceof Text text) {
            return text;
        }
        PythonJson json = new PythonJson(Arguments.NONE);
        json.write(key, 1);
        return Text.of(json.out.toString());
    }

    private void array(List<?> items, int level) {
        out.append('[');
        for (Iterator<?> i = items.iterator(); i.hasNext(); ) {
            Object item = i.next();
            startLine(level);
            write(item, level + 1);
            out.append(i.hasNext() ? comma : "");
        }
        endLine(!items.isEmpty(), level);
        out.append(']');
    }

    private void startLine(int level) {
        if (lines) {
            out.append('\n').repeat(indent, level);
        }
    }

    private void endLine(boolean any, int level) {
        if (any) {
            startLine(level - 1);
        }
    }

    private void quote(Text text) {
        trusted &= !text.isUntrusted();
        out.append('"');
        text.toString().chars().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> {
                    if (c < 0x20 || asciiOnly && c > 0x7e) {
                        out.append("\\u%04x".formatted(c));
                    } else {
                        out.append((char) c);
                    }
                }
            }
        });
        out.append('"');
    }
}
