package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.LONG;
import static org.liaoyuan.server.agent.Agency.created;
import static org.liaoyuan.server.agent.Agency.decide;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.nodes;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.start;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.when;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.agent.definition.DefinitionReaderTest;
import org.liaoyuan.server.store.Database;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Agents and their runs by a real, very small model: what it says is of no worth, how it is asked and kept is. */
class AgentApiTest {

    @Test
    void anAgentIsDraftedReleasedStartedApprovedAndAnswers() {
        Visitor member = member();
        String agent = released(DefinitionReaderTest.WHOLE);

        assertThat(member.get("/api/released-agents").text()).contains(agent);
        String run = started(member, agent, "{\"topic\": \"tea\", \"length\": 9}");
        Reply waiting = when(member, run, "WAITING");
        assertThat(nodes(waiting)).containsExactly("start", "draft", "sheet", "long");
        assertThat(waiting.at("/approvals/0/question").asString()).startsWith("Send tea:");
        JsonNode asked = waiting.at("/steps/1");
        assertThat(asked.at("/input/prompt").asString()).isEqualTo("A line about tea.");
        assertThat(asked.at("/model").asString()).isNotBlank().isNotEqualTo("default");
        assertThat(asked.at("/promptTokens").asInt()).isPositive();
        assertThat(asked.at("/completionTokens").asInt()).isPositive();
        assertThat(asked.at("/joules").asDouble()).isPositive();

        assertThat(decide(member, run, "4", true).status()).isEqualTo(200);

        Reply done = when(member, run, "DONE");
        assertThat(nodes(done)).containsExactly("start", "draft", "sheet", "long", "ask", "said");
        assertThat(done.at("/run/output/text")).isEqualTo(done.at("/steps/2/output/text"));
        assertThat(done.at("/approvals/0/approved").asBoolean()).isTrue();
        assertThat(decide(member, run, "4", false).status()).isEqualTo(409);
        assertThat(member.post("/api/agent-runs/" + run + "/cancellation", "").status())
                .isEqualTo(409);
    }

    @Test
    void aRefusalGoesTheOtherWayAndABranchPastTheQuestion() {
        Visitor member = member();
        String agent = released(DefinitionReaderTest.WHOLE);
        String refused = started(member, agent, "{\"topic\": \"tea\", \"length\": 9}");
        String past = started(member, agent, "{\"topic\": \"tea\", \"length\": 2}");
        when(member, refused, "WAITING");

        decide(member, refused, "4", false);

        assertThat(when(member, refused, "DONE").at("/run/output/text").asString())
                .isEqualTo("Not sent: so be it");
        assertThat(nodes(when(member, past, "DONE"))).containsExactly("start", "draft", "sheet", "long", "said");
    }

    @Test
    void aDraftTellsItsProblemsAndIsReleasedWhenThereAreNone() {
        String agent =
                created("{\"name\": \"Half\", \"nodes\": [{\"id\": \"a\", \"kind\": \"input\", \"next\": \"b\"}]}");

        Reply draft = BUILDER.get("/api/agents/" + agent);
        assertThat(draft.at("/problems").valueStream().map(p -> p.at("/wrong").asString()))
                .contains("NO_ANSWER", "UNKNOWN_NODE");
        assertThat(BUILDER.post("/api/agents/" + agent + "/releases", "").status())
                .isEqualTo(409);
        assertThat(start(member(), agent, "{}").status()).isEqualTo(404);
        String change = "{\"revision\": 1, \"draft\": " + DefinitionReaderTest.WHOLE + "}";
        assertThat(BUILDER.send("PUT", "/api/agents/" + agent, change).at("/problems"))
                .isEmpty();
        Reply stale = BUILDER.send("PUT", "/api/agents/" + agent, change);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("revision 2");
        assertThat(BUILDER.post("/api/agents/" + agent + "/releases", "")
                        .at("/released")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anInputThatDoesNotFitIsRefusedByItsField() {
        Reply reply = start(member(), released(DefinitionReaderTest.WHOLE), "{\"length\": 3}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("topic");
    }

    @Test
    void whatRunsArePinnedToNeverChanges() {
        String agent = released(DefinitionReaderTest.WHOLE);
        JdbcClient jdbc = HOUSE.server.bean(JdbcClient.class);

        assertThatThrownBy(() ->
                        Tenant.SYSTEM.run(() -> jdbc.sql("update agent_release set definition = '{}' where agent = ?")
                                .param(UUID.fromString(agent))
                                .update()))
                .hasMessageContaining("does not change");
    }

    @Test
    void aRunIsItsStartersAndTheOwnersAndNobodyElses() {
        Visitor starter = member();
        String run =
                started(starter, released(DefinitionReaderTest.WHOLE), "{\"topic\": \"secret tea\", \"length\": 9}");
        when(starter, run, "WAITING");

        Visitor other = member();
        assertThat(other.get("/api/agent-runs/" + run).status()).isEqualTo(404);
        assertThat(other.get("/api/agent-runs/" + run + "/events").status()).isEqualTo(404);
        assertThat(other.get("/api/agent-runs/" + run + "/drawing").status()).isEqualTo(404);
        assertThat(starter.get("/api/agent-runs/" + run + "/drawing")
                        .at("/nodes/0/id")
                        .asString())
                .isEqualTo("start");
        assertThat(decide(other, run, "4", true).status()).isEqualTo(404);
        assertThat(BUILDER.get("/api/agent-runs").text()).doesNotContain("secret tea");
        assertThat(HOUSE.owner().get("/api/agent-runs/" + run).at("/run/own").asBoolean())
                .isFalse();
        assertThat(decide(HOUSE.owner(), run, "4", true).status())
                .as("who started it decides")
                .isEqualTo(403);
    }

    @Test
    void aRunCanBeTakenAlongAndGoesWithItsPersonFromTheEnginesTablesToo() throws Exception {
        String mark = "tea" + UUID.randomUUID().toString().replace("-", "");
        Visitor starter = member();
        String run =
                started(starter, released(DefinitionReaderTest.WHOLE), "{\"topic\": \"" + mark + "\", \"length\": 9}");
        when(starter, run, "WAITING");
        String person = starter.get("/api/account").at("/id").asString();
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        new Tenant(starter.get("/api/session").at("/organisation/id").asString(), person, true, false).call(() -> {
            HOUSE.server.bean(RunData.class).writeTo((name, content) -> content.writeTo(archive));
            return true;
        });
        assertThat(archive.toString(StandardCharsets.UTF_8)).contains(run, mark);
        assertThat(HOUSE.tablesWith(mark)).contains("agent_run", "agent_step", "agent_wait");

        assertThat(HOUSE.owner()
                        .send("DELETE", "/api/members/" + person + "/account", "")
                        .status())
                .isLessThan(300);

        assertThat(HOUSE.tablesWith(mark)).isEmpty();
        try (Connection owner = HOUSE.server.bean(Database.class).connect();
                PreparedStatement ask = owner.prepareStatement(
                        "select (select count(*) from dbos.operation_outputs o where o::text like ?)"
                                + " + (select count(*) from dbos.workflow_status s where s::text like ?),"
                                + " (select count(*) from dbos.workflow_status s where s.workflow_uuid like ?)")) {
            ask.setString(1, "%" + mark + "%");
            ask.setString(2, "%" + mark + "%");
            ask.setString(3, run + "%");
            ResultSet found = ask.executeQuery();
            assertThat(found.next()).isTrue();
            assertThat(found.getLong(1))
                    .as("the engine holds no text of anybody")
                    .isZero();
            assertThat(found.getLong(2)).isEqualTo(1);
        }
    }

    @Test
    void whereAnAdministratorDecidesTheStarterDoesNot() {
        Visitor starter = member();
        String agent = released(DefinitionReaderTest.WHOLE.replace("\"by\": \"starter\"", "\"by\": \"admin\""));
        String run = started(starter, agent, "{\"topic\": \"tea\", \"length\": 9}");
        when(starter, run, "WAITING");

        assertThat(decide(starter, run, "4", true).status()).isEqualTo(403);
        assertThat(decide(HOUSE.people.get(Role.ADMIN), run, "4", true).status())
                .isEqualTo(200);
        when(starter, run, "DONE");
    }

    @Test
    void aRunIsFollowedToItsEnd() {
        Visitor member = member();
        String run = started(member, released(DefinitionReaderTest.WHOLE), "{\"topic\": \"tea\"}");

        String events = member.get("/api/agent-runs/" + run + "/events").text();

        assertThat(events.split("event: step", -1)).hasSize(6);
        assertThat(events.substring(events.lastIndexOf("event: ")))
                .startsWith("event: run")
                .contains("\"DONE\"");
    }

    @Test
    void aCancelledRunStopsItsModelAndDoesNothingMore() {
        Visitor member = member();
        String agent = released(DefinitionReaderTest.WHOLE
                .replace("\"maxTokens\": 16", "\"maxTokens\": 1900")
                .replace("A line about", "Write a very long story, ten chapters, about"));
        String run = started(member, agent, "{\"topic\": \"tea\"}");
        Awaitility.await()
                .atMost(LONG)
                .until(() -> member.get("/api/agent-runs/" + run).at("/steps").size() == 1);

        assertThat(member.post("/api/agent-runs/" + run + "/cancellation", "")
                        .at("/run/state")
                        .asString())
                .isEqualTo("CANCELLED");

        // a run that is begun later and ended stands for the time that the first would have had
        String later = started(member, released(DefinitionReaderTest.WHOLE), "{\"topic\": \"tea\"}");
        when(member, later, "DONE");
        assertThat(nodes(member.get("/api/agent-runs/" + run))).containsExactly("start");
    }

    @Test
    void aModelThatIsNotThereFailsTheRunAtItsNode() {
        Visitor member = member();
        String agent = released(DefinitionReaderTest.WHOLE.replace(
                "\"kind\": \"model\"", "\"kind\": \"model\", \"model\": \"no-such-model\""));
        Reply failed = when(member, started(member, agent, "{\"topic\": \"tea\"}"), "FAILED");

        assertThat(failed.at("/run/failedNode").asString()).isEqualTo("draft");
        assertThat(failed.at("/run/failure").asString()).isEqualTo("MODEL");
        assertThat(failed.at("/run/detail").asString()).contains("no-such-model");
        assertThat(nodes(failed)).containsExactly("start");
    }
}
