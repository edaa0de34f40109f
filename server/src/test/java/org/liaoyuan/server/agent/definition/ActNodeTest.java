package org.liaoyuan.server.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import org.liaoyuan.server.tool.Tool;
import tools.jackson.databind.json.JsonMapper;

/** Nodes that act by tools, as they are read. */
class ActNodeTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Tools TOOLS = new Tools(List.of(
            new FakeTool("look", Tool.Effect.READS),
            new FakeTool("post", Tool.Effect.ONCE),
            new FakeTool("put", Tool.Effect.KEYED)));

    private static final String WHOLE = """
            {"id": "one", "kind": "look", "place": "here", "what": "{{start.x}}", "most": 3, "loud": true, "way": "down",
             "more": {"z": "{{start}}", "a": "Bearer {{secret.KEY}}"}, "seconds": 60, "tries": 2, "next": "said"}""";

    private static List<Problem> problems(String nodes) {
        return read(nodes).problems();
    }

    private static DefinitionReader.Read read(String nodes) {
        return DefinitionReader.read(JSON.readTree("""
                {"name": "Acts", "nodes": [{"id": "start", "kind": "input", "next": "one"}, %s,
                  {"id": "said", "kind": "answer", "text": "{{one}}"}]}""".formatted(nodes)), TOOLS);
    }

    @Test
    void aNodeIsReadByTheFieldsOfItsTool() {
        Node.Act act = (Node.Act) read(WHOLE).whole().node("one");

        assertThat(act.kind()).isEqualTo("look");
        assertThat(act.values().texts())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("place", "here", "what", "{{start.x}}", "most", "3", "loud", "true", "way", "down"));
        assertThat(act.values().pairs("more").keySet()).as("in their order").containsExactly("z", "a");
        assertThat(act.seconds()).isEqualTo(60);
        assertThat(act.tries()).isEqualTo(2);
        assertThat(act.texts()).extracting(Node.Filled::field).containsExactly("what", "more/z", "more/a");
    }

    @Test
    void whatIsLeftOutHasItsUsualValue() {
        Node.Act act = (Node.Act) read("{\"id\": \"one\", \"kind\": \"look\", \"place\": \"here\", \"next\": \"said\"}")
                .whole()
                .node("one");

        assertThat(act.values().number("most")).isEqualTo(5);
        assertThat(act.values().text("way")).isEqualTo("up");
        assertThat(act.values().flag("loud")).isFalse();
        assertThat(act.values().text("what")).isEmpty();
        assertThat(act.values().pairs("more")).isEmpty();
        assertThat(act.seconds()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"place\": \"here\",` | `` | place | MISSING",
                "`here` | `much too long` | place | RANGE",
                "`here` | `nowhere` | place | VALUE",
                "`\"place\"` | `\"plaice\"` | plaice | UNKNOWN_FIELD",
                "`\"most\": 3` | `\"most\": 1` | most | RANGE",
                "`\"loud\": true` | `\"loud\": \"yes\"` | loud | TYPE",
                "`down` | `left` | way | RANGE",
                "`{{start}}` | `{{said}}` | more/z | NOT_YET_RUN",
                "`\"{{start}}\"` | `5` | more/z | TYPE",
                "`\"z\"` | `\"y\": \"\", \"z\"` | more | RANGE",
                "`{{start.x}}` | `{{secret.KEY}}` | what | REFERENCE",
                "`{{secret.KEY}}` | `{{secret}}` | more/a | REFERENCE",
                "`\"seconds\": 60` | `\"seconds\": 601` | seconds | RANGE",
                "`\"tries\": 2` | `\"tries\": 5` | tries | RANGE",
                "`\"next\": \"said\"` | `\"next\": \"nobody\"` | `` | UNKNOWN_NODE"
            })
    void whatIsWrongIsToldByNodeAndField(String right, String wrong, String field, Wrong what) {
        assertThat(WHOLE).contains(right);

        assertThat(problems(WHOLE.replace(right, wrong == null ? "" : wrong))).anySatisfy(problem -> {
            assertThat(problem.node()).isEqualTo("one");
            assertThat(problem.field()).isEqualTo(field == null ? "" : field);
            assertThat(problem.wrong()).isEqualTo(what);
            assertThat(problem.detail()).isNotBlank();
        });
    }

    @Test
    void secretsAreForToolsAndNoNodeIsCalledSo() {
        assertThat(problems(
                        "{\"id\": \"one\", \"kind\": \"template\", \"text\": \"{{secret.KEY}}\", \"next\": \"said\"}"))
                .extracting(Problem::wrong)
                .containsExactly(Wrong.REFERENCE);
        assertThat(problems("{\"id\": \"secret\", \"kind\": \"template\", \"text\": \"x\", \"next\": \"said\"}"))
                .extracting(Problem::field)
                .contains("nodes/1/id");
    }

    private static String act(String id, String kind, String next) {
        return "{\"id\": \"%s\", \"kind\": \"%s\", \"place\": \"here\", \"next\": \"%s\"}".formatted(id, kind, next);
    }

    @ParameterizedTest
    @CsvSource({"post", "put"})
    void whatCantBeTakenBackIsNotDoneOnTheWordOfOthers(String kind) {
        String straight = act("one", "look", "text") + ", "
                + "{\"id\": \"text\", \"kind\": \"template\", \"text\": \"{{one}}\", \"next\": \"two\"}, "
                + act("two", kind, "said");

        assertThat(problems(straight)).singleElement().satisfies(problem -> {
            assertThat(problem.node()).isEqualTo("two");
            assertThat(problem.field()).isEqualTo("unattended");
            assertThat(problem.wrong()).isEqualTo(Wrong.UNATTENDED);
            assertThat(problem.detail()).contains("one → text → two");
        });
        assertThat(problems(straight.replace(
                        "\"" + kind + "\", \"place\"", "\"" + kind + "\", \"unattended\": true, \"place\"")))
                .isEmpty();
        assertThat(problems(act("one", kind, "said"))).as("nothing was read").isEmpty();
    }

    @Test
    void aPersonInBetweenIsEnoughAndOneWhoIsLateIsNot() {
        String asked = act("one", "look", "ask") + ", "
                + "{\"id\": \"ask\", \"kind\": \"approval\", \"question\": \"{{one}}?\", \"approved\": \"two\", \"refused\": \"said\"}, "
                + act("two", "post", "said");

        assertThat(problems(asked)).isEmpty();
        assertThat(problems(asked.replace("\"refused\"", "\"within\": 5, \"late\": \"two\", \"refused\"")))
                .extracting(Problem::wrong)
                .containsExactly(Wrong.UNATTENDED);
    }

    @Test
    void whatARoundReadTheNextOneDoesNotActOn() {
        String loop =
                "{\"id\": \"one\", \"kind\": \"loop\", \"most\": 3, \"until\": {\"value\": \"{{one}}\", \"is\": \"empty\"}, \"nodes\": ["
                        + act("two", "post", "three") + ", "
                        + act("three", "look", "round")
                        + ", {\"id\": \"round\", \"kind\": \"result\", \"text\": \"{{three}}\"}], \"next\": \"said\"}";

        assertThat(problems(loop))
                .anySatisfy(problem -> assertThat(problem.detail()).contains("three → round → two"));
    }

    @Test
    void toolsAreNotCalledAsOtherNodesNorTheirFieldsAsThoseOfAll() {
        assertThatThrownBy(() -> new Tools(List.of(new FakeTool("model", Tool.Effect.READS))))
                .hasMessageContaining("model");
    }

    @Test
    void whatOthersSentCanBeStored() {
        assertThat(Storable.of(JSON.readTree("{\"a\\u0000b\": [\"\\u0000x\\ud800\", 1e999, 1], \"c\": \"😀\"}"))
                        .toString())
                .isEqualTo("{\"ab\":[\"x\ufffd\",null,1],\"c\":\"😀\"}");
    }
}
