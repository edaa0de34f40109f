package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.LONG;
import static org.liaoyuan.server.agent.Agency.decide;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.nodes;
import static org.liaoyuan.server.agent.Agency.open;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.step;
import static org.liaoyuan.server.agent.Agency.when;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.model.internal.remote.FaultyServer;
import tools.jackson.databind.JsonNode;

/** Branches beside each other, loops, limits and waits. */
class AgentFlowTest {

    /** Two branches that are asked about, and one that is not. */
    private static final String BESIDE = """
            {"name": "Beside", "input": {"properties": {"topic": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "both"},
              {"id": "both", "kind": "parallel", "join": "together", "branches": [
                {"name": "left", "next": "ask"}, {"name": "right", "next": "too"}, {"name": "free", "next": "word"}]},
              {"id": "ask", "kind": "approval", "question": "Left of {{start.topic}}?", "approved": "yes", "refused": "no"},
              {"id": "yes", "kind": "template", "text": "left {{start.topic}}", "next": "together"},
              {"id": "no", "kind": "template", "text": "not left", "next": "together"},
              {"id": "too", "kind": "approval", "question": "Right?", "approved": "fine", "refused": "fine"},
              {"id": "fine", "kind": "template", "text": "right {{too.note}}", "next": "together"},
              {"id": "word", "kind": "template", "text": "free {{start.topic}}", "next": "more"},
              {"id": "more", "kind": "template", "text": "{{word}}!", "next": "together"},
              {"id": "together", "kind": "join", "next": "said"},
              {"id": "said", "kind": "answer", "text": "{{together.left}}, {{fine}}, {{together.free}} {{word}}"}]}""";

    private static String looping(String loop, String answer) {
        return """
                {"name": "Round", "input": {"properties": {"list": {"type": "string"}}}, "nodes": [
                  {"id": "start", "kind": "input", "next": "round"},
                """ + loop + """
                , {"id": "said", "kind": "answer", "text": "%s"}]}""".formatted(answer);
    }

    private static String limited(String budget, String nodes) {
        return """
                {"name": "Limited", "budget": %s, "nodes": [{"id": "start", "kind": "input", "next": "one"}, %s,
                  {"id": "said", "kind": "answer", "text": "done"}]}""".formatted(budget, nodes);
    }

    private static String model(String id, int tokens, String next) {
        return """
                {"id": "%s", "kind": "model", "prompt": "Write a very long story about tea.", "maxTokens": %d, "next": "%s"}""".formatted(id, tokens, next);
    }

    private static Reply ended(String definition) {
        Visitor member = member();
        String run = started(member, released(definition), "{}");
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> member.get("/api/agent-runs/" + run),
                        reply -> !reply.at("/run/endedAt").isNull());
    }

    private static void assertLimited(Reply run, String node, String limit) {
        assertThat(run.at("/run/state").asString()).as(run.text()).isEqualTo("FAILED");
        assertThat(run.at("/run/failure").asString()).isEqualTo("LIMIT");
        assertThat(run.at("/run/detail").asString()).contains(limit);
        assertThat(run.at("/run/failedNode").asString("")).isEqualTo(node);
    }

    private static String text(Reply run) {
        return run.at("/run/output/text").asString();
    }

    @Test
    void branchesAreWalkedBesideEachOtherAndWhatTheyGaveIsThereAfterTheJoin() {
        Visitor member = member();
        String run = started(member, released(BESIDE), "{\"topic\": \"tea\"}");

        Reply waiting = when(member, run, "WAITING");
        assertThat(open(waiting)).containsExactlyInAnyOrder("1.left.0", "1.right.0");
        assertThat(step(waiting, "1.free.1").at("/output/text").asString()).isEqualTo("free tea!");

        assertThat(decide(member, run, "1.right.0", true).status()).isEqualTo(200);
        Awaitility.await()
                .atMost(LONG)
                .until(() -> nodes(member.get("/api/agent-runs/" + run)).contains("fine"));
        Reply half = when(member, run, "WAITING");
        assertThat(open(half)).containsExactly("1.left.0");
        assertThat(decide(member, run, "1.right.0", true).status()).isEqualTo(409);

        decide(member, run, "1.left.0", false);

        Reply done = when(member, run, "DONE");
        assertThat(text(done)).isEqualTo("not left, right so be it, free tea! free tea");
        assertThat(nodes(done)).doesNotHaveDuplicates().doesNotContain("yes").endsWith("together", "said");
        assertThat(step(done, "2").at("/output/free/text").asString()).isEqualTo("free tea!");
        assertThat(done.at("/steps").valueStream().map(s -> s.at("/number").asInt()))
                .isSorted();
    }

    @Test
    void whatIsDecidedWhileAnotherBranchWorksIsTakenUpBeforeThatIsDone() {
        Visitor member = member();
        String definition = BESIDE.replace(
                "{\"id\": \"too\", \"kind\": \"approval\", \"question\": \"Right?\", \"approved\": \"fine\", \"refused\": \"fine\"}",
                model("too", 400, "fine"));
        String run = started(member, released(definition), "{\"topic\": \"tea\"}");
        Reply asked = Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> member.get("/api/agent-runs/" + run),
                        reply -> !open(reply).isEmpty());
        assertThat(nodes(asked)).doesNotContain("too");

        assertThat(decide(member, run, "1.left.0", true).status()).isEqualTo(200);

        Reply done = when(member, run, "DONE");
        assertThat(text(done)).startsWith("left tea, right");
        assertThat(step(done, "1.left.1").at("/number").asInt())
                .isLessThan(step(done, "1.right.0").at("/number").asInt());
    }

    @Test
    void branchesStandInBranches() {
        Visitor member = member();
        String agent = released("""
                {"name": "Nested", "nodes": [{"id": "start", "kind": "input", "next": "one"},
                {"id": "one", "kind": "parallel", "join": "end", "branches": [{"name": "a", "next": "in"}, {"name": "b", "next": "b1"}]},
                {"id": "in", "kind": "parallel", "join": "out", "branches": [{"name": "x", "next": "ask"}, {"name": "y", "next": "out"}]},
                {"id": "ask", "kind": "approval", "question": "?", "approved": "x1", "refused": "out"},
                {"id": "x1", "kind": "template", "text": "x", "next": "out"},
                {"id": "out", "kind": "join", "next": "a1"},
                {"id": "a1", "kind": "template", "text": "a{{out.x}}{{out.y}}", "next": "end"},
                {"id": "b1", "kind": "wait", "seconds": 1, "next": "b2"},
                {"id": "b2", "kind": "approval", "question": "{{b1.at}}?", "approved": "end", "refused": "end"},
                {"id": "end", "kind": "join", "next": "told"},
                {"id": "told", "kind": "answer", "text": "{{end.a}} {{b2.approved}} {{ask.approved}}"}]}""");
        String run = started(member, agent, "{}");
        Awaitility.await()
                .atMost(LONG)
                .until(() -> open(member.get("/api/agent-runs/" + run)).size() == 2);
        assertThat(open(when(member, run, "WAITING"))).containsExactlyInAnyOrder("1.a.0.x.0", "1.b.1");

        decide(member, run, "1.a.0.x.0", true);
        Awaitility.await()
                .atMost(LONG)
                .until(() -> nodes(member.get("/api/agent-runs/" + run)).contains("a1"));
        decide(member, run, "1.b.1", false);

        Reply done = when(member, run, "DONE");
        assertThat(text(done)).isEqualTo("ax false true");
        assertThat(nodes(done)).doesNotHaveDuplicates();
    }

    @Test
    void aBranchThatFailsEndsTheRunThereAndStopsTheOthers() {
        Visitor member = member();
        String definition = BESIDE.replace(
                        "\"kind\": \"template\", \"text\": \"free {{start.topic}}\"",
                        "\"kind\": \"model\", \"model\": \"no-such-model\", \"prompt\": \"x\"")
                .replace(
                        "{\"id\": \"too\", \"kind\": \"approval\", \"question\": \"Right?\", \"approved\": \"fine\", \"refused\": \"fine\"}",
                        model("too", 1900, "fine"));
        String run = started(member, released(definition), "{\"topic\": \"tea\"}");

        Reply failed = when(member, run, "FAILED");

        assertThat(failed.at("/run/failedNode").asString()).isEqualTo("word");
        assertThat(failed.at("/run/failure").asString()).isEqualTo("MODEL");
        assertThat(open(failed)).isEmpty();
        // 1,900 tokens would take longer
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> !HOUSE.server.bean(NodeWork.class).answering().contains(UUID.fromString(run)));
        assertThat(nodes(member.get("/api/agent-runs/" + run))).doesNotContain("too", "together");
    }

    @Test
    void aLoopEndsWhenItsConditionHolds() {
        Reply run = ended(looping("""
                {"id": "round", "kind": "loop", "most": 9, "until": {"value": "{{round}}", "is": "contains", "than": "xxx"}, "nodes": [
                  {"id": "add", "kind": "template", "text": "{{round.last}}x", "next": "out"},
                  {"id": "out", "kind": "result", "text": "{{add}}"}], "next": "said"}""", "{{round}} {{round.rounds}} {{round.met}}"));

        assertThat(text(run)).isEqualTo("xxx 3 true");
        assertThat(step(run, "1.2").at("/output/last").asString()).isEqualTo("x");
        assertThat(step(run, "1.2").at("/kind").asString()).isEqualTo("round");
        assertThat(step(run, "1.2.0").at("/output/text").asString()).isEqualTo("xx");
        assertThat(nodes(run))
                .containsExactly(
                        "start", "round", "add", "out", "round", "add", "out", "round", "add", "out", "round", "said");
    }

    @Test
    void aLoopWhoseConditionNeverHoldsEndsAfterItsMostRounds() {
        Reply run = ended(looping("""
                {"id": "round", "kind": "loop", "most": 2, "until": {"value": "{{round.round}}", "is": "greater", "than": "7"}, "nodes": [
                  {"id": "out", "kind": "result", "text": "{{round.round}}"}], "next": "said"}""", "{{round}} {{round.met}}"));

        assertThat(text(run)).isEqualTo("2 false");
    }

    @Test
    void eachItemOfAListHasARoundWithBranchesAndQuestionsOfItsOwn() {
        Visitor member = member();
        String agent = released(looping("""
                {"id": "round", "kind": "iterate", "list": "{{start.list}}", "most": 3, "nodes": [
                  {"id": "both", "kind": "parallel", "join": "join", "branches": [
                    {"name": "a", "next": "ask"}, {"name": "b", "next": "big"}]},
                  {"id": "ask", "kind": "approval", "question": "{{round.item}}?", "approved": "join", "refused": "join"},
                  {"id": "big", "kind": "template", "text": "<{{round.item}}>", "next": "join"},
                  {"id": "join", "kind": "join", "next": "out"},
                  {"id": "out", "kind": "result", "text": "{{join.b}} {{ask.approved}}"}], "next": "said"}""", "{{round}}"));
        String run = started(member, agent, "{\"list\": \" tea \\n\\nmilk\"}");

        assertThat(open(when(member, run, "WAITING"))).containsExactly("1.1.0.a.0");
        decide(member, run, "1.1.0.a.0", true);
        Reply second = Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> member.get("/api/agent-runs/" + run),
                        reply -> open(reply).contains("1.2.0.a.0"));
        assertThat(second.at("/approvals/1/question").asString()).isEqualTo("milk?");
        when(member, run, "WAITING");
        decide(member, run, "1.2.0.a.0", false);

        assertThat(text(when(member, run, "DONE"))).isEqualTo("<tea> true\n<milk> false");
    }

    @Test
    void aListMayBeJsonOrEmptyAndIsRefusedWhereItIsTooLong() {
        Visitor member = member();
        String agent = released(looping("""
                {"id": "round", "kind": "iterate", "list": "{{start.list}}", "most": 2, "nodes": [
                  {"id": "out", "kind": "result", "text": "<{{round.item}}>"}], "next": "said"}""", "{{round}} {{round.rounds}}"));

        String json = started(member, agent, "{\"list\": \"[\\\"a\\\\nb\\\", 3]\"}");
        String none = started(member, agent, "{\"list\": \"\"}");
        String many = started(member, agent, "{\"list\": \"1\\n2\\n3\"}");

        assertThat(text(when(member, json, "DONE"))).isEqualTo("<a\nb>\n<3> 2");
        assertThat(text(when(member, none, "DONE"))).isEqualTo(" 0");
        assertLimited(when(member, many, "FAILED"), "round", "3 items");
    }

    @Test
    void aRunHaltsAtItsLimitOfSteps() {
        Reply run = ended(limited("{\"steps\": 10}", """
                {"id": "one", "kind": "loop", "most": 100, "until": {"value": "x", "is": "empty"}, "nodes": [
                  {"id": "out", "kind": "result", "text": "x"}], "next": "said"}"""));

        assertLimited(run, "out", "10 steps");
        assertThat(run.at("/steps")).hasSize(10);
    }

    @Test
    void aRunHaltsWithinOneAnswerOfItsLimitOfTokens() {
        Reply run = ended(limited("{\"tokens\": 20}", model("one", 16, "two") + ", " + model("two", 16, "said")));

        assertLimited(run, "two", "20 tokens");
        assertThat(nodes(run)).containsExactly("start", "one");
    }

    @Test
    void aRunHaltsWithinOneAnswerOfItsLimitOfMoney() {
        Reply run = ended(limited("{\"yuan\": 1e-12}", model("one", 16, "two") + ", " + model("two", 16, "said")));

        assertLimited(run, "two", "¥");
        assertThat(step(run, "1").at("/yuan").asDouble()).isPositive();
        assertThat(nodes(run)).containsExactly("start", "one");
    }

    @Test
    void aRunHaltsWhileAModelIsAskedWhenItsTimeIsOver() {
        FaultyServer[] silent = new FaultyServer[1];
        silent[0] = new FaultyServer((request, out) -> silent[0].silent().answer(request, out));
        try (FaultyServer provider = silent[0]) {
            assertThat(HOUSE.owner()
                            .post(
                                    "/api/providers",
                                    "{\"id\":\"silent\",\"baseUrl\":\"" + provider.address()
                                            + "\",\"inHouse\":true,\"models\":[{\"name\":\"m\"}]}")
                            .status())
                    .isLessThan(300);
            Visitor member = member();
            String run = started(
                    member,
                    released(
                            limited(
                                    "{\"seconds\": 2}",
                                    "{\"id\": \"one\", \"kind\": \"model\", \"model\": \"silent/m\", \"prompt\": \"?\", \"next\": \"said\"}")),
                    "{}");

            assertLimited(when(member, run, "FAILED"), "", "2 seconds");
            // nobody waits for it any more, though it never answered
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !HOUSE.server.bean(NodeWork.class).answering().contains(UUID.fromString(run)));
            assertThat(nodes(member.get("/api/agent-runs/" + run))).containsExactly("start");
        } finally {
            HOUSE.owner().send("DELETE", "/api/providers/silent", "");
        }
    }

    @Test
    void aRunThatWaitsHaltsWhenItsTimeIsOverToo() {
        Reply run = ended(
                limited(
                        "{\"seconds\": 1}",
                        "{\"id\": \"one\", \"kind\": \"approval\", \"question\": \"?\", \"approved\": \"said\", \"refused\": \"said\"}"));

        assertLimited(run, "", "1 seconds");
        assertThat(open(run)).isEmpty();
    }

    @Test
    void aWaitIsARowAndTheRunGoesOnWhenItIsOver() {
        Visitor member = member();
        String agent = released(limited("{}", """
                {"id": "one", "kind": "wait", "seconds": 2, "next": "two"},
                {"id": "two", "kind": "wait", "at": "2020-01-01T00:00:00+08:00", "next": "said"}"""));
        String run = started(member, agent, "{}");

        JsonNode pause = when(member, run, "WAITING").at("/pauses/0");
        assertThat(pause.at("/open").asBoolean()).isTrue();
        Reply done = when(member, run, "DONE");

        assertThat(nodes(done)).containsExactly("start", "one", "two", "said");
        Instant due = Instant.parse(pause.at("/dueAt").asString());
        Instant woken = Instant.parse(step(done, "1").at("/endedAt").asString());
        assertThat(woken).isAfterOrEqualTo(due);
        System.out.println("a wait was over " + Duration.between(due, woken).toMillis() + " ms after its time");
    }

    @Test
    void aWaitForWhatIsNoTimeFailsAtItsNode() {
        Reply run = ended(limited(
                "{}", "{\"id\": \"one\", \"kind\": \"wait\", \"at\": \"soon {{start.x}}\", \"next\": \"said\"}"));

        assertThat(run.at("/run/failure").asString()).isEqualTo("VALUE");
        assertThat(run.at("/run/detail").asString()).contains("soon");
    }

    @Test
    void whereNobodyDecidesInTimeTheRunGoesAnotherWay() {
        Reply run = ended(limited("{}", """
                {"id": "one", "kind": "approval", "question": "?", "within": 1, "approved": "said", "refused": "said", "late": "away"},
                {"id": "away", "kind": "answer", "text": "nobody came"}"""));

        assertThat(text(run)).isEqualTo("nobody came");
        assertThat(run.at("/approvals/0/approved").isNull()).isTrue();
        assertThat(run.at("/approvals/0/open").asBoolean()).isFalse();
        assertThat(run.at("/run/state").asString()).isEqualTo("DONE");
    }
}
