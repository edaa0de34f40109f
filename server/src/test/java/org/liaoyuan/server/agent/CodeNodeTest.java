package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.LONG;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.step;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;
import tools.jackson.databind.node.JsonNodeFactory;

/** Agents that compute, from the definition to the run's record. */
class CodeNodeTest {

    private static Reply ended(String code, String fields, String answer) {
        String agent = """
            {"name": "Computes", "input": {"type": "object", "properties": {"what": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "one"},
              {"id": "one", "kind": "code", "code": %s, "inputs": {"what": "{{start.what}}"}, %s "next": "said"},
              {"id": "said", "kind": "answer", "text": "%s"}]}\
            """.formatted(JsonNodeFactory.instance.stringNode(code), fields, answer);
        Visitor member = member();
        String run = started(member, released(agent), "{\"what\": \"`${1}`) ; {{secret.KEY}} '; return 'mine'; // \"}");
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> member.get("/api/agent-runs/" + run),
                        reply -> !reply.at("/run/endedAt").isNull());
    }

    @Test
    void aProgramGetsWhatOthersWroteAsDataAndItsResultIsReferredTo() {
        Reply run = ended(
                "console.log('{{start.what}}');\n"
                        + "return {length: inputs.what.length, first: inputs.what[0], zero: '\\0'};",
                "",
                "{{one.result.length}} {{one.result.first}} {{one.log}}");

        assertThat(run.at("/run/state").asString()).as(run.text()).isEqualTo("DONE");
        assertThat(step(run, "1").at("/kind").asString()).isEqualTo("code");
        assertThat(step(run, "2").at("/output/text").asString())
                .as("references are not looked for in programs, and what is put in is not looked through")
                .isEqualTo("46 ` {{start.what}}\n");
    }

    @Test
    void aProgramThatFailsEndsTheRunAtItsNodeAndSaysWhere() {
        Reply thrown = ended("const a = 1;\nnull.x;", "", "{{one}}");

        assertThat(thrown.at("/run/state").asString()).as(thrown.text()).isEqualTo("FAILED");
        assertThat(thrown.at("/run/failedNode").asString()).isEqualTo("one");
        assertThat(thrown.at("/run/failure").asString()).isEqualTo("VALUE");
        assertThat(thrown.text()).contains("cannot read property 'x' of null", ":2:");

        assertThat(ended("for (;;);", "\"seconds\": 1,", "{{one}}").text()).contains("did not end within 1 seconds");
    }
}
