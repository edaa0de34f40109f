package org.liaoyuan.server.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import org.liaoyuan.server.tool.Tool;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Goals, policies and channels as they are read. */
class GoalReaderTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Tools TOOLS =
            new Tools(List.of(new FakeTool("look", Tool.Effect.READS), new FakeTool("post", Tool.Effect.ONCE)));

    private static final String WHOLE = """
            {"name": "Works", "input": {"properties": {"question": {"type": "string"}}},
             "output": {"required": ["sum"], "properties": {"sum": {"type": "integer", "description": "in yuan"}}},
             "goal": {"text": "Answer {{start.question}}", "turns": 4, "model": "small"},
             "tools": [{"name": "find", "description": "finds a thing", "arguments": {"required": ["what"], "properties": {"what": {"type": "string"}}},
               "use": {"kind": "look", "place": "here", "what": "{{arguments.what}} {{start.question}}"}},
              {"name": "tell", "description": "tells it", "use": {"kind": "post", "place": "there"}}],
             "channels": ["page", "mcp"], "policies": {"models": ["small"], "inHouse": true, "approval": "always", "days": 30}}""";

    private static List<Problem> problems(String definition) {
        return DefinitionReader.read(JSON.readTree(definition), TOOLS).problems();
    }

    @Test
    void aGoalBecomesAGraphThatAsksAPersonBeforeWhatCanNotBeTakenBack() {
        Definition definition =
                DefinitionReader.read(JSON.readTree(WHOLE), TOOLS).whole();

        assertThat(definition.nodes())
                .containsKeys("start", "work", "choose", "find-given", "find", "tell-ask", "write", "fit");
        assertThat(definition.nodes()).as("reading asks nobody").doesNotContainKey("find-ask");
        assertThat(definition.node("tell-ask").ways()).containsExactly("tell", "tell-no");
        Node.Act find = (Node.Act) definition.node("find");
        assertThat(find.values().text("what")).isEqualTo("{{find-given.data.what}} {{start.question}}");
        Node.Model choose = (Node.Model) definition.node("choose");
        assertThat(choose.output().json().at("/properties/next/enum").toString())
                .isEqualTo("[\"find\",\"tell\",\"answer\"]");
        assertThat(choose.inHouse()).isTrue();
        assertThat(definition.channels()).containsExactlyInAnyOrder(Channel.PAGE, Channel.MCP);
        assertThat(definition.policies().days()).isEqualTo(30);
    }

    @Test
    void whatIsPlannedIsADefinitionOfItsOwnThatSaysTheSame() {
        JsonNode planned = DefinitionReader.planned(JSON.readTree(WHOLE), TOOLS);

        assertThat(planned.has("goal")).isFalse();
        assertThat(DefinitionReader.read(planned, TOOLS).whole())
                .isEqualTo(DefinitionReader.read(JSON.readTree(WHOLE), TOOLS).whole());
    }

    @Test
    void aGoalInChineseIsWorkedTowardsInChinese() {
        Definition definition = DefinitionReader.read(
                        JSON.readTree(WHOLE.replace("Answer {{start.question}}", "回答{{start.question}}")), TOOLS)
                .whole();

        assertThat(((Node.Model) definition.node("write")).prompt()).contains("目标：回答");
    }

    @Test
    void aGoalWithoutToolsIsAnsweredAtOnce() {
        Definition definition = DefinitionReader.read(
                        JSON.readTree("{\"name\": \"Says\", \"goal\": {\"text\": \"Say hello\"}}"), TOOLS)
                .whole();

        assertThat(definition.nodes().keySet()).containsExactly("start", "write", "said");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`Answer {{start.question}}` | `` | goal/text | MISSING",
                "`{{start.question}}\"` | `{{nobody}}\"` | goal/text | UNKNOWN_NODE",
                "`\"turns\": 4` | `\"turns\": 51` | goal/turns | RANGE",
                "`\"goal\": {` | `\"nodes\": [], \"goal\": {` | nodes | UNKNOWN_FIELD",
                "`\"find\"` | `\"work\"` | tools/0/name | RANGE",
                "`\"find\"` | `\"Find\"` | tools/0/name | RANGE",
                "`\"tell\"` | `\"find\"` | tools/1/name | DUPLICATE",
                "`finds a thing` | `` | tools/0/description | MISSING",
                "`\"kind\": \"look\"` | `\"kind\": \"peek\"` | tools/0/use/kind | UNKNOWN_KIND",
                "`\"place\": \"here\",` | `` | tools/0/use/place | MISSING",
                "`{{arguments.what}}` | `{{nobody}}` | tools/0/use/what | UNKNOWN_NODE",
                "`\"what\": {\"type\": \"string\"}` | `\"what\": {\"type\": \"list\"}` | tools/0/arguments/properties/what/type | RANGE",
                "`\"place\": \"there\"` | `\"place\": \"there\", \"next\": \"x\"` | tools/1/use/next | UNKNOWN_FIELD",
                "`\"place\": \"there\"` | `\"place\": \"there\", \"unattended\": true` | tools/1/use/unattended | UNATTENDED",
                "`\"page\"` | `\"pager\"` | channels/0 | RANGE",
                "`\"page\", \"mcp\"` | `` | channels | MISSING",
                "`[\"small\"]` | `[\"large\"]` | goal/model | RANGE",
                "`\"always\"` | `\"never\"` | policies/approval | RANGE",
                "`\"days\": 30` | `\"days\": 0` | policies/days | RANGE"
            })
    void whatIsWrongIsToldWhereItWasWritten(String right, String wrong, String field, Wrong what) {
        assertThat(WHOLE).contains(right);

        assertThat(problems(WHOLE.replace(right, wrong == null ? "" : wrong))).anySatisfy(problem -> {
            assertThat(problem.node()).isEmpty();
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.wrong()).isEqualTo(what);
            assertThat(problem.detail()).isNotBlank();
        });
    }

    @Test
    void argumentsThatAToolDoesNotHaveAreCalledSo() {
        assertThat(problems(
                        WHOLE.replace("\"place\": \"there\"", "\"place\": \"there\", \"what\": \"{{arguments.x}}\"")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("tools/1/use/what");
                    assertThat(problem.detail()).contains("{{arguments.x}}").doesNotContain("given");
                });
    }

    @Test
    void withAPolicyActsOfGraphsNeedAYesToo() {
        String graph = """
                {"name": "Acts", "policies": {"approval": "always"}, "nodes": [{"id": "start", "kind": "input", "next": "act"},
                  {"id": "act", "kind": "post", "place": "there", "next": "said"}, {"id": "said", "kind": "answer", "text": "x"}]}""";

        assertThat(problems(graph)).singleElement().satisfies(problem -> {
            assertThat(problem.node()).isEqualTo("act");
            assertThat(problem.wrong()).isEqualTo(Wrong.UNATTENDED);
        });
        assertThat(problems(graph.replace("always", "foreign"))).isEmpty();
    }
}
