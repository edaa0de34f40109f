package org.liaoyuan.server.agent.definition;

import java.util.List;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;

/** A tool with a field of each type, for tests that use none. */
record FakeTool(String kind, Effect effect) implements Tool {

    @Override
    public List<ToolField> fields() {
        return List.of(
                ToolField.text("place", 10),
                ToolField.filled("what", 100).optional(),
                ToolField.number("most", 2, 9, 5),
                ToolField.flag("loud"),
                ToolField.choice("way", "up", "down"),
                ToolField.pairs("more", 2));
    }

    @Override
    public boolean takesSecrets(String field) {
        return field.equals("more");
    }

    @Override
    public List<Problem> check(ToolValues values) {
        return values.text("place").equals("nowhere")
                ? List.of(new Problem("place", "there is no nowhere"))
                : List.of();
    }

    @Override
    public Effect effect(ToolValues values) {
        return effect;
    }

    @Override
    public ToolResult use(ToolCall call) {
        throw new UnsupportedOperationException();
    }
}
