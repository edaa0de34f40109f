package org.liaoyuan.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.engine.grammar.UnsupportedSchemaException;
import tools.jackson.databind.json.JsonMapper;

class ToolSyntaxTest {

    private static Tool tool(String name, String parameters) {
        return new Tool(name, "", new JsonMapper().readTree(parameters));
    }

    @Test
    void aTemplatesMarkersTellTheFamily() {
        assertThat(ToolSyntax.of("… '<｜tool▁calls▁begin｜>' …")).isEqualTo(ToolSyntax.DEEPSEEK);
        assertThat(ToolSyntax.of("{{ '[TOOL_CALLS] ' }}")).isEqualTo(ToolSyntax.MISTRAL);
        assertThat(ToolSyntax.of("{% if tools %}<|start_header_id|>")).isEqualTo(ToolSyntax.LLAMA3);
        assertThat(ToolSyntax.of("{% for m in messages %}<|im_start|>")).isEqualTo(ToolSyntax.HERMES);
    }

    @Test
    void twoToolsWithRulesOfTheSameNameDoNotMeet() {
        Tool a = tool(
                "a", "{\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"integer\"}}, \"required\": [\"x\"]}");
        Tool b = tool(
                "b", "{\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"string\"}}, \"required\": [\"x\"]}");

        String gbnf = ToolSyntax.HERMES
                .constraint(List.of(a, b), true, true)
                .parts()
                .getFirst()
                .gbnf();

        assertThat(gbnf).contains("tool0-root ::=", "tool1-root ::=");
        assertThat(gbnf.lines().filter(line -> !line.isEmpty()).map(line -> line.split(" ::= ")[0]))
                .doesNotHaveDuplicates();
    }

    @Test
    void aToolThatNoArgumentsCanSatisfyIsRefused() {
        Tool tool = tool(
                "t",
                "{\"type\": \"object\", \"required\": [\"x\"], \"properties\": {\"x\": {\"enum\": [1], \"type\": \"string\"}}}");

        assertThatThrownBy(() -> ToolSyntax.HERMES.constraint(List.of(tool), true, false))
                .isInstanceOf(UnsupportedSchemaException.class)
                .hasMessageContaining("no value");
    }
}
