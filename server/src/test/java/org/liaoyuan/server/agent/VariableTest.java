package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.created;
import static org.liaoyuan.server.agent.Agency.decide;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.open;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.step;
import static org.liaoyuan.server.agent.Agency.when;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;

/** What definitions remember beside what their nodes gave. */
class VariableTest {

    /** Sets variables before, in two branches, in rounds in a branch, and in rounds between two decisions. */
    private static final String WHOLE = """
            {"name": "Remembers", "input": {"properties": {"first": {"type": "string"}}}, "variables": {"a": "a{{start.first}}", "b": "b", "c": "c"}, "nodes": [
              {"id": "start", "kind": "input", "next": "one"},
              {"id": "one", "kind": "variable", "set": {"a": "{{var.a}}1", "b": "{{var.a}}"}, "next": "both"},
              {"id": "both", "kind": "parallel", "join": "met", "branches": [{"name": "left", "next": "two"}, {"name": "right", "next": "each"}]},
              {"id": "two", "kind": "variable", "set": {"b": "{{var.b}}2"}, "next": "ask"},
              {"id": "ask", "kind": "approval", "question": "{{var.b}}?", "approved": "met", "refused": "met"},
              {"id": "each", "kind": "iterate", "list": "x\\ny\\nz", "most": 5, "nodes": [
                {"id": "add", "kind": "variable", "set": {"c": "{{var.c}}{{each.item}}"}, "next": "added"},
                {"id": "added", "kind": "result", "text": "{{var.c}}"}], "next": "met"},
              {"id": "met", "kind": "join", "next": "again"},
              {"id": "again", "kind": "loop", "most": 5, "until": {"value": "{{var.c}}", "is": "contains", "than": "!!"}, "nodes": [
                {"id": "call", "kind": "variable", "set": {"c": "{{var.c}}!"}, "next": "called"},
                {"id": "called", "kind": "result", "text": "x"}], "next": "more"},
              {"id": "more", "kind": "approval", "question": "{{var.c}}?", "approved": "said", "refused": "said"},
              {"id": "said", "kind": "answer", "text": "{{var.a}} {{var.b}} {{var.c}} {{again.rounds}}"}]}""";

    private static List<String> problems(String definition) {
        return BUILDER.get("/api/agents/" + created(definition))
                .at("/problems")
                .valueStream()
                .map(one -> one.at("/node").asString() + " " + one.at("/field").asString() + " "
                        + one.at("/wrong").asString())
                .toList();
    }

    @Test
    void variablesKeepTheirValuesOverRoundsBranchesAndWaits() {
        Visitor member = member();
        String run = started(member, released(WHOLE), "{\"first\": \"0\"}");
        Reply asks = when(member, run, "WAITING");
        assertThat(asks.at("/approvals/0/question").asString()).isEqualTo("a02?");
        assertThat(decide(member, run, "2.left.1", true).status()).isEqualTo(200);
        Reply more = Awaitility.await()
                .atMost(Agency.LONG)
                .until(
                        () -> member.get("/api/agent-runs/" + run),
                        reply -> open(reply).contains("5")
                                && reply.at("/run/state").asString().equals("WAITING"));
        assertThat(step(more, "2.right.0").at("/output/results").toString()).isEqualTo("[\"cx\",\"cxy\",\"cxyz\"]");

        decide(member, run, "5", true);

        Reply done = when(member, run, "DONE");
        assertThat(done.at("/run/output/text").asString()).isEqualTo("a01 a02 cxyz!! 2");
        assertThat(step(done, "1").at("/output/b").asString())
                .as("what it was before")
                .isEqualTo("a0");

        String fork = member.post("/api/agent-runs/" + run + "/forks", "{\"at\": \"4.2.0\"}")
                .at("/id")
                .asString();
        when(member, fork, "WAITING");
        decide(member, fork, "5", true);
        assertThat(when(member, fork, "DONE").at("/run/output/text").asString()).isEqualTo("a01 a02 cxyz!! 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"b\": \"{{var.b}}2\"}` | `{\"c\": \"2\"}` | add set/c BORDER",
                "`{{var.c}}{{each.item}}` | `{{var.b}}` | add set/c BORDER",
                "`\"question\": \"{{var.b}}?\"` | `\"question\": \"{{var.c}}?\"` | ask question BORDER",
                "`{{var.a}} {{var.b}}` | `{{var.none}}` | said text REFERENCE",
                "`{{var.a}} {{var.b}}` | `{{var}}` | said text REFERENCE",
                "`{{var.a}} {{var.b}}` | `{{var.a.b}}` | said text REFERENCE",
                "`\"set\": {\"b\": \"{{var.b}}2\"}` | `\"set\": {\"d\": \"x\"}` | two set/d UNKNOWN_FIELD",
                "`\"set\": {\"b\": \"{{var.b}}2\"}` | `\"set\": {}` | two set MISSING",
                "`\"a{{start.first}}\"` | `\"{{one.a}}\"` | ` variables/a REFERENCE`",
                "`\"a{{start.first}}\"` | `\"{{secret.KEY}}\"` | ` variables/a REFERENCE`",
                "`\"c\": \"c\"` | `\"c\": \"c\", \"d e\": \"\"` | ` variables RANGE`"
            })
    void whatIsWrongWithThemIsTold(String right, String wrong, String problem) {
        assertThat(WHOLE).contains(right);

        assertThat(problems(WHOLE.replace(right, wrong))).contains(problem);
    }

    @Test
    void noNodeIsCalledAsTheyAre() {
        assertThat(problems(WHOLE)).isEmpty();
        assertThat(problems(WHOLE.replace("\"id\": \"two\"", "\"id\": \"var\"")))
                .anyMatch(problem -> problem.contains("/id RANGE"));
    }
}
