package org.liaoyuan.server.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.tool.Tool;
import tools.jackson.databind.json.JsonMapper;

/** What is wrong with cases, said where it stands. */
class EvalsReaderTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Tools TOOLS = new Tools(List.of(new FakeTool("fake", Tool.Effect.READS)));

    private static DefinitionReader.Read read(String evals) {
        return DefinitionReader.read(JSON.readTree("""
                        {"name": "a", "input": {"properties": {"who": {"type": "string"}}, "required": ["who"]},
                         "output": {"properties": {"n": {"type": "integer"}}},
                         "nodes": [{"id": "start", "kind": "input", "next": "look"},
                          {"id": "look", "kind": "fake", "place": "here", "next": "ask"},
                          {"id": "ask", "kind": "approval", "question": "?", "by": "starter", "approved": "end", "refused": "end",
                           "form": {"properties": {"day": {"type": "string"}}, "required": ["day"]}},
                          {"id": "end", "kind": "answer", "text": "{{look}}", "data": {"n": "1"}}], "evals": %s}""".formatted(evals.replace('\'', '"'))), TOOLS);
    }

    @Test
    void casesAreReadAsTheyAreWritten() {
        DefinitionReader.Read read = read("""
                {'least': 0.8, 'cases': [{'name': 'one', 'input': {'who': 'me'}, 'given': {'look': {'text': 'x'}, 'ask': {'approved': false}},
                 'expect': [{'value': '{{answer}}', 'is': 'contains', 'than': 'x', 'not': true}, {'passed': 'ask'}, {'data': {'n': 1}}]}]}""");

        assertThat(read.problems()).isEmpty();
        Evals evals = read.whole().evals();
        assertThat(evals.least()).isEqualTo(0.8);
        Evals.Case one = evals.cases().getFirst();
        assertThat(one.given().keySet()).containsExactly("look", "ask");
        assertThat(one.expect().get(0))
                .isEqualTo(new Evals.Compared("{{answer}}", Node.Comparison.CONTAINS, "x", true));
        assertThat(one.expect().get(1)).isEqualTo(new Evals.Passed("ask", false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'least': 2}                                                        | evals/least                      | RANGE
            {'least': 0.5}                                                      | evals/least                      | MISSING
            {'most': 2}                                                         | evals/most                       | UNKNOWN_FIELD
            {'cases': ['x']}                                                    | evals/cases/0                    | TYPE
            {'cases': [{'input': {'who': 'x'}, 'expect': [{'passed': 'ask'}]}]} | evals/cases/0/name               | MISSING
            {'cases': [{'name': 'a', 'expect': [{'passed': 'ask'}]}]}           | evals/cases/0/input/who          | MISSING
            {'cases': [{'name': 'a', 'input': {'who': 1}, 'expect': [{'passed': 'ask'}]}]} | evals/cases/0/input/who | TYPE
            {'cases': [{'name': 'a', 'input': {'who': 'x'}}]}                   | evals/cases/0/expect             | MISSING
            """)
    void aCaseIsWhole(String evals, String field, Definition.Wrong wrong) {
        assertProblem(evals, field, wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'nobody': {}                                     | nobody         | UNKNOWN_NODE
            'start': {}                                      | start          | BORDER
            'look': 'x'                                      | look           | TYPE
            'look': []                                       | look           | RANGE
            'look': [{}, 3]                                  | look/1         | TYPE
            'look': {'error': 'BUDGET'}                      | look/error     | RANGE
            'ask': {'note': ''}                              | ask/approved   | MISSING
            'ask': {'approved': true, 'data': {}}            | ask/data/day   | MISSING
            'ask': {'approved': true, 'by': 'me'}            | ask/by         | UNKNOWN_FIELD
            'ask': {'late': true}                            | ask/late       | BORDER
            """)
    void whatIsGivenIsWhatSuchANodeGives(String given, String field, Definition.Wrong wrong) {
        assertProblem(
                "{'cases': [{'name': 'a', 'input': {'who': 'x'}, 'given': {" + given
                        + "}, 'expect': [{'passed': 'ask'}]}]}",
                "evals/cases/0/given/" + field,
                wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                               | 0              | MISSING
            {'passed': 'ask', 'value': '{{answer}}'}         | 0              | UNKNOWN_FIELD
            {'passed': 'nobody'}                             | 0/passed       | UNKNOWN_NODE
            {'value': 'x'}                                   | 0/value        | REFERENCE
            {'value': '{{nobody}}'}                          | 0/value        | REFERENCE
            {'value': '{{secret.KEY}}'}                      | 0/value        | REFERENCE
            {'value': '{{asked.nobody.body}}'}               | 0/value        | REFERENCE
            {'value': '{{answer}}', 'is': 'like'}            | 0/is           | RANGE
            {'data': {'m': 1}}                               | 0/data/m       | UNKNOWN_FIELD
            {'data': {'n': 'x'}}                             | 0/data/n       | TYPE
            {'data': {}}                                     | 0/data         | MISSING
            """)
    void whatIsExpectedSpeaksOfTheRun(String expect, String field, Definition.Wrong wrong) {
        assertProblem(
                "{'cases': [{'name': 'a', 'input': {'who': 'x'}, 'expect': [" + expect + "]}]}",
                "evals/cases/0/expect/" + field,
                wrong);
    }

    @Test
    void thereAreNotTooManyAndEachHasItsName() {
        String one = "{'name': 'a', 'input': {'who': 'x'}, 'expect': [{'passed': 'ask'}]}";

        assertProblem("{'cases': [" + one + ", " + one + "]}", "evals/cases/1/name", Definition.Wrong.DUPLICATE);
        assertProblem(
                "{'cases': [" + (one + ", ").repeat(Evals.MOST_CASES) + one + "]}",
                "evals/cases",
                Definition.Wrong.RANGE);
    }

    private static void assertProblem(String evals, String field, Definition.Wrong wrong) {
        List<Definition.Problem> problems = read(evals).problems();

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.wrong()).isEqualTo(wrong);
            assertThat(problem.detail()).isNotBlank();
        });
    }
}
