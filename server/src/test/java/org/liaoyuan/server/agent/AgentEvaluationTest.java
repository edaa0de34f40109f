package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.LONG;
import static org.liaoyuan.server.agent.Agency.created;
import static org.liaoyuan.server.agent.Agency.decide;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.when;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.model.internal.remote.FaultyServer;
import org.liaoyuan.server.tool.Desk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cases of definitions, and what comes of them. */
class AgentEvaluationTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Desk DESK = new Desk()
            .answer("/feed", (exchange, turn) -> Desk.send(exchange, 200, "text/plain", "rain in spring"))
            .answer("/send", (exchange, turn) -> Desk.send(exchange, 200, "text/plain", "sent"));

    private static ScriptedModel model;

    @BeforeAll
    static void open() {
        model = new ScriptedModel();
        model.plays(JSON.readTree("[[\"rain\", \"Bring a coat.\"], [\"sun\", \"Bring a hat.\"]]"));
    }

    @AfterAll
    static void close() {
        model.close();
        DESK.close();
    }

    /** Reads a page, asks a model and a person, and sends what came of it. */
    private static String agent(String evals) {
        return """
                {"name": "Weather",
                 "input": {"type": "object", "required": ["place"], "properties": {"place": {"type": "string"}}},
                 "output": {"type": "object", "properties": {"count": {"type": "integer"}}},
                 "nodes": [
                  {"id": "start", "kind": "input", "next": "fetch"},
                  {"id": "fetch", "kind": "http", "url": "%s/feed", "next": "draft", "failed": "sorry"},
                  {"id": "draft", "kind": "model", "model": "scripted/m", "prompt": "In {{start.place}}: {{fetch.text}}", "next": "ask"},
                  {"id": "ask", "kind": "approval", "question": "Send {{draft}}?", "by": "starter", "approved": "sent",
                   "refused": "no"},
                  {"id": "sent", "kind": "http", "method": "post", "url": "%s/send", "body": "{{draft}}", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "Sent: {{draft}}", "data": {"count": "1"}},
                  {"id": "no", "kind": "answer", "text": "Not sent: {{ask.note}}", "data": {"count": "0"}},
                  {"id": "sorry", "kind": "answer", "text": "No feed: {{fetch.error}}", "data": {"count": "0"}}],
                 "evals": %s}""".formatted(DESK.address(), DESK.address(), evals);
    }

    private static String one(String name, String given, String expect) {
        return "{\"name\": \"%s\", \"input\": {\"place\": \"Nanjing\"}, \"given\": {%s}, \"expect\": [%s]}"
                .formatted(name, given, expect);
    }

    private static String cases(String... cases) {
        return "{\"cases\": [" + String.join(", ", cases) + "]}";
    }

    private static final String RAIN = "\"fetch\": {\"status\": 200, \"text\": \"rain\"}";
    private static final String YES = "\"ask\": {\"approved\": true}";
    private static final String NO = "\"ask\": {\"approved\": false, \"note\": \"later\"}";
    private static final String SENT = "\"sent\": {\"status\": 200, \"text\": \"sent\"}";

    private static String path(String agent) {
        return "/api/agents/" + agent + "/evaluations";
    }

    private static Reply begun(String agent, String body) {
        Reply reply = BUILDER.post(path(agent), body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply;
    }

    private static Reply ended(String agent, String evaluation) {
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> BUILDER.get(path(agent) + "/" + evaluation),
                        reply -> !reply.at("/evaluation/state").asString().equals("RUNNING"));
    }

    private static Reply evaluated(String agent) {
        return ended(agent, begun(agent, "{}").at("/evaluation/id").asString());
    }

    private static String verdict(Reply evaluation, int place) {
        return evaluation.at("/cases/" + place + "/verdict").asString();
    }

    @Test
    void aDraftIsEvaluatedByItsCasesAndNothingIsDoneOutside() {
        String agent = created(agent(cases(
                one("sends", String.join(", ", RAIN, YES, SENT), """
                        {"value": "{{answer}}", "is": "contains", "than": "coat"}, {"value": "{{draft}}", "is": "contains", "than": "hat", "not": true},
                        {"value": "{{asked.sent.body}}", "is": "contains", "than": "coat"}, {"value": "{{asked.draft.prompt}}", "is": "contains", "than": "Nanjing"},
                        {"value": "{{status}}", "than": "DONE"}, {"passed": "ask"}, {"passed": "no", "not": true}, {"data": {"count": 1}}"""),
                one(
                        "wrong",
                        String.join(", ", RAIN, NO),
                        "{\"value\": \"{{answer}}\", \"is\": \"contains\", \"than\": \"coat\"}, {\"passed\": \"no\"}, {\"passed\": \"sent\"}"),
                one(
                        "fails",
                        "\"fetch\": {\"error\": \"NO_ANSWER\", \"message\": \"down\"}",
                        "{\"value\": \"{{answer}}\", \"than\": \"No feed: NO_ANSWER\"}"),
                one("forgot", String.join(", ", RAIN, YES), "{\"passed\": \"ask\"}"))));

        int fed = DESK.asked("/feed").size();
        int sent = DESK.asked("/send").size();

        Reply evaluation = evaluated(agent);

        assertThat(evaluation.at("/evaluation/state").asString())
                .as(evaluation.text())
                .isEqualTo("DONE");
        assertThat(evaluation
                        .at("/cases")
                        .valueStream()
                        .map(c -> c.at("/verdict").asString()))
                .as(evaluation.text())
                .containsExactly("PASSED", "FAILED", "PASSED", "FAILED");
        assertThat(evaluation.at("/cases/1/missed/0/expectation").asInt()).isZero();
        assertThat(evaluation.at("/cases/1/missed/0/value").asString()).isEqualTo("Not sent: later");
        assertThat(evaluation.at("/cases/1/missed/1/expectation").asInt()).isEqualTo(2);
        assertThat(evaluation.at("/cases/1/missed/1/value").asString()).isEqualTo("start, fetch, draft, ask, no");
        assertThat(evaluation.at("/cases/3/problem").asString())
                .contains("'sent'")
                .contains("given");
        assertThat(evaluation.at("/evaluation/passed").asInt()).isEqualTo(2);
        assertThat(evaluation.at("/evaluation/share").asDouble()).isEqualTo(0.5);
        assertThat(evaluation.at("/evaluation/revision").asInt()).isEqualTo(1);
        assertThat(evaluation.at("/evaluation/release").isNull()).isTrue();
        assertThat(evaluation.at("/cases/0/tokens").asInt()).isEqualTo(12);
        assertThat(evaluation.at("/cases/0/seconds").asDouble()).isPositive();
        assertThat(DESK.asked("/feed")).hasSize(fed);
        assertThat(DESK.asked("/send")).hasSize(sent);
    }

    @Test
    void runsOfAnEvaluationAreNoUsualRunsAndReleasesAreNotTouched() {
        String agent = created(agent(cases(one("no", String.join(", ", RAIN, NO), "{\"passed\": \"no\"}"))));
        Reply evaluation = evaluated(agent);
        String run = evaluation.at("/cases/0/run").asString();

        assertThat(verdict(evaluation, 0)).as(evaluation.text()).isEqualTo("PASSED");
        assertThat(BUILDER.get("/api/agent-runs").text()).doesNotContain(run);
        assertThat(BUILDER.get("/api/agent-approvals").text()).doesNotContain(run);
        Reply whole = BUILDER.get("/api/agent-runs/" + run);
        assertThat(whole.at("/run/evaluation").asString())
                .isEqualTo(evaluation.at("/evaluation/id").asString());
        assertThat(BUILDER.get("/api/agent-runs/" + run + "/drawing").status()).isEqualTo(200);
        for (String what : new String[] {"retries", "forks", "replays", "pause"}) {
            Reply refused = BUILDER.post("/api/agent-runs/" + run + "/" + what, "{}");
            assertThat(refused.status()).as(what + refused.text()).isEqualTo(409);
        }

        assertThat(BUILDER.get("/api/agents/" + agent).at("/released").isNull()).isTrue();
        assertThat(BUILDER.get("/api/agents/" + agent + "/releases").text()).doesNotContain("\"number\"");
        assertThat(BUILDER.get("/api/agents/" + agent + "/releases/-1").status())
                .isEqualTo(404);
        assertThat(BUILDER.get("/api/released-agents").text()).doesNotContain(agent);
        assertThat(BUILDER.post(
                                "/api/agent-runs",
                                "{\"agent\": \"" + agent + "\", \"release\": -1, \"input\": {\"place\": \"x\"}}")
                        .status())
                .isEqualTo(404);
        assertThat(BUILDER.post("/api/agents/" + agent + "/releases", "")
                        .at("/released")
                        .asInt())
                .isEqualTo(1);
        Reply ofRelease = ended(
                agent, begun(agent, "{\"release\": 1}").at("/evaluation/id").asString());
        assertThat(ofRelease.at("/evaluation/release").asInt()).isEqualTo(1);
        assertThat(verdict(ofRelease, 0)).isEqualTo("PASSED");
        assertThat(BUILDER.get(path(agent)).at("/0/number").asInt()).isEqualTo(2);
    }

    @Test
    void anAgentThatWasEvaluatedAndNeverReleasedIsDeletedWithItsEvaluations() {
        String agent = created(agent(cases(one("no", String.join(", ", RAIN, NO), "{\"passed\": \"no\"}"))));
        String run = evaluated(agent).at("/cases/0/run").asString();

        assertThat(BUILDER.send("DELETE", "/api/agents/" + agent, "").status()).isEqualTo(204);

        assertThat(BUILDER.get("/api/agent-runs/" + run).status()).isEqualTo(404);
        assertThat(BUILDER.get(path(agent)).status()).isEqualTo(404);
    }

    @Test
    void aNodeInALoopIsGivenWhatTheCaseSaysByItsPasses() {
        String looping = """
                {"name": "Rounds", "nodes": [
                  {"id": "start", "kind": "input", "next": "again"},
                  {"id": "again", "kind": "loop", "most": 3, "until": {"value": "{{again}}", "is": "contains", "than": "ready"}, "nodes": [
                    {"id": "look", "kind": "http", "url": "%s/feed", "next": "got"}, {"id": "got", "kind": "result", "text": "{{look.text}}"}],
                   "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{again}}"}],
                 "evals": {"cases": [
                  {"name": "second", "given": {"look": [{"text": "not yet"}, {"text": "ready"}]},
                   "expect": [{"value": "{{answer}}", "than": "ready"}, {"value": "{{look}}", "than": "ready"}]},
                  {"name": "short", "given": {"look": [{"text": "not yet"}]}, "expect": [{"passed": "said"}]}]}}""".formatted(DESK.address());
        Reply evaluation = evaluated(created(looping));

        assertThat(verdict(evaluation, 0)).as(evaluation.text()).isEqualTo("PASSED");
        assertThat(verdict(evaluation, 1)).isEqualTo("FAILED");
        assertThat(evaluation.at("/cases/1/problem").asString()).contains("passed 2 times");
    }

    @Test
    void aReleaseThatAsksForCasesIsRefusedUntilExactlyThisDraftPassedThem() {
        String passing = one("no", String.join(", ", RAIN, NO), "{\"passed\": \"no\"}");
        String failing = one("yes", String.join(", ", RAIN, NO), "{\"passed\": \"said\"}");
        String evals = "{\"least\": 0.8, \"cases\": [%s, %s]}";
        String agent = created(agent(evals.formatted(passing, failing)));
        String releases = "/api/agents/" + agent + "/releases";

        Reply never = BUILDER.post(releases, "");
        assertThat(never.status()).isEqualTo(409);
        assertThat(never.text()).contains("80 %").contains("not evaluated");

        Reply half = evaluated(agent);
        assertThat(half.at("/evaluation/passed").asInt()).as(half.text()).isEqualTo(1);
        Reply few = BUILDER.post(releases, "");
        assertThat(few.status()).isEqualTo(409);
        assertThat(few.text()).contains("1 of 2");

        String mended = agent(evals.formatted(passing, failing.replace("said", "ask")));
        BUILDER.send("PUT", "/api/agents/" + agent, "{\"revision\": 1, \"draft\": " + mended + "}");
        assertThat(BUILDER.post(releases, "").text()).contains("revision 2").contains("not evaluated");

        evaluated(agent);
        Reply released = BUILDER.post(releases, "");
        assertThat(released.status()).as(released.text()).isEqualTo(201);
    }

    @Test
    void oneAtATimeAndCancelledWithItsRun() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (var silent = new FaultyServer((request, out) -> over.await(1, TimeUnit.MINUTES))) {
            HOUSE.owner()
                    .post(
                            "/api/providers",
                            "{\"id\":\"slow\",\"baseUrl\":\"" + silent.address()
                                    + "\",\"inHouse\":true,\"models\":[{\"name\":\"m\"}]}");
            String agent = created(agent(cases(one("no", String.join(", ", RAIN, NO), "{\"passed\": \"no\"}")))
                    .replace("scripted/m", "slow/m"));
            Reply first = begun(agent, "{}");
            String id = first.at("/evaluation/id").asString();
            assertThat(first.at("/evaluation/state").asString()).isEqualTo("RUNNING");
            assertThat(BUILDER.post(path(agent), "{}").status()).isEqualTo(409);
            String run = Awaitility.await()
                    .atMost(LONG)
                    .until(
                            () -> BUILDER.get(path(agent) + "/" + id),
                            reply -> verdict(reply, 0).equals("RUNNING"))
                    .at("/cases/0/run")
                    .asString();

            Reply cancelled = BUILDER.post(path(agent) + "/" + id + "/cancellation", "");

            assertThat(cancelled.at("/evaluation/state").asString())
                    .as(cancelled.text())
                    .isEqualTo("CANCELLED");
            assertThat(when(BUILDER, run, "CANCELLED").at("/run/state").asString())
                    .isEqualTo("CANCELLED");
            assertThat(BUILDER.post(path(agent) + "/" + id + "/cancellation", "")
                            .status())
                    .isEqualTo(200);
            assertThat(BUILDER.post(path(agent), "{}").status()).isEqualTo(201);
            BUILDER.post(
                    path(agent) + "/" + BUILDER.get(path(agent)).at("/0/id").asString() + "/cancellation", "");
            over.countDown();
            HOUSE.owner().send("DELETE", "/api/providers/slow", "");
        }
    }

    @Test
    void whatADeadProcessLeftGoesOnWhereItStood() {
        String agent = created(agent(cases(
                one("first", String.join(", ", RAIN, NO), "{\"passed\": \"no\"}"),
                one("second", String.join(", ", RAIN, NO), "{\"passed\": \"no\"}"))));
        String id = evaluated(agent).at("/evaluation/id").asString();
        String kept = BUILDER.get(path(agent) + "/" + id).at("/cases/0/run").asString();

        // as a process leaves it that is killed behind the first case
        HOUSE.server.bean(SystemDatabase.class).run(jdbc -> {
            jdbc.sql("delete from agent_evaluation_case where evaluation = ? and place = 1")
                    .param(UUID.fromString(id))
                    .update();
            jdbc.sql("update agent_evaluation set state = 'RUNNING', ended_at = null, process = ? where id = ?")
                    .params(UUID.randomUUID(), UUID.fromString(id))
                    .update();
        });

        Reply again = ended(agent, id);
        assertThat(again.at("/evaluation/state").asString()).isEqualTo("DONE");
        assertThat(again.at("/evaluation/passed").asInt()).as(again.text()).isEqualTo(2);
        assertThat(again.at("/cases/0/run").asString()).isEqualTo(kept);
    }

    @Test
    void onlyBuildersOfTheOrganisationEvaluate() {
        String agent = created(agent(cases(one("no", String.join(", ", RAIN, NO), "{\"passed\": \"no\"}"))));
        Visitor member = member();

        assertThat(member.post(path(agent), "{}").status()).isEqualTo(403);
        assertThat(member.get(path(agent)).status()).isEqualTo(403);
        Reply evaluation = evaluated(agent);
        String id = evaluation.at("/evaluation/id").asString();
        assertThat(member.get(path(agent) + "/" + id).status()).isEqualTo(403);
        assertThat(member.get("/api/agent-runs/" + evaluation.at("/cases/0/run").asString() + "/case")
                        .status())
                .isEqualTo(404);
        assertThat(BUILDER.get(path(UUID.randomUUID().toString())).status()).isEqualTo(404);
        assertThat(BUILDER.get(path(agent) + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(HOUSE.people.get(Role.ADMIN).get(path(agent) + "/" + id).status())
                .isEqualTo(200);
        assertThat(BUILDER.post(path(agent), "{\"release\": 9}").status()).isEqualTo(404);
    }

    @Test
    void aRunThatEndedIsACaseThatPasses() {
        String agent = released(agent("{}"));
        String run = started(BUILDER, agent, "{\"place\": \"Nanjing\"}");
        when(BUILDER, run, "WAITING");
        assertThat(BUILDER.get("/api/agent-runs/" + run + "/case").status()).isEqualTo(409);
        decide(BUILDER, run, "3", true);
        when(BUILDER, run, "DONE");
        int sent = DESK.asked("/send").size();

        Reply reply = BUILDER.get("/api/agent-runs/" + run + "/case");
        assertThat(reply.at("/given/fetch/text").asString()).as(reply.text()).isEqualTo("rain in spring");
        assertThat(reply.at("/given/ask/approved").asBoolean()).isTrue();
        assertThat(reply.at("/given").has("draft")).isFalse();
        String with = agent(cases(reply.text()));
        JsonNode changed = BUILDER.send("PUT", "/api/agents/" + agent, "{\"revision\": 1, \"draft\": " + with + "}")
                .at("");
        assertThat(changed.at("/problems")).as(changed.toString()).isEmpty();
        Reply evaluation = evaluated(agent);

        assertThat(verdict(evaluation, 0)).as(evaluation.text()).isEqualTo("PASSED");
        assertThat(DESK.asked("/send")).hasSize(sent);
    }
}
