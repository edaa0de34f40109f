package org.liaoyuan.engine.template;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code tojson} filter as transformers has it: Python's {@code json.dumps(x, ensure_ascii=False)}, with a blank behind
 * commas and colons. Models were trained on exactly this.
 */
final class PythonJson implements Filter {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public String getName() {
        return "tojson";
    }

    @Override
    public Object filter(@Nullable Object value, JinjavaInterpreter interpreter, String... arguments) {
        int indent = 0;
        for (String argument : arguments) {
            if (argument != null && argument.matches("(indent=)?\\d{1,2}")) {
                indent = Integer.parseInt(argument.replace("indent=", ""));
            }
        }
        StringBuilder out = new StringBuilder();
        write(value, indent, 1, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, int indent, int level, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> {
                out.append('{');
                for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
                    Map.Entry<?, ?> entry = i.next();
                    startLine(indent, level, out);
                    out.append(MAPPER.writeValueAsString(String.valueOf(entry.getKey())))
                            .append(": ");
                    write(entry.getValue(), indent, level + 1, out);
                    separate(i.hasNext(), indent, out);
                }
                endLine(!map.isEmpty(), indent, level, out);
                out.append('}');
            }
            case Iterable<?> list -> {
                out.append('[');
                Iterator<?> i = list.iterator();
                boolean any = i.hasNext();
                while (i.hasNext()) {
                    Object each = i.next();
                    startLine(indent, level, out);
                    write(each, indent, level + 1, out);
                    separate(i.hasNext(), indent, out);
                }
                endLine(any, indent, level, out);
                out.append(']');
            }
            default -> out.append(MAPPER.writeValueAsString(value));
        }
    }

    private static void startLine(int indent, int level, StringBuilder out) {
        if (indent > 0) {
            out.append('\n').repeat(" ", indent * level);
        }
    }

    private static void separate(boolean more, int indent, StringBuilder out) {
        if (more) {
            out.append(indent > 0 ? "," : ", ");
        }
    }

    private static void endLine(boolean any, int indent, int level, StringBuilder out) {
        if (any) {
            startLine(indent, level - 1, out);
        }
    }
}
