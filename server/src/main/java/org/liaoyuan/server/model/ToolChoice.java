package org.liaoyuan.server.model;

/** Whether an answer may, must or must not ask for tools. */
public sealed interface ToolChoice {

    /** As the model sees fit. */
    record Auto() implements ToolChoice {}

    /** Words only. */
    record None() implements ToolChoice {}

    /** At least one call. */
    record Required() implements ToolChoice {}

    /** A call of this tool. */
    record Named(String name) implements ToolChoice {}
}
