package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.created;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.when;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Visitor;
import tools.jackson.databind.json.JsonMapper;

/** What agents keep to as they run. */
class PolicyTest {

    private static ScriptedModel model;

    @BeforeAll
    static void begin() {
        model = new ScriptedModel();
        model.plays(new JsonMapper().readTree("[[\"Say\", \"said\"]]"));
        Reply made = HOUSE.owner()
                .post(
                        "/api/providers",
                        "{\"id\": \"abroad\", \"baseUrl\": \"https://abroad.example.com/v1\", \"models\": [{\"name\": \"m\"}]}");
        assertThat(made.status()).as(made.text()).isLessThan(300);
        put("/api/aliases/either", "{\"targets\": [\"scripted/m\", \"abroad/m\"]}");
        put("/api/aliases/inside", "{\"localOnly\": true, \"targets\": [\"abroad/m\", \"scripted/m\"]}");
    }

    @AfterAll
    static void close() {
        for (String path : new String[] {"/api/aliases/either", "/api/aliases/inside", "/api/providers/abroad"}) {
            HOUSE.owner().send("DELETE", path, "");
        }
        model.close();
    }

    private static void put(String path, String settings) {
        Reply reply = HOUSE.owner().send("PUT", path, settings);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static Reply ended(String policies, String model, String state) {
        Visitor member = member();
        String agent = released("""
                {"name": "Keeps", "policies": %s, "nodes": [{"id": "start", "kind": "input", "next": "asks"},
                  {"id": "asks", "kind": "model", "model": "%s", "prompt": "Say it", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{asks}}"}]}""".formatted(policies, model));
        return when(member, started(member, agent, "{}"), state);
    }

    @Test
    void inTheHouseMeansWhereNoWordLeavesItAliasesIncluded() {
        String policies = "{\"inHouse\": true}";

        assertThat(ended(policies, "scripted/m", "DONE").at("/run/output/text").asString())
                .isEqualTo("said");
        assertThat(ended(policies, "inside", "DONE").at("/run/output/text").asString())
                .as("an alias of which only targets inside may answer")
                .isEqualTo("said");
        for (String outside : new String[] {"abroad/m", "either"}) {
            Reply refused = ended(policies, outside, "FAILED");
            assertThat(refused.at("/run/failure").asString()).isEqualTo("NOT_OPEN");
            assertThat(refused.at("/run/detail").asString()).contains(outside, "inHouse");
        }
        assertThat(ended("{}", "either", "DONE").at("/run/output/text").asString())
                .as("without the policy the first target answers")
                .isEqualTo("said");
    }

    @Test
    void aRunIsKeptForAsManyDaysAsItsAgentSays() {
        String brief =
                ended("{\"days\": 2}", "scripted/m", "DONE").at("/run/id").asString();
        String fresh =
                ended("{\"days\": 2}", "scripted/m", "DONE").at("/run/id").asString();
        String usual = ended("{}", "scripted/m", "DONE").at("/run/id").asString();
        for (String run : new String[] {brief, usual}) {
            HOUSE.server
                    .bean(SystemDatabase.class)
                    .run(jdbc -> jdbc.sql("update agent_run set ended_at = now() - interval '3 days' where id = ?")
                            .param(UUID.fromString(run))
                            .update());
        }

        assertThat(HOUSE.server.bean(RunRetention.class).deleteByPolicies()).isEqualTo(1);

        assertThat(HOUSE.owner().get("/api/agent-runs/" + brief).status()).isEqualTo(404);
        assertThat(HOUSE.owner().get("/api/agent-runs/" + fresh).status()).isEqualTo(200);
        assertThat(HOUSE.owner().get("/api/agent-runs/" + usual).status()).isEqualTo(200);
    }

    @Test
    void agentsRunOnlyThoseThatAreOpenToThem() {
        String name = "Shut " + UUID.randomUUID();
        released("""
                {"name": "%s", "channels": ["page"], "nodes": [{"id": "start", "kind": "input", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "x"}]}""".formatted(name));

        Reply above = BUILDER.get("/api/agents/" + created("""
                        {"name": "Above", "nodes": [{"id": "start", "kind": "input", "next": "ask"},
                          {"id": "ask", "kind": "agent", "agent": "%s", "next": "said"},
                          {"id": "said", "kind": "answer", "text": "{{ask}}"}]}""".formatted(name)));

        assertThat(above.at("/problems").toString()).contains("is open to no agents");
    }
}
