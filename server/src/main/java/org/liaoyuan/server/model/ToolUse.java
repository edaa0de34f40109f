package org.liaoyuan.server.model;

import java.util.List;
import org.liaoyuan.engine.Tool;

/**
 * Tools of one request.
 *
 * @param tools what may be called, each name once
 * @param choice whether they must be
 * @param parallel whether one answer may ask for several calls
 */
public record ToolUse(List<Tool> tools, ToolChoice choice, boolean parallel) {

    /** No tools. */
    public static final ToolUse NONE = new ToolUse(List.of(), new ToolChoice.None(), false);

    public ToolUse {
        tools = List.copyOf(tools);
        if (tools.stream().map(Tool::name).distinct().count() < tools.size()) {
            throw new IllegalArgumentException("two tools have the same name; each must be named differently");
        }
        if (choice instanceof ToolChoice.Named named
                && tools.stream().noneMatch(t -> t.name().equals(named.name()))) {
            throw new IllegalArgumentException(
                    "the tool '" + named.name() + "' that must be called is not among the tools");
        }
    }

    /** Whether an answer may ask for a tool at all. */
    public boolean allowed() {
        return !tools.isEmpty() && !(choice instanceof ToolChoice.None);
    }
}
