package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.created;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.when;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;

/** What answers give beside their text. */
class OutputTest {

    private static String judge(String name, String data) {
        return """
                {"name": "%s", "input": {"required": ["points"], "properties": {"points": {"type": "string"}}},
                 "output": {"required": ["score"], "properties": {"score": {"type": "integer"}, "why": {"type": "string"}, "sure": {"type": "boolean"}}},
                 "nodes": [{"id": "start", "kind": "input", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "judged", "data": %s}]}""".formatted(name, data);
    }

    @Test
    void textsBecomeWhatTheSchemaSaysAndWhatIsEmptyIsLeftOut() {
        Visitor member = member();
        String agent = released(judge(
                "Judge",
                "{\"score\": \"{{start.points}}\", \"why\": \"has \\\"{{start.points}}\\\"\", \"sure\": \"\"}"));

        Reply done = when(member, started(member, agent, "{\"points\": \" 7 \"}"), "DONE");

        assertThat(done.at("/run/output").toString())
                .isEqualTo("{\"data\":{\"why\":\"has \\\" 7 \\\"\",\"score\":7},\"text\":\"judged\"}");
        assertThat(BUILDER.get("/api/released-agents").text()).contains("\"output\":{\"required\":[\"score\"]");
    }

    @Test
    void whatDoesNotFitFailsAtTheAnswer() {
        Visitor member = member();
        String agent = released(judge("Judge", "{\"score\": \"{{start.points}}\"}"));

        Reply failed = when(member, started(member, agent, "{\"points\": \"many\"}"), "FAILED");

        assertThat(failed.at("/run/failure").asString()).isEqualTo("VALUE");
        assertThat(failed.at("/run/failedNode").asString()).isEqualTo("said");
        assertThat(failed.at("/run/detail").asString()).contains("'score'", "expected integer");
    }

    @Test
    void aDraftIsToldWhatItsAnswersLackOrKnowNothingOf() {
        Reply lacking = BUILDER.get("/api/agents/" + created(judge("Judge", "{\"why\": \"x\"}")));
        assertThat(lacking.at("/problems").toString()).contains("MISSING", "needs 'score'");
        Reply unknown = BUILDER.get("/api/agents/" + created(judge("Judge", "{\"score\": \"1\", \"mood\": \"x\"}")));
        assertThat(unknown.at("/problems").toString()).contains("data/mood", "UNKNOWN_FIELD");
        Reply reference = BUILDER.get("/api/agents/" + created(judge("Judge", "{\"score\": \"{{nobody}}\"}")));
        assertThat(reference.at("/problems").toString()).contains("data/score");
    }

    @Test
    void anAgentThatRunsAnotherHasItsData() {
        Visitor member = member();
        String name = "judge " + UUID.randomUUID();
        released(judge(name, "{\"score\": \"{{start.points}}\"}"));
        String above = released("""
                {"name": "Above", "nodes": [{"id": "start", "kind": "input", "next": "ask"},
                  {"id": "ask", "kind": "agent", "agent": "%s", "input": {"points": "9"}, "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{ask.data.score}} of 10"}]}""".formatted(name));

        Reply done = when(member, started(member, above, "{}"), "DONE");

        assertThat(done.at("/run/output/text").asString()).isEqualTo("9 of 10");
    }
}
