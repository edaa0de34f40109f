package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.agent.Definition.Problem;
import org.liaoyuan.server.agent.Definition.Wrong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DefinitionReaderTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** One of each kind; each parameter test below spoils one place of it. */
    static final String WHOLE = """
            {"name": "Note", "description": "Writes a note.",
             "input": {"type": "object", "required": ["topic"], "additionalProperties": false, "properties": {
               "topic": {"type": "string", "title": "Topic", "maxLength": 100}, "length": {"type": "integer"}}},
             "nodes": [
              {"id": "start", "kind": "input", "next": "draft"},
              {"id": "draft", "kind": "model", "system": "Be short.", "prompt": "A line about {{start.topic}}.", "maxTokens": 16,
               "next": "sheet"},
              {"id": "sheet", "kind": "template", "text": "{{start.topic}}: {{draft}}", "next": "long"},
              {"id": "long", "kind": "branch", "cases": [{"value": "{{start.length}}", "is": "greater", "than": "5", "next": "ask"}],
               "otherwise": "said"},
              {"id": "ask", "kind": "approval", "question": "Send {{sheet}}?", "by": "starter", "approved": "said", "refused": "no"},
              {"id": "said", "kind": "answer", "text": "{{sheet}}"},
              {"id": "no", "kind": "answer", "text": "Not sent: {{ask.note}}"}]}""";

    private static List<Problem> problems(String definition) {
        return DefinitionReader.read(JSON.readTree(definition)).problems();
    }

    @Test
    void oneOfEachKindIsRead() {
        Definition definition = DefinitionReader.read(JSON.readTree(WHOLE)).whole();

        assertThat(definition.nodes().keySet()).containsExactly("start", "draft", "sheet", "long", "ask", "said", "no");
        assertThat(definition.first().id()).isEqualTo("start");
        assertThat(definition.node("ask").after()).containsExactly("said", "no");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"next\": \"draft\"` | `\"next\": \"drift\"` | start | `` | UNKNOWN_NODE",
                "`\"next\": \"sheet\"` | `\"next\": \"start\"` | no | `` | UNREACHABLE",
                "`{{draft}}` | `{{drift}}` | sheet | text | UNKNOWN_NODE",
                "`{{draft}}` | `{{draft text}}` | sheet | text | REFERENCE",
                "`{{draft}}` | `{{ask.note}}` | sheet | text | NOT_YET_RUN",
                "`Send {{sheet}}?` | `{{said}}` | ask | question | NOT_YET_RUN",
                "`\"prompt\"` | `\"promt\"` | draft | promt | UNKNOWN_FIELD",
                "`\"prompt\"` | `\"promt\"` | draft | prompt | MISSING",
                "`\"maxTokens\": 16` | `\"maxTokens\": 0` | draft | maxTokens | RANGE",
                "`\"kind\": \"template\"` | `\"kind\": \"templat\"` | sheet | kind | UNKNOWN_KIND",
                "`\"id\": \"no\"` | `\"id\": \"said\"` | said | id | DUPLICATE",
                "`\"is\": \"greater\"` | `\"is\": \"more\"` | long | cases/0/is | RANGE",
                "`\"by\": \"starter\"` | `\"by\": \"anybody\"` | ask | by | RANGE",
                "`\"kind\": \"input\"` | `\"kind\": \"answer\", \"text\": \"x\"` | start | next | UNKNOWN_FIELD",
                "`\"name\": \"Note\"` | `\"name\": \"\"` | `` | name | MISSING",
                "`\"required\": [\"topic\"]` | `\"required\": [\"topics\"]` | `` | input/required | UNKNOWN_FIELD",
                "`\"type\": \"integer\"` | `\"type\": \"whole\"` | `` | input/properties/length/type | RANGE"
            })
    void whatIsWrongIsToldByNodeAndField(String right, String wrong, String node, String field, Wrong what) {
        assertThat(WHOLE).contains(right);

        assertThat(problems(WHOLE.replace(right, wrong))).anySatisfy(problem -> {
            assertThat(problem.node()).isEqualTo(node);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.wrong()).isEqualTo(what);
            assertThat(problem.detail()).isNotBlank();
        });
    }

    @Test
    void aWayRoundInACircleIsFound() {
        String circle = WHOLE.replace("\"otherwise\": \"said\"", "\"otherwise\": \"draft\"");

        assertThat(problems(circle)).extracting(Problem::wrong).contains(Wrong.CIRCLE);
    }

    @Test
    void anythingThatIsJsonIsReadWithoutAnException() {
        for (String json : List.of(
                "[]",
                "1",
                "\"x\"",
                "null",
                "{}",
                "{\"nodes\": [1]}",
                "{\"nodes\": [{\"id\": \"a\"}]}",
                "{\"name\": 1, \"input\": 2, \"nodes\": {}}",
                "{\"nodes\": [{\"id\": \"a\", \"kind\": \"branch\", \"cases\": [1]}]}",
                "{\"input\": {\"properties\": {\"a\": 1}, \"required\": [1]}}")) {
            assertThat(problems(json)).as(json).isNotEmpty();
        }
    }

    @Test
    void anInputIsCheckedFieldByField() {
        InputSchema input = DefinitionReader.read(JSON.readTree(WHOLE)).whole().input();

        assertThat(input.check(JSON.readTree("{\"topic\": \"tea\", \"length\": 3}")))
                .isEmpty();
        assertThat(input.check(JSON.readTree("{\"length\": \"3\", \"other\": 1}")))
                .extracting(Problem::field)
                .containsExactlyInAnyOrder("topic", "length", "other");
        assertThat(input.check(JSON.readTree("{\"topic\": \"" + "x".repeat(101) + "\"}")))
                .extracting(Problem::field)
                .containsExactly("topic");
        assertThat(input.check(JSON.readTree("[]"))).isNotEmpty();
    }

    @Test
    void whatIsPutInIsNotLookedThroughAgain() {
        Map<String, JsonNode> outputs =
                Map.of("a", JSON.readTree("{\"text\": \"{{b}}\"}"), "b", JSON.readTree("{\"n\": 3, \"list\": [1]}"));

        assertThat(References.fill("{{ a }} {{b.n}} {{b.list}} {{b.none}}.", outputs))
                .isEqualTo("{{b}} 3 [1] .");
    }

    /** The schema is for editors; the reader decides. They know the same kinds of nodes and the same fields. */
    @Test
    void theSchemaForEditorsKnowsWhatTheReaderKnows() throws Exception {
        try (InputStream in = DefinitionReader.class.getResourceAsStream("/agents/agent.schema.json")) {
            JsonNode schema = JSON.readTree(in);
            for (JsonNode kind : schema.at("/$defs/node/oneOf")) {
                JsonNode node = schema.at(kind.path("$ref").asString("").substring(1));
                String name = node.at("/properties/kind/const").asString("");
                String one = Stream.of("input", "model", "template", "branch", "approval", "answer")
                        .filter(name::equals)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("the reader knows no " + name));
                StringBuilder fields = new StringBuilder("{\"id\": \"a\", \"kind\": \"" + one + "\"");
                node.path("properties").propertyNames().stream()
                        .filter(field -> !field.equals("id") && !field.equals("kind"))
                        .forEach(field -> fields.append(", \"").append(field).append("\": 0"));
                List<Problem> found = problems("{\"name\": \"x\", \"nodes\": [" + fields + "}]}");
                assertThat(found).extracting(Problem::wrong).doesNotContain(Wrong.UNKNOWN_FIELD, Wrong.UNKNOWN_KIND);
                assertThat(node.path("additionalProperties").asBoolean(true)).isFalse();
            }
            assertThat(schema.at("/$defs/node/oneOf")).hasSize(6);
        }
    }
}
