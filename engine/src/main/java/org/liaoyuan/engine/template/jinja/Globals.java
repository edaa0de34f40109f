package org.liaoyuan.engine.template.jinja;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The functions that templates may call: some of Jinja's, and those that transformers adds. */
final class Globals {

    private Globals() {}

    static Map<String, Object> functions() {
        return Map.of(
                "range", (Callable) Globals::range,
                "dict", (Callable) Globals::dict,
                "namespace", (Callable) Globals::namespace,
                "raise_exception", (Callable) Globals::refuse,
                "strftime_now", (Callable) Globals::now);
    }

    private static Object range(Arguments arguments) {
        arguments.require(0, "stop");
        boolean one = arguments.positional().size() == 1;
        long from = one ? 0 : arguments.integer(0, "start", 0);
        long to = arguments.integer(one ? 0 : 1, "stop", 0);
        long step = arguments.integer(2, "step", 1);
        if (step == 0) {
            throw new TemplateFault("range() arg 3 must not be zero");
        }
        List<Object> numbers = new ArrayList<>();
        for (long i = from; step > 0 ? i < to : i > to; i = Math.addExact(i, step)) {
            Budget.requireItems(numbers.size() + 1L);
            numbers.add(i);
        }
        return numbers;
    }

    private static Object dict(Arguments arguments) {
        Map<Object, Object> members = new LinkedHashMap<>();
        if (!arguments.positional().isEmpty()) {
            if (arguments.positional().getFirst() instanceof Map<?, ?> map) {
                members.putAll(map);
            } else {
                pairs(arguments.positional().getFirst(), members);
            }
        }
        arguments.named().forEach((name, value) -> members.put(Text.of(name), value));
        return members;
    }

    private static void pairs(Object pairs, Map<Object, Object> members) {
        for (Object pair : Kind.iterate(pairs)) {
            List<Object> both = Kind.iterate(pair);
            if (both.size() != 2) {
                throw new TemplateFault("a dict is made of pairs, not of " + both.size() + " values");
            }
            members.put(Dicts.key(both.get(0)), both.get(1));
        }
    }

    private static Object namespace(Arguments arguments) {
        Namespace namespace = new Namespace();
        ((Map<?, ?>) dict(arguments)).forEach((name, value) -> namespace.set(name.toString(), value));
        return namespace;
    }

    private static Object refuse(Arguments arguments) {
        throw new TemplateRefusal(Printed.str(arguments.require(0, "message")).toString());
    }

    /** Now, in English, by Python's conversions; those that are not known stay as they are. */
    private static Object now(Arguments arguments) {
        String format = arguments.text(0, "format").toString();
        if (format.length() > 1000) {
            throw new TemplateFault("a format of a date has " + format.length() + " characters");
        }
        LocalDateTime now = LocalDateTime.now();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                boolean unpadded = format.charAt(i + 1) == '-' && i + 2 < format.length();
                i += unpadded ? 2 : 1;
                out.append(converted(now, format.charAt(i), unpadded));
            } else {
                out.append(c);
            }
        }
        return Text.of(out.toString());
    }

    private static String converted(LocalDateTime now, char conversion, boolean unpadded) {
        String pattern = switch (conversion) {
            case 'd' -> "dd";
            case 'b', 'h' -> "MMM";
            case 'B' -> "MMMM";
            case 'm' -> "MM";
            case 'Y' -> "yyyy";
            case 'y' -> "yy";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'p' -> "a";
            case 'a' -> "EEE";
            case 'A' -> "EEEE";
            case 'j' -> "DDD";
            case 'F' -> "yyyy-MM-dd";
            case 'T' -> "HH:mm:ss";
            case '%' -> "'%'";
            default -> "'%" + conversion + "'";
        };
        try {
            String written = now.format(DateTimeFormatter.ofPattern(pattern.replace("%''", "%'''"), Locale.ENGLISH));
            return unpadded && written.length() > 1 && written.startsWith("0") ? written.substring(1) : written;
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new TemplateFault("the date conversion '%" + conversion + "' is not known");
        }
    }
}
