package org.liaoyuan.server.tool;

import java.util.List;

/**
 * A field of a tool's nodes.
 *
 * @param least of a number; of a text or of pairs 0
 * @param most of a number; of a text or of JSON its characters; of pairs their count
 * @param usual what stands for a field that is left out; empty for nothing
 * @param choices of a choice, in small letters
 */
public record ToolField(
        String name, Type type, boolean required, int least, int most, String usual, List<String> choices) {

    public ToolField {
        choices = List.copyOf(choices);
    }

    /** What can be written into it. */
    public enum Type {
        /** As it is written. */
        TEXT,
        /** With {@code {{references}}}. */
        FILLED,
        NUMBER,
        FLAG,
        CHOICE,
        /** An object of texts with references: names that are written, values that are filled. */
        PAIRS,
        /**
         * Any JSON with references in its texts. A text that is one reference alone becomes what was given, a number or a list as such;
         * what nobody gave is left out. In any other text values are put in as text: they never become a part of the structure.
         */
        JSON
    }

    public static ToolField text(String name, int most) {
        return new ToolField(name, Type.TEXT, true, 0, most, "", List.of());
    }

    public static ToolField filled(String name, int most) {
        return new ToolField(name, Type.FILLED, true, 0, most, "", List.of());
    }

    public static ToolField number(String name, int least, int most, int usual) {
        return new ToolField(name, Type.NUMBER, false, least, most, Integer.toString(usual), List.of());
    }

    public static ToolField flag(String name) {
        return new ToolField(name, Type.FLAG, false, 0, 0, "false", List.of());
    }

    /** The first is the usual one. */
    public static ToolField choice(String name, String... choices) {
        return new ToolField(name, Type.CHOICE, false, 0, 0, choices[0], List.of(choices));
    }

    public static ToolField pairs(String name, int most) {
        return new ToolField(name, Type.PAIRS, false, 0, most, "", List.of());
    }

    /** It may be left out. @param most of its characters, written as JSON */
    public static ToolField json(String name, int most) {
        return new ToolField(name, Type.JSON, false, 0, most, "", List.of());
    }

    /** It may be left out. */
    public ToolField optional() {
        return new ToolField(name, type, false, least, most, usual, choices);
    }
}
