package org.liaoyuan.server.tool.file;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liaoyuan.server.tool.RunFiles;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a file of the run, or reads one that it wrote. */
@Component
class FileTool implements Tool {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> TYPES =
            Map.of("text", "text/plain", "json", "application/json", "csv", "text/csv");

    private final RunFiles files;

    FileTool(RunFiles files) {
        this.files = files;
    }

    @Override
    public String kind() {
        return "file";
    }

    @Override
    public String summary() {
        return "Writes a file of the run, or reads one; gives name, bytes and text";
    }

    @Override
    public List<ToolField> fields() {
        return List.of(
                ToolField.choice("does", "write", "read"),
                ToolField.filled("name", 200),
                ToolField.choice("format", "text", "json", "csv"),
                ToolField.filled("content", 100_000).optional());
    }

    @Override
    public List<Problem> check(ToolValues values) {
        boolean reads = values.text("does").equals("read");
        return reads && !values.text("content").isEmpty()
                ? List.of(new Problem("content", "a file that is read has its content"))
                : List.of();
    }

    /** What others wrote came by another node. */
    @Override
    public boolean isForeign() {
        return false;
    }

    /** It changes nothing outside of its run, and written twice a file is the same. */
    @Override
    public Effect effect(ToolValues values) {
        return Effect.READS;
    }

    @Override
    public ToolResult use(ToolCall call) {
        String name = RunFiles.checked(call.values().text("name"));
        return new ToolResult(call.values().text("does").equals("read") ? read(call, name) : write(call, name));
    }

    private ObjectNode write(ToolCall call, String name) {
        String format = call.values().text("format");
        String content = call.values().text("content");
        if (format.equals("json") && json(content).isEmpty()) {
            throw new ToolFailure(ToolFailure.Reason.VALUE, "content: it is no JSON");
        }
        int bytes = files.write(call.run(), name, String.valueOf(TYPES.get(format)), content);
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("bytes", bytes)
                .put("text", name);
    }

    private ObjectNode read(ToolCall call, String name) {
        byte[] content = files.content(call.run(), name)
                .orElseThrow(() ->
                        new ToolFailure(ToolFailure.Reason.VALUE, "name: the run has written no file '" + name + "'"));
        String text = new String(content, StandardCharsets.UTF_8);
        ObjectNode output = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("bytes", content.length)
                .put("text", text);
        if (call.values().text("format").equals("json")) {
            output.set(
                    "body",
                    json(text).orElseThrow(() -> new ToolFailure(ToolFailure.Reason.VALUE, name + " is no JSON")));
        }
        return output;
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
