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
    void theFormOfACallTellsTheFamily() {
        String call = "\"liaoyuan_probe\", \"arguments\": {\"what\": \"x\"}}";

        assertThat(ToolSyntax.ofProbe("<|im_start|>assistant\n<tool_call>\n{\"name\": " + call + "\n</tool_call>"))
                .contains(ToolSyntax.HERMES);
        assertThat(ToolSyntax.ofProbe("[TOOL_CALLS] [{\"name\": " + call + "]</s>"))
                .contains(ToolSyntax.MISTRAL);
        assertThat(ToolSyntax.ofProbe("<|start_header_id|>assistant<|end_header_id|>\n\n{\"name\": "
                        + call.replace("arguments", "parameters")))
                .contains(ToolSyntax.LLAMA3);
        assertThat(ToolSyntax.ofProbe("<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>liaoyuan_probe\n"
                        + "```json\n{\"what\": \"x\"}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>"))
                .contains(ToolSyntax.DEEPSEEK);
        assertThat(ToolSyntax.ofProbe("<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>liaoyuan_probe<｜tool▁sep｜>"
                        + "{\"what\": \"x\"}<｜tool▁call▁end｜><｜tool▁calls▁end｜>"))
                .contains(ToolSyntax.DEEPSEEK_V31);
    }

    @Test
    void otherFormsOfCallsAreNotMistakenForOurs() {
        assertThat(ToolSyntax.ofProbe("<tool_call>\n<function=liaoyuan_probe>\n<parameter=what>\nx\n</parameter>"))
                .isEmpty();
        assertThat(ToolSyntax.ofProbe("<tool_call>liaoyuan_probe\n<arg_key>what</arg_key><arg_value>x</arg_value>"))
                .isEmpty();
        assertThat(ToolSyntax.ofProbe("[TOOL_CALLS]liaoyuan_probe[ARGS]{\"what\": \"x\"}"))
                .isEmpty();
        assertThat(ToolSyntax.ofProbe("<|start|>assistant to=functions.liaoyuan_probe<|message|>{\"what\": \"x\"}"))
                .isEmpty();
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
