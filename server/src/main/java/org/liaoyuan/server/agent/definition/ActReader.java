package org.liaoyuan.server.agent.definition;

import java.util.HashMap;
import java.util.Map;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolValues;

/** Reads nodes that act, by the fields of their tools. */
final class ActReader {

    private ActReader() {}

    static Node act(String id, Tool tool, Fields fields) {
        Map<String, String> texts = new HashMap<>();
        Map<String, Map<String, String>> pairs = new HashMap<>();
        for (ToolField field : tool.fields()) {
            String name = field.name();
            switch (field.type()) {
                case PAIRS -> pairs.put(name, fields.pairs(name, field.most()));
                default -> texts.put(name, value(field, fields));
            }
            if (field.required() && !fields.has(name) && isReadAsOptional(field)) {
                fields.problem(name, Wrong.MISSING, "expected a value");
            }
        }
        int seconds = texts.containsKey(Tools.SECONDS)
                ? Integer.parseInt(texts.get(Tools.SECONDS))
                : fields.number(Tools.SECONDS, 1, Tools.MOST_SECONDS, Tools.USUAL_SECONDS);
        return new Node.Act(
                id,
                tool,
                new ToolValues(texts, pairs),
                seconds,
                fields.number(Tools.TRIES, 1, Tools.MOST_TRIES, 0),
                fields.flag(Tools.UNATTENDED),
                NodeReader.next(fields, "next"),
                NodeReader.failed(fields));
    }

    /** Texts tell by themselves that they are missing. */
    private static boolean isReadAsOptional(ToolField field) {
        return field.type() != ToolField.Type.TEXT && field.type() != ToolField.Type.FILLED;
    }

    private static String value(ToolField field, Fields fields) {
        String name = field.name();
        return switch (field.type()) {
            case TEXT, FILLED -> {
                String text = field.required() ? fields.text(name, field.most()) : fields.optional(name, field.most());
                yield fields.has(name) ? text : field.usual();
            }
            case NUMBER -> {
                int usual = field.usual().isEmpty() ? field.least() : Integer.parseInt(field.usual());
                yield Integer.toString(fields.number(name, field.least(), field.most(), usual));
            }
            case FLAG -> Boolean.toString(fields.has(name) ? fields.flag(name) : Boolean.parseBoolean(field.usual()));
            case CHOICE -> choice(field, fields);
            case JSON -> fields.json(name, field.most());
            case PAIRS -> throw new IllegalArgumentException(name);
        };
    }

    private static String choice(ToolField field, Fields fields) {
        String text = fields.optional(field.name(), 100);
        if (!fields.has(field.name())) {
            return field.usual();
        }
        if (!field.choices().contains(text)) {
            fields.problem(field.name(), Wrong.RANGE, "expected one of " + String.join(", ", field.choices()));
        }
        return text;
    }
}
