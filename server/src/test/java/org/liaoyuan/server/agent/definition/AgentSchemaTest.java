package org.liaoyuan.server.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.agent.Agency;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolField;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What editors know of tools: a line of the schema each. {@code -Dliaoyuan.agents.write=true} writes them anew. */
class AgentSchemaTest {

    private static final Path SCHEMA = Path.of("src/main/resources/agents/agent.schema.json");
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void theSchemaForEditorsKnowsEachToolAndItsFields() throws IOException {
        List<Tool> tools = Agency.HOUSE.server.bean(Tools.class).all();
        if (Boolean.getBoolean("liaoyuan.agents.write")) {
            write(tools);
        }

        JsonNode definitions = JSON.readTree(Files.readString(SCHEMA)).path("$defs");

        for (Tool tool : tools) {
            assertThat(definitions.path(tool.kind() + "Tool"))
                    .as("run this test with -Dliaoyuan.agents.write=true")
                    .isEqualTo(JSON.readTree(definition(tool).toString()));
        }
        assertThat(definitions
                        .at("/node/oneOf")
                        .valueStream()
                        .map(one -> one.path("$ref").asString("")))
                .filteredOn(name -> name.endsWith("Tool"))
                .containsExactlyElementsOf(tools.stream()
                        .map(tool -> "#/$defs/" + tool.kind() + "Tool")
                        .toList());
    }

    private static void write(List<Tool> tools) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(SCHEMA));
        lines.removeIf(line -> line.matches(".*\"(#/\\$defs/)?[a-z]+Tool\".*"));
        int refs = find(lines, ".*/answerNode\".*");
        lines.set(refs, lines.get(refs).replaceFirst(",?$", tools.isEmpty() ? "" : ","));
        int last = find(lines, "    \"answerNode\": .*");
        while (!lines.get(last).matches("    },?")) {
            last++;
        }
        lines.set(last, tools.isEmpty() ? "    }" : "    },");
        for (int i = tools.size() - 1; i >= 0; i--) {
            String comma = i == tools.size() - 1 ? "" : ",";
            lines.add(last + 1, "    \"" + tools.get(i).kind() + "Tool\": " + definition(tools.get(i)) + comma);
        }
        for (int i = tools.size() - 1; i >= 0; i--) {
            String comma = i == tools.size() - 1 ? "" : ",";
            lines.add(refs + 1, "        { \"$ref\": \"#/$defs/" + tools.get(i).kind() + "Tool\" }" + comma);
        }
        Files.writeString(SCHEMA, String.join("\n", lines) + "\n");
    }

    private static int find(List<String> lines, String pattern) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches(pattern)) {
                return i;
            }
        }
        throw new AssertionError("no line " + pattern);
    }

    private static ObjectNode definition(Tool tool) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("description", tool.summary()).put("type", "object");
        whole.putArray("required").add("id").add("kind");
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putObject("id").put("$ref", "#/$defs/id");
        fields.putObject("kind").put("const", tool.kind());
        for (ToolField field : tool.fields()) {
            if (field.required()) {
                whole.withArray("required").add(field.name());
            }
            fields.set(field.name(), definition(field));
        }
        if (!fields.has(Tools.SECONDS)) {
            fields.set(
                    Tools.SECONDS,
                    definition(ToolField.number(Tools.SECONDS, 1, Tools.MOST_SECONDS, Tools.USUAL_SECONDS)));
        }
        fields.putObject(Tools.TRIES).put("type", "integer").put("minimum", 1).put("maximum", Tools.MOST_TRIES);
        fields.putObject(Tools.UNATTENDED).put("type", "boolean").put("default", false);
        fields.putObject("next").put("$ref", "#/$defs/id");
        fields.putObject(Tools.FAILED)
                .put("description", "Where it goes when it failed after its attempts; it gives error and message there")
                .put("$ref", "#/$defs/id");
        whole.withArray("required").add("next");
        whole.put("additionalProperties", false);
        whole.set("properties", fields);
        return whole;
    }

    private static ObjectNode definition(ToolField field) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        switch (field.type()) {
            case TEXT, FILLED -> schema.put("type", "string").put("maxLength", field.most());
            case NUMBER ->
                schema.put("type", "integer").put("minimum", field.least()).put("maximum", field.most());
            case FLAG -> schema.put("type", "boolean");
            case CHOICE -> field.choices().forEach(schema.withArray("enum")::add);
            case JSON -> schema.put("description", "any JSON; texts in it may have {{references}}");
            case PAIRS -> {
                schema.put("type", "object").put("maxProperties", field.most());
                schema.putObject("additionalProperties").put("type", "string").put("maxLength", Definition.MOST_TEXT);
            }
        }
        if (!field.usual().isEmpty()) {
            switch (field.type()) {
                case NUMBER -> schema.put("default", Integer.parseInt(field.usual()));
                case FLAG -> schema.put("default", Boolean.parseBoolean(field.usual()));
                default -> schema.put("default", field.usual());
            }
        }
        return schema;
    }
}
