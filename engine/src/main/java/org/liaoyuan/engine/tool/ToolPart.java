package org.liaoyuan.engine.tool;

/** What an answer with tools consists of. */
public sealed interface ToolPart {

    /** Words for the reader. */
    record Text(String text) implements ToolPart {}

    /** A call begins. */
    record Begin(int index, String name) implements ToolPart {}

    /** The next piece of a call's arguments, JSON. */
    record Arguments(int index, String json) implements ToolPart {}
}
