package org.liaoyuan.engine.template.jinja;

import java.util.List;

/** {@code str.format} and {@code %}, without widths and precisions. */
final class Formatting {

    private Formatting() {}

    static Text braces(Text format, Arguments arguments) {
        String all = format.toString();
        Text.Builder out = new Text.Builder();
        int automatic = 0;
        for (int at = 0; at < all.length(); ) {
            char c = all.charAt(at);
            if (c != '{' && c != '}') {
                int end = nextBrace(all, at);
                out.append(format, at, end);
                at = end;
            } else if (all.startsWith(c == '{' ? "{{" : "}}", at)) {
                out.append(format, at, at + 1);
                at += 2;
            } else {
                int end = c == '{' ? all.indexOf('}', at) : -1;
                if (end < 0) {
                    throw new TemplateFault("a single '" + c + "' stands in a format");
                }
                String field = all.substring(at + 1, end);
                out.append(Printed.str(field(field, automatic, arguments)));
                automatic += field.isEmpty() ? 1 : 0;
                at = end + 1;
            }
        }
        return out.build();
    }

    private static int nextBrace(String all, int from) {
        int at = from;
        while (at < all.length() && all.charAt(at) != '{' && all.charAt(at) != '}') {
            at++;
        }
        return at;
    }

    private static Object field(String field, int automatic, Arguments arguments) {
        if (field.isEmpty()) {
            return arguments.require(automatic, "{}");
        }
        if (field.matches("\\d{1,4}")) {
            return arguments.require(Integer.parseInt(field), "{" + field + "}");
        }
        if (!field.matches("\\w+")) {
            throw new TemplateFault("the format field '{" + field + "}' is more than a name or a number");
        }
        return arguments.require(Integer.MAX_VALUE, field);
    }

    static Text percent(Text format, Object value) {
        List<Object> values = value instanceof Tuple tuple ? tuple.items() : List.of(value);
        String all = format.toString();
        Text.Builder out = new Text.Builder();
        int used = 0;
        int at = 0;
        for (int sign = all.indexOf('%'); sign >= 0; sign = all.indexOf('%', at)) {
            out.append(format, at, sign);
            char conversion = sign + 1 < all.length() ? all.charAt(sign + 1) : ' ';
            if (conversion == '%') {
                out.append(format, sign, sign + 1);
            } else if (conversion == 's' || conversion == 'd' || conversion == 'i') {
                if (used == values.size()) {
                    throw new TemplateFault("not enough arguments for format string");
                }
                Object next = values.get(used++);
                if (conversion != 's' && !(next instanceof Long)) {
                    throw new TemplateFault("%" + conversion + " format: an integer is required, not " + Kind.of(next));
                }
                out.append(Printed.str(next));
            } else {
                throw new TemplateFault("the conversion '%" + conversion + "' is not known");
            }
            at = sign + 2;
        }
        if (used < values.size()) {
            throw new TemplateFault("not all arguments converted during string formatting");
        }
        return out.append(format, at, all.length()).build();
    }
}
