package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;

/** What waits for whom. */
class WaitingQuestionsTest {

    private static final House HOUSE = House.get();
    private static final Duration LONG = Duration.ofMinutes(1);

    private static Visitor member() {
        return HOUSE.newMember(HOUSE.owner(), "asked-" + UUID.randomUUID(), Role.MEMBER);
    }

    /** A run of this one that waits for a decision, without a model. */
    private static String waitingRun(Visitor starter, String by) {
        Visitor builder = HOUSE.people.get(Role.BUILDER);
        String agent = builder.post("/api/agents", """
                        {"draft": {"name": "Asks", "nodes": [
                          {"id": "start", "kind": "input", "next": "ask"},
                          {"id": "ask", "kind": "approval", "question": "Go on?", "by": "%s", "approved": "said", "refused": "said"},
                          {"id": "said", "kind": "answer", "text": "done"}]}}""".formatted(by)).at("/id").asString();
        assertThat(builder.post("/api/agents/" + agent + "/releases", "").status())
                .isEqualTo(201);
        String run = starter.post("/api/agent-runs", "{\"agent\": \"" + agent + "\"}")
                .at("/id")
                .asString();
        Awaitility.await()
                .atMost(LONG)
                .until(() -> starter.get("/api/agent-runs/" + run)
                        .at("/run/state")
                        .asString()
                        .equals("WAITING"));
        return run;
    }

    private static String asked(Visitor who) {
        Reply reply = who.get("/api/agent-approvals");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.text();
    }

    @Test
    void aQuestionWaitsForWhoDecidesItUntilItIsDecided() {
        Visitor starter = member();
        String run = waitingRun(starter, "starter");

        Reply waiting = starter.get("/api/agent-approvals");
        assertThat(waiting.at("/0/run").asString()).isEqualTo(run);
        assertThat(waiting.at("/0/agent").asString()).isEqualTo("Asks");
        assertThat(waiting.at("/0/question").asString()).isEqualTo("Go on?");
        assertThat(waiting.at("/0/own").asBoolean()).isTrue();
        assertThat(asked(member())).isEqualTo("[]");
        assertThat(asked(HOUSE.owner())).as("who started it decides").doesNotContain(run);

        String position = waiting.at("/0/position").asString();
        assertThat(starter.post("/api/agent-runs/" + run + "/approvals/" + position, "{\"approved\": true}")
                        .status())
                .isEqualTo(200);
        assertThat(asked(starter)).isEqualTo("[]");
    }

    @Test
    void whatAnAdministratorDecidesWaitsForThemAndNotForTheStarterUntilTheRunIsCancelled() {
        Visitor starter = member();
        Visitor admin = HOUSE.people.get(Role.ADMIN);
        String run = waitingRun(starter, "admin");

        assertThat(asked(starter)).isEqualTo("[]");
        assertThat(asked(admin)).contains(run);
        assertThat(starter.post("/api/agent-runs/" + run + "/cancellation", "").status())
                .isEqualTo(200);
        assertThat(asked(admin)).doesNotContain(run);
    }
}
