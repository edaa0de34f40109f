package org.liaoyuan.server.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class DefinitionReaderTest {

    private static final JsonMapper JSON = new JsonMapper();

    static final Tools TOOLS = new Tools(List.of());

    private static final String[] KINDS = {
        "input",
        "model",
        "template",
        "branch",
        "approval",
        "question",
        "wait",
        "event",
        "parallel",
        "join",
        "loop",
        "iterate",
        "result",
        "answer",
        "agent",
        "variable",
        "check"
    };

    /** One of each kind; each parameter test below spoils one place of it. */
    public static final String WHOLE = """
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

    /** Bodies and branches, each in another. */
    static final String DEEP = """
            {"name": "Deep", "budget": {"steps": 500, "tokens": 10000, "yuan": 0.5, "seconds": 600}, "nodes": [
              {"id": "start", "kind": "input", "next": "both"},
              {"id": "both", "kind": "parallel", "branches": [{"name": "left", "next": "one"}, {"name": "right", "next": "each"}],
               "join": "together"},
              {"id": "one", "kind": "template", "text": "one {{start}}", "next": "pause"},
              {"id": "pause", "kind": "wait", "seconds": 5, "next": "together"},
              {"id": "each", "kind": "iterate", "list": "{{start}}", "most": 5, "nodes": [
                {"id": "item", "kind": "template", "text": "{{each.item}} {{start}}", "next": "kind"},
                {"id": "kind", "kind": "branch", "cases": [{"value": "{{item}}", "is": "empty", "next": "none"}], "otherwise": "some"},
                {"id": "none", "kind": "result", "text": "nothing"},
                {"id": "some", "kind": "result", "text": "{{item}}"}], "next": "together"},
              {"id": "together", "kind": "join", "next": "again"},
              {"id": "again", "kind": "loop", "most": 3, "until": {"value": "{{again.text}}", "is": "equal", "than": "ok"}, "nodes": [
                {"id": "try", "kind": "result", "text": "{{again.last}} {{one}} {{each}} {{together.left}}"}], "next": "said"},
              {"id": "said", "kind": "answer", "text": "{{again}} {{each.rounds}} {{one}}"}]}""";

    /** What waits for people and for others. */
    private static final String WAITS = """
            {"name": "Waits", "nodes": [
              {"id": "start", "kind": "input", "next": "q"},
              {"id": "q", "kind": "question", "question": "When?", "by": "admin", "within": 60, "late": "over", "tell": ["mail", "bot"],
               "escalate": {"after": 30}, "next": "paid"},
              {"id": "paid", "kind": "event", "name": "paid.in-full", "key": "{{q}}", "within": 9, "late": "over", "next": "said"},
              {"id": "said", "kind": "answer", "text": "{{paid.data.amount}}"}, {"id": "over", "kind": "answer", "text": "over"}]}""";

    @Test
    void questionsAndEventsAreReadWithTheirWays() {
        Definition definition =
                DefinitionReader.read(JSON.readTree(WAITS), TOOLS).whole();

        assertThat(definition.node("q").after()).containsExactly("paid", "over");
        assertThat(definition.node("paid").after()).containsExactly("said", "over");
        assertThat(definition.node("q")).isInstanceOfSatisfying(Node.Question.class, question -> {
            assertThat(question.tell()).containsExactly(Node.Tell.MAIL, Node.Tell.BOT);
            assertThat(question.by()).isEqualTo(Node.Decider.ADMIN);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"within\": 60, \"late\": \"over\"` | `\"within\": 60` | q | late | MISSING",
                "`\"within\": 60, \"late\": \"over\"` | `\"late\": \"over\"` | q | late | MISSING",
                "`\"bot\"]` | `\"mail\"]` | q | tell | RANGE",
                "`\"bot\"]` | `\"pigeon\"]` | q | tell | RANGE",
                "`[\"mail\", \"bot\"]` | `\"mail\"` | q | tell | TYPE",
                "`\"question\": \"When?\"` | `\"approved\": \"said\"` | q | question | MISSING",
                "`paid.in-full` | `paid in full` | paid | name | RANGE",
                "`\"within\": 9` | `\"within\": 0` | paid | within | RANGE",
                "`{{q}}` | `{{said}}` | paid | key | NOT_YET_RUN",
                "`\"name\": \"paid.in-full\", ` | `` | paid | name | MISSING"
            })
    void whatIsWrongWithAQuestionOrAnEventIsTold(String right, String wrong, String node, String field, Wrong what) {
        assertThat(WAITS).contains(right);

        assertThat(problems(WAITS.replace(right, wrong))).anySatisfy(problem -> {
            assertThat(problem.node()).isEqualTo(node);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.wrong()).isEqualTo(what);
        });
    }

    private static final String CHECKS = """
            {"name": "Checks", "nodes": [
              {"id": "start", "kind": "input", "next": "proof"},
              {"id": "proof", "kind": "check", "text": "{{start.text}}", "rules": [{"is": "contains", "than": "[1]", "why": "names its source"},
                {"value": "{{start.count}}", "is": "greater", "than": "0"}, {"is": "longer", "than": "400", "not": true}],
               "judge": {"question": "Does it answer {{start.question}}?", "by": "{{start}}", "system": "Be strict."},
               "passed": "said", "refused": "no", "failed": "broken"},
              {"id": "said", "kind": "answer", "text": "{{proof}}"}, {"id": "no", "kind": "answer", "text": "{{proof.why}}"},
              {"id": "broken", "kind": "answer", "text": "{{proof.error}}"}]}""";

    @Test
    void aCheckIsReadWithItsRulesItsJudgeAndItsWays() {
        Definition definition =
                DefinitionReader.read(JSON.readTree(CHECKS), TOOLS).whole();

        assertThat(definition.node("proof").ways()).containsExactly("said", "no", "broken");
        assertThat(definition.node("proof")).isInstanceOfSatisfying(Node.Check.class, check -> {
            assertThat(check.rules())
                    .containsExactly(
                            new Node.Rule("", Node.Comparison.CONTAINS, "[1]", false, "names its source"),
                            new Node.Rule("{{start.count}}", Node.Comparison.GREATER, "0", false, ""),
                            new Node.Rule("", Node.Comparison.LONGER, "400", true, ""));
            assertThat(check.judge())
                    .isEqualTo(new Node.Judge(
                            "Does it answer {{start.question}}?", "{{start}}", "default", "Be strict.", false));
            assertThat(check.computes()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"passed\": \"said\", ` | `` | passed | MISSING",
                "`\"refused\": \"no\"` | `\"refused\": \"nowhere\"` | `` | UNKNOWN_NODE",
                "`\"text\": \"{{start.text}}\", ` | `` | text | MISSING",
                "`{{start.count}}` | `{{said}}` | rules/1/value | NOT_YET_RUN",
                "`{{start.question}}` | `{{said}}` | judge/question | NOT_YET_RUN",
                "`\"by\": \"{{start}}\"` | `\"by\": \"{{nobody}}\"` | judge/by | UNKNOWN_NODE",
                "`\"by\": \"{{start}}\"` | `\"by\": \"{{secret.key}}\"` | judge/by | REFERENCE",
                "`Be strict.` | `Be {{start}}.` | judge/system | REFERENCE",
                "`\"question\": \"Does` | `\"ask\": \"Does` | judge/question | MISSING",
                "`\"question\": \"Does` | `\"ask\": \"Does` | judge/ask | UNKNOWN_FIELD",
                "`\"is\": \"contains\", ` | `` | rules/0/is | MISSING",
                "`\"is\": \"contains\"` | `\"is\": \"has\"` | rules/0/is | RANGE",
                "`\"than\": \"[1]\"` | `\"than\": \"\"` | rules/0/than | MISSING",
                "`\"than\": \"400\"` | `\"than\": \"many\"` | rules/2/than | RANGE",
                "`\"is\": \"longer\"` | `\"is\": \"json\"` | rules/2/than | RANGE",
                "`\"not\": true` | `\"not\": \"yes\"` | rules/2/not | TYPE",
                "`{\"is\": \"contains\"` | `7, {\"is\": \"contains\"` | rules/0 | TYPE",
                "`{{proof.why}}` | `{{proof.error}}` | `` | NOT_YET_RUN"
            })
    void whatIsWrongWithACheckIsTold(String right, String wrong, String field, Wrong what) {
        assertThat(CHECKS).contains(right);

        assertThat(problems(CHECKS.replace(right, wrong))).anySatisfy(problem -> {
            assertThat(problem.node()).isEqualTo(what == Wrong.NOT_YET_RUN && field.isEmpty() ? "no" : "proof");
            assertThat(problem.field()).isEqualTo(what == Wrong.NOT_YET_RUN && field.isEmpty() ? "text" : field);
            assertThat(problem.wrong()).isEqualTo(what);
            assertThat(problem.detail()).isNotBlank();
        });
    }

    @Test
    void aCheckThatWouldPassAnythingIsRefused() {
        String empty = CHECKS.replaceAll("(?s)\"rules\".*\"passed\"", "\"passed\"");

        assertThat(problems(empty)).anySatisfy(problem -> {
            assertThat(problem.field()).isEqualTo("rules");
            assertThat(problem.wrong()).isEqualTo(Wrong.MISSING);
        });
        assertThat(problems(CHECKS.replaceAll("(?s)\"judge\".*\"passed\"", "\"passed\"")))
                .isEmpty();
        assertThat(problems(CHECKS.replaceAll("(?s)\"rules\".*\"judge\"", "\"judge\"")))
                .isEmpty();
        String many = "{\"is\": \"json\"}, ".repeat(20);
        assertThat(problems(CHECKS.replace("\"rules\": [", "\"rules\": [" + many)))
                .extracting(Problem::field, Problem::wrong)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("rules", Wrong.RANGE));
    }

    private static List<Problem> problems(String definition) {
        return DefinitionReader.read(JSON.readTree(definition), TOOLS).problems();
    }

    @Test
    void oneOfEachKindIsRead() {
        Definition definition =
                DefinitionReader.read(JSON.readTree(WHOLE), TOOLS).whole();

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
    void bodiesAndBranchesAreRead() {
        Definition definition =
                DefinitionReader.read(JSON.readTree(DEEP), TOOLS).whole();

        assertThat(definition.budget()).isEqualTo(new Budget(500, 10_000, 0.5, 600));
        assertThat(definition.node("each"))
                .isInstanceOfSatisfying(
                        Node.Iterate.class,
                        each -> assertThat(each.body()).containsExactly("item", "kind", "none", "some"));
        assertThat(definition.nodes()).containsKeys("item", "try");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"next\": \"together\"},\\n  {\"id\": \"each\"` | `\"next\": \"said\"},\\n  {\"id\": \"each\"` | said | BORDER",
                "`\"next\": \"pause\"` | `\"next\": \"each\"` | each | BORDER",
                "`\"next\": \"both\"` | `\"next\": \"together\"` | start | BORDER",
                "`\"next\": \"both\"` | `\"next\": \"one\"` | pause | BORDER",
                "`\"join\": \"together\"` | `\"join\": \"one\"` | both | BORDER",
                "`\"join\": \"together\"` | `\"join\": \"nowhere\"` | both | UNKNOWN_NODE",
                "`\"next\": \"kind\"` | `\"next\": \"said\"` | item | BORDER",
                "`\"next\": \"again\"` | `\"next\": \"try\"` | together | BORDER",
                "`\"kind\": \"result\", \"text\": \"nothing\"` | `\"kind\": \"answer\", \"text\": \"nothing\"` | none | BORDER",
                "`\"kind\": \"answer\"` | `\"kind\": \"result\"` | `` | NO_ANSWER",
                "`\"otherwise\": \"some\"` | `\"otherwise\": \"item\"` | item | CIRCLE",
                "`{{again}} {{each.rounds}}` | `{{item}}` | said | NOT_YET_RUN",
                "`{{again}} {{each.rounds}}` | `{{try}}` | said | NOT_YET_RUN",
                "`{{each.item}} {{start}}` | `{{one}}` | item | NOT_YET_RUN",
                "`\"list\": \"{{start}}\"` | `\"list\": \"{{each.item}}\"` | each | NOT_YET_RUN",
                "`{{again.text}}` | `{{try}}` | again | NOT_YET_RUN",
                "`\"most\": 5` | `\"most\": 101` | each | RANGE",
                "`\"most\": 5, ` | `` | each | MISSING",
                "`\"name\": \"right\"` | `\"name\": \"left\"` | both | DUPLICATE",
                "`\"name\": \"right\"` | `\"name\": \"ri.ght\"` | both | RANGE",
                "`\"id\": \"try\"` | `\"id\": \"one\"` | one | DUPLICATE",
                "`\"seconds\": 5, ` | `` | pause | MISSING",
                "`\"seconds\": 5` | `\"seconds\": 5, \"at\": \"x\"` | pause | MISSING",
                "`\"yuan\": 0.5` | `\"yuan\": 0` | `` | RANGE",
                "`\"steps\": 500` | `\"stepps\": 500` | `` | UNKNOWN_FIELD"
            })
    void whatIsWrongWithBodiesAndBranchesIsToldByItsNode(String right, String wrong, String node, Wrong what) {
        String before = right.translateEscapes();
        assertThat(DEEP).contains(before);

        assertThat(problems(DEEP.replace(before, wrong.translateEscapes()))).anySatisfy(problem -> {
            assertThat(problem.node()).isEqualTo(node);
            assertThat(problem.wrong()).isEqualTo(what);
            assertThat(problem.detail()).isNotBlank();
        });
    }

    @Test
    void bodiesInBodiesHaveAnEnd() {
        String deep = "{\"id\": \"r5\", \"kind\": \"result\", \"text\": \"x\"}";
        for (int i = 5; i > 0; i--) {
            deep = "{\"id\": \"l" + i + "\", \"kind\": \"iterate\", \"list\": \"x\", \"most\": 1, \"next\": \""
                    + (i == 1 ? "said" : "r" + (i - 1)) + "\", \"nodes\": [" + deep + "]}"
                    + (i == 1 ? "" : ", {\"id\": \"r" + (i - 1) + "\", \"kind\": \"result\", \"text\": \"x\"}");
        }

        assertThat(problems("{\"name\": \"x\", \"nodes\": [{\"id\": \"start\", \"kind\": \"input\", \"next\": \"l1\"}, "
                        + deep + ", {\"id\": \"said\", \"kind\": \"answer\", \"text\": \"x\"}]}"))
                .extracting(Problem::wrong)
                .containsExactly(Wrong.TOO_DEEP);
    }

    @Test
    void anApprovalHasALimitOfTimeAndAWayForItOrNeither() {
        String ask = "\"by\": \"starter\"";

        assertThat(problems(WHOLE.replace(ask, ask + ", \"within\": 60, \"late\": \"no\"")))
                .isEmpty();
        assertThat(problems(WHOLE.replace(ask, ask + ", \"within\": 60")))
                .extracting(Problem::wrong)
                .contains(Wrong.MISSING);
        assertThat(problems(WHOLE.replace(ask, ask + ", \"late\": \"no\"")))
                .extracting(Problem::wrong)
                .contains(Wrong.MISSING);
        assertThat(problems(WHOLE.replace(ask, ask + ", \"within\": 60, \"late\": \"said\"")
                        .replace("Not sent: {{ask.note}}", "{{said}}")))
                .extracting(Problem::wrong)
                .contains(Wrong.NOT_YET_RUN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{{draft.error}}: {{draft.message}}` | `{{sheet}}` | `` | ``",
                "`{{start.topic}}` | `{{sheet}}` | `` | ``",
                "`{{draft}}` | `{{sheet}}` | sorry | text",
                "`{{draft.text}}` | `{{sheet}}` | sorry | text",
                "`{{draft.error.code}}` | `{{sheet}}` | sorry | text",
                "`{{draft.error}}` | `{{draft.error}}` | said | text",
                "`{{draft.error}}` | `{{draft.message}}` | said | text"
            })
    void whatANodeGivesIsToldOnItsWayAndWhyItFailedOnTheOther(
            String onFailure, String onWay, String node, String field) {
        String both = WHOLE.replace("\"next\": \"sheet\"}", "\"next\": \"sheet\", \"failed\": \"sorry\"}")
                .replace(
                        "\"kind\": \"answer\", \"text\": \"{{sheet}}\"",
                        "\"kind\": \"answer\", \"text\": \"" + onWay + "\"")
                .replace(
                        "note}}\"}]}",
                        "note}}\"}, {\"id\": \"sorry\", \"kind\": \"answer\", \"text\": \"" + onFailure + "\"}]}");
        assertThat(both).contains("sorry", onFailure, onWay);

        List<Problem> found = problems(both);

        if (node.isEmpty()) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().satisfies(problem -> {
                assertThat(problem.node()).isEqualTo(node);
                assertThat(problem.field()).isEqualTo(field);
                assertThat(problem.wrong()).isEqualTo(Wrong.NOT_YET_RUN);
            });
        }
    }

    @Test
    void whereTheWaysOfANodeComeTogetherNeitherIsToldAndBothMayLeadToOneNode() {
        String node = "\"next\": \"sheet\"}";
        String together = WHOLE.replace(node, "\"next\": \"sheet\", \"failed\": \"sheet\"}");

        assertThat(problems(together)).extracting(Problem::node).containsExactly("sheet");
        assertThat(problems(together.replace("{{draft}}", "{{draft.error}}")))
                .extracting(Problem::node)
                .containsExactly("sheet");
        assertThat(problems(together.replace("{{draft}}", ""))).isEmpty();
        assertThat(problems(WHOLE.replace(node, "\"next\": \"sheet\", \"failed\": \"gone\"}")))
                .extracting(Problem::wrong)
                .containsExactly(Wrong.UNKNOWN_NODE);
        assertThat(problems(WHOLE.replace(node, "\"next\": \"sheet\", \"failed\": \"draft\"}")))
                .extracting(Problem::wrong)
                .contains(Wrong.CIRCLE);
        assertThat(problems(
                        DEEP.replace("\"text\": \"{{each.item}} {{start}}\"", "\"text\": \"x\", \"failed\": \"none\"")))
                .as("a template does not fail for what is outside")
                .extracting(Problem::wrong)
                .contains(Wrong.UNKNOWN_FIELD);
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
                "{\"input\": {\"properties\": {\"a\": 1}, \"required\": [1]}}",
                "{\"budget\": 3, \"nodes\": [{\"id\": \"a\", \"kind\": \"loop\", \"until\": 1, \"nodes\": [2]}]}",
                "{\"nodes\": [{\"id\": \"a\", \"kind\": \"parallel\", \"branches\": [1, 2], \"join\": []}]}")) {
            assertThat(problems(json)).as(json).isNotEmpty();
        }
    }

    @Test
    void anInputIsCheckedFieldByField() {
        InputSchema input =
                DefinitionReader.read(JSON.readTree(WHOLE), TOOLS).whole().input();

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
                String place = kind.path("$ref").asString("").substring(1);
                if (place.endsWith("Tool")) {
                    // AgentSchemaTest's
                    continue;
                }
                JsonNode node = schema.at(place);
                String name = node.at("/properties/kind/const").asString("");
                String one = Stream.of(KINDS)
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
            assertThat(schema.at("/$defs/node/oneOf")
                            .valueStream()
                            .filter(kind -> kind.path("$ref").asString("").endsWith("Node")))
                    .hasSize(KINDS.length);
        }
    }
}
