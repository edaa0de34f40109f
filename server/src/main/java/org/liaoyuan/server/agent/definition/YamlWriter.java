package org.liaoyuan.server.agent.definition;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Writes JSON as YAML that people like to read and compare; the same value is always the same text. */
final class YamlWriter {

    private static final String STEP = "  ";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");

    /** Older readers take these for something else than texts. */
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    /** YAML's limit is 1,024 for a key with its quotes and escapes. */
    private static final int LONGEST_KEY = 150;

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    /** @throws IllegalArgumentException if a field's name is too long for YAML */
    static String write(JsonNode json) {
        YamlWriter writer = new YamlWriter();
        writer.block(json, "");
        return writer.out.toString();
    }

    /** At the beginning of a line. */
    private void block(JsonNode json, String indent) {
        if (json.isEmpty() || !json.isContainer()) {
            out.append(indent);
            scalar(json, indent);
        } else if (json.isObject()) {
            json.forEachEntry((name, value) -> {
                out.append(indent);
                entry(name, value, indent);
            });
        } else {
            for (JsonNode item : json) {
                out.append(indent).append("- ");
                item(item, indent + STEP);
            }
        }
    }

    /** After the dash: the first field of an object stands beside it. */
    private void item(JsonNode item, String indent) {
        if (!item.isObject() || item.isEmpty()) {
            if (item.isArray() && !item.isEmpty()) {
                out.append('\n');
                block(item, indent);
            } else {
                scalar(item, indent);
            }
            return;
        }
        boolean[] first = {true};
        item.forEachEntry((name, value) -> {
            out.append(first[0] ? "" : indent);
            first[0] = false;
            entry(name, value, indent);
        });
    }

    private void entry(String name, JsonNode value, String indent) {
        if (name.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("the name of a field has " + name.length() + " characters; expected "
                    + LONGEST_KEY + " at most: '" + name.substring(0, 40) + "…'");
        }
        out.append(isPlain(name) ? name : quoted(name)).append(':');
        if (value.isContainer() && !value.isEmpty()) {
            out.append('\n');
            block(value, indent + STEP);
        } else {
            out.append(' ');
            scalar(value, indent + STEP);
        }
    }

    /** @param indent of further lines */
    private void scalar(JsonNode value, String indent) {
        if (!value.isString()) {
            out.append(value.isObject() ? "{}" : value.isArray() ? "[]" : value.toString())
                    .append('\n');
            return;
        }
        String text = value.stringValue();
        if (isPlain(text)) {
            out.append(text).append('\n');
        } else if (isLiteral(text) && !indent.isEmpty()) {
            out.append(text.endsWith("\n") ? "|" : "|-").append('\n');
            text.lines()
                    .forEach(line -> out.append(line.isEmpty() ? "" : indent)
                            .append(line)
                            .append('\n'));
        } else {
            out.append(quoted(text)).append('\n');
        }
    }

    private static boolean isPlain(String text) {
        return text.length() <= LONGEST_KEY
                && PLAIN.matcher(text).matches()
                && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether lines as they are say it exactly. */
    private static boolean isLiteral(String text) {
        return text.indexOf('\n') > 0
                && text.charAt(0) != ' '
                && !text.endsWith("\n\n")
                && text.chars().allMatch(c -> c == '\n' || isShown((char) c) || Character.isSurrogate((char) c))
                && !hasLoneSurrogate(text)
                && text.lines().noneMatch(line -> line.endsWith(" "));
    }

    private static boolean isShown(char c) {
        return c >= 0x20 && c <= 0x7e
                || c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029
                || c >= 0xe000 && c <= 0xfffd && c != 0xfeff;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c > 0xffff || isShown((char) c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append(String.format(Locale.ROOT, "\\u%04X", c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
