package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.LONG;
import static org.liaoyuan.server.agent.Agency.created;
import static org.liaoyuan.server.agent.Agency.decide;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.nodes;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.step;
import static org.liaoyuan.server.agent.Agency.when;

import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.agent.definition.Bundle;
import org.liaoyuan.server.tool.Desk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Agents that run other agents. */
class SubAgentTest {

    private static final Desk DESK = new Desk()
            .json("/feed", "{\"a\": 1}")
            .json("/kept", "{}")
            .answer("/refusing", (exchange, turn) -> Desk.send(exchange, 403, "text/plain", "not you"));

    private static final JsonMapper JSON = new JsonMapper();

    @AfterAll
    static void close() {
        DESK.close();
    }

    private static String name() {
        return "agent " + UUID.randomUUID();
    }

    /** Says what it is told, with a number. */
    private static String echo(String name) {
        return """
                {"name": "%s", "input": {"required": ["topic"], "properties": {"topic": {"type": "string"}, "times": {"type": "integer"}}}, "nodes": [
                  {"id": "start", "kind": "input", "next": "put"},
                  {"id": "put", "kind": "template", "text": "{{start.topic}} x {{start.times}}", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{put}}"}]}""".formatted(name);
    }

    private static String asking(String name) {
        return """
                {"name": "%s", "nodes": [{"id": "start", "kind": "input", "next": "ask"},
                  {"id": "ask", "kind": "approval", "question": "Go on?", "approved": "said", "refused": "no"},
                  {"id": "said", "kind": "answer", "text": "approved"}, {"id": "no", "kind": "answer", "text": "refused"}]}""".formatted(name);
    }

    /** Fails at its only node. */
    private static String failing(String name) {
        return """
                {"name": "%s", "nodes": [{"id": "start", "kind": "input", "next": "call"},
                  {"id": "call", "kind": "http", "url": "%s/later", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "came {{call.status}}"}]}""".formatted(name, DESK.address());
    }

    private static String calling(String name, String other, String more) {
        return """
                {"name": "%s", "input": {"properties": {"n": {"type": "string"}}}, "nodes": [{"id": "start", "kind": "input", "next": "sub"},
                  {"id": "sub", "kind": "agent", "agent": "%s", %s "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{sub}} {{sub.status}}"}]}""".formatted(name, other, more);
    }

    private static Reply ended(Visitor who, String run) {
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> who.get("/api/agent-runs/" + run),
                        reply -> !reply.at("/run/endedAt").isNull());
    }

    private static List<String> problems(String agent) {
        return BUILDER.get("/api/agents/" + agent)
                .at("/problems")
                .valueStream()
                .map(one -> one.at("/field").asString() + " " + one.at("/wrong").asString())
                .toList();
    }

    @Test
    void anotherAgentIsRunAsARunOfItsOwnAndItsAnswerIsTheNodes() {
        String other = name();
        String child = released(echo(other));
        Visitor member = member();
        String run = started(
                member,
                released(calling(name(), other, "\"input\": {\"topic\": \"tea\", \"times\": \"{{start.n}}\"},")),
                "{\"n\": \"3\"}");

        Reply done = when(member, run, "DONE");

        assertThat(done.at("/run/output/text").asString()).isEqualTo("tea x 3 DONE");
        assertThat(nodes(done)).containsExactly("start", "sub", "said");
        String below = done.at("/below/0/run").asString();
        assertThat(below).isEqualTo(step(done, "1").at("/output/run").asString());
        assertThat(done.at("/below/0/agent").asString()).isEqualTo(child);
        Reply own = member.get("/api/agent-runs/" + below);
        assertThat(own.at("/run/parent").asString()).isEqualTo(run);
        assertThat(own.at("/run/parentPosition").asString()).isEqualTo("1");
        assertThat(own.at("/run/input/times").asInt()).isEqualTo(3);
        assertThat(own.at("/run/own").asBoolean()).isTrue();
        assertThat(nodes(own)).containsExactly("start", "put", "said");
        assertThat(member().get("/api/agent-runs/" + below).status()).isEqualTo(404);
        assertThat(below).isEqualTo(Below.id(UUID.fromString(run), "1").toString());
    }

    @Test
    void whoStartsARunAndWaitsIsAnsweredWhenTheOtherAgentHasAnswered() {
        String other = name();
        released(echo(other));
        String agent = released(calling(name(), other, "\"input\": {\"topic\": \"tea\"},"));

        Reply reply =
                member().post("/api/agent-runs", "{\"agent\": \"" + agent + "\", \"input\": {}, \"waitSeconds\": 60}");

        assertThat(reply.at("/state").asString()).as(reply.text()).isEqualTo("DONE");
    }

    @Test
    void theReleaseThatIsRunIsTheOneOfWhenTheOtherWasReleased() {
        String other = name();
        String child = released(echo(other));
        String agent = released(calling(name(), other, "\"input\": {\"topic\": \"tea\"},"));
        Reply draft = BUILDER.get("/api/agents/" + child);
        BUILDER.send(
                "PUT",
                "/api/agents/" + child,
                "{\"revision\": " + draft.at("/revision").asInt() + ", \"draft\": "
                        + echo(other).replace("{{put}}", "newer") + "}");
        assertThat(BUILDER.post("/api/agents/" + child + "/releases", "").status())
                .isEqualTo(201);
        Visitor member = member();

        Reply done = when(member, started(member, agent, "{}"), "DONE");

        assertThat(done.at("/run/output/text").asString()).startsWith("tea");
        assertThat(done.at("/below/0/release").asInt()).isEqualTo(1);
        assertThat(BUILDER.post("/api/agents/" + agent + "/releases", "").status())
                .isEqualTo(201);
        assertThat(when(member, started(member, agent, "{}"), "DONE")
                        .at("/run/output/text")
                        .asString())
                .startsWith("newer");
    }

    @Test
    void whatThereAskedIsShownHereAndBranchesGoOnByThemselves() {
        String other = name();
        released(asking(other));
        Visitor member = member();
        String run = started(member, released("""
                {"name": "Two", "nodes": [{"id": "start", "kind": "input", "next": "both"},
                  {"id": "both", "kind": "parallel", "join": "met", "branches": [{"name": "left", "next": "one"}, {"name": "right", "next": "two"}]},
                  {"id": "one", "kind": "agent", "agent": "%1$s", "next": "met"},
                  {"id": "two", "kind": "agent", "agent": "%1$s", "next": "then"},
                  {"id": "then", "kind": "template", "text": "{{two}}!", "next": "met"},
                  {"id": "met", "kind": "join", "next": "said"}, {"id": "said", "kind": "answer", "text": "{{met.left}} {{met.right}}"}]}""".formatted(other)), "{}");
        Reply waits = Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> member.get("/api/agent-runs/" + run),
                        reply -> reply.at("/run/state").asString().equals("WAITING")
                                && reply.at("/below")
                                                .valueStream()
                                                .mapToInt(one -> one.at("/asks").asInt())
                                                .sum()
                                        == 2);
        String right = waits.at("/below")
                .valueStream()
                .filter(one -> one.at("/node").asString().equals("two"))
                .findFirst()
                .orElseThrow()
                .at("/run")
                .asString();
        String left = waits.at("/below")
                .valueStream()
                .filter(one -> one.at("/node").asString().equals("one"))
                .findFirst()
                .orElseThrow()
                .at("/run")
                .asString();

        assertThat(decide(member, right, "1", true).status()).isEqualTo(200);

        Awaitility.await()
                .atMost(LONG)
                .until(() -> nodes(member.get("/api/agent-runs/" + run)).contains("then"));
        when(member, run, "WAITING");
        decide(member, left, "1", false);
        assertThat(when(member, run, "DONE").at("/run/output/text").asString()).isEqualTo("refused approved!");
    }

    @Test
    void cancellingARunCancelsWhatRunsBelowItAndARetryHasItGoOn() {
        String inner = name();
        released(asking(inner));
        String middle = name();
        released(calling(middle, inner, ""));
        Visitor member = member();
        String run = started(member, released(calling(name(), middle, "")), "{}");
        Reply waits = Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> member.get("/api/agent-runs/" + run),
                        reply -> reply.at("/below/0/asks").asInt() == 1);
        String below = waits.at("/below/0/run").asString();
        String deepest =
                member.get("/api/agent-runs/" + below).at("/below/0/run").asString();

        assertThat(member.post("/api/agent-runs/" + run + "/cancellation", "").status())
                .isEqualTo(200);

        assertThat(member.get("/api/agent-runs/" + below).at("/run/state").asString())
                .isEqualTo("CANCELLED");
        assertThat(member.get("/api/agent-runs/" + deepest).at("/run/state").asString())
                .isEqualTo("CANCELLED");
        assertThat(member.post("/api/agent-runs/" + below + "/retries", "{}").status())
                .isEqualTo(409);

        assertThat(member.post("/api/agent-runs/" + run + "/retries", "{}").status())
                .isEqualTo(200);
        Awaitility.await()
                .atMost(LONG)
                .until(() -> member.get("/api/agent-runs/" + deepest)
                        .at("/run/state")
                        .asString()
                        .equals("WAITING"));
        decide(member, deepest, "1", true);
        Reply done = when(member, run, "DONE");
        assertThat(done.at("/run/output/text").asString()).isEqualTo("approved DONE DONE");
        assertThat(done.at("/below").size()).isEqualTo(1);
    }

    @Test
    void aFailureBelowIsOneHereOrLeadsOnAndARetryGoesOnWhereItWas() {
        String other = name();
        released(failing(other));
        DESK.answer("/later", (exchange, turn) -> Desk.send(exchange, 403, "text/plain", "not yet"));
        Visitor member = member();
        String handled = calling(name(), other, "\"failed\": \"sorry\",")
                .replace(
                        "{\"id\": \"said\"",
                        "{\"id\": \"sorry\", \"kind\": \"answer\", \"text\": \"{{sub.error}}: {{sub.message}}\"}, {\"id\": \"said\"");
        Reply led = ended(member, started(member, released(handled), "{}"));
        assertThat(led.at("/run/output/text").asString()).startsWith("AGENT: ").contains("call", "REFUSED");
        assertThat(step(led, "1").at("/failed").asBoolean()).isTrue();

        String run = started(member, released(calling(name(), other, "")), "{}");
        Reply failed = ended(member, run);
        assertThat(failed.at("/run/failure").asString()).isEqualTo("AGENT");
        assertThat(failed.at("/run/failedNode").asString()).isEqualTo("sub");
        String below = failed.at("/below/0/run").asString();
        DESK.json("/later", "{}");
        assertThat(member.post("/api/agent-runs/" + run + "/retries", "{}").status())
                .isEqualTo(200);
        Reply done = when(member, run, "DONE");
        assertThat(done.at("/run/output/text").asString()).isEqualTo("came 200 DONE");
        assertThat(nodes(member.get("/api/agent-runs/" + below)))
                .as("the same run")
                .containsExactly("start", "call", "said");
    }

    @Test
    void whatRunsBelowCountsAgainstTheLimitsOfTheRunAbove() {
        String other = name();
        released("""
                {"name": "%s", "nodes": [{"id": "start", "kind": "input", "next": "again"},
                  {"id": "again", "kind": "iterate", "list": "a\\nb\\nc\\nd", "most": 9, "nodes": [
                    {"id": "one", "kind": "result", "text": "{{again.item}}"}], "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{again.rounds}}"}]}""".formatted(other));
        Visitor member = member();
        String limited = calling(name(), other, "").replace("\"nodes\"", "\"budget\": {\"steps\": %d}, \"nodes\"");

        Reply little = ended(member, started(member, released(limited.formatted(5)), "{}"));
        assertThat(little.at("/run/state").asString()).isEqualTo("FAILED");
        Reply below = member.get("/api/agent-runs/" + little.at("/below/0/run").asString());
        assertThat(below.at("/run/failure").asString()).as(below.text()).isEqualTo("LIMIT");
        assertThat(below.at("/steps").size()).isEqualTo(4);

        Reply enough = ended(member, started(member, released(limited.formatted(30)), "{}"));
        assertThat(enough.at("/run/output/text").asString()).as(enough.text()).isEqualTo("4 DONE");
        Reply notAfter = ended(member, started(member, released(limited.formatted(13)), "{}"));
        assertThat(notAfter.at("/run/failure").asString())
                .as("eleven below, two here, none left")
                .isEqualTo("LIMIT");
        assertThat(nodes(notAfter)).containsExactly("start", "sub");
    }

    @Test
    void aDraftIsToldWhatItCanNotRun() {
        String other = name();
        String child = released(echo(other));
        assertThat(problems(created(calling(name(), "nobody at all", "")))).containsExactly("agent VALUE");
        assertThat(problems(created(calling(name(), other, "")))).containsExactly("input MISSING");
        assertThat(problems(created(calling(name(), other, "\"input\": {\"topic\": \"x\", \"size\": \"1\"},"))))
                .containsExactly("input/size UNKNOWN_FIELD");
        assertThat(problems(created(calling(name(), other, "\"label\": \"test\", \"input\": {\"topic\": \"x\"},"))))
                .containsExactly("agent VALUE");
        assertThat(problems(created(calling(name(), other, "\"label\": \"live\", \"input\": {\"topic\": \"x\"},"))))
                .containsExactly("label RANGE");

        String round = name();
        released(calling(round, other, "\"input\": {\"topic\": \"x\"},"));
        Reply draft = BUILDER.get("/api/agents/" + child);
        BUILDER.send(
                "PUT",
                "/api/agents/" + child,
                "{\"revision\": " + draft.at("/revision").asInt() + ", \"draft\": " + calling(other, round, "") + "}");
        assertThat(problems(child)).containsExactly("agent CIRCLE");
        assertThat(BUILDER.post("/api/agents/" + child + "/releases", "").status())
                .isEqualTo(409);

        String deep = round;
        for (int i = 0; i < 2; i++) {
            String next = name();
            released(calling(next, deep, ""));
            deep = next;
        }
        String last = name();
        assertThat(problems(created(calling(last, deep, "")))).isEmpty();
        released(calling(last, deep, ""));
        assertThat(problems(created(calling(name(), last, "")))).containsExactly("agent TOO_DEEP");
    }

    @Test
    void whatActsThereActsHere() {
        String post =
                "{\"id\": \"act\", \"kind\": \"http\", \"method\": \"post\", \"url\": \"%s/kept\", \"next\": \"said\"}"
                        .formatted(DESK.address());
        String said = "{\"id\": \"said\", \"kind\": \"answer\", \"text\": \"done\"}]}";
        String acts = name();
        released("{\"name\": \"" + acts
                + "\", \"nodes\": [{\"id\": \"start\", \"kind\": \"input\", \"next\": \"act\"}, " + post + ", " + said);
        String asks = name();
        released("{\"name\": \"" + asks
                + "\", \"nodes\": [{\"id\": \"start\", \"kind\": \"input\", \"next\": \"ask\"}, {\"id\": \"ask\", \"kind\": \"approval\", \"question\": \"?\", \"approved\": \"act\", \"refused\": \"no\"}, "
                + "{\"id\": \"no\", \"kind\": \"answer\", \"text\": \"no\"}, " + post + ", " + said);
        String reading = """
                {"name": "Reads", "nodes": [{"id": "start", "kind": "input", "next": "read"},
                  {"id": "read", "kind": "http", "url": "%s/feed", "next": "sub"},
                  {"id": "sub", "kind": "agent", "agent": "%s", %s "next": "said"}, {"id": "said", "kind": "answer", "text": "x"}]}""";

        assertThat(problems(created(reading.formatted(DESK.address(), acts, ""))))
                .containsExactly("unattended UNATTENDED");
        assertThat(problems(created(reading.formatted(DESK.address(), acts, "\"unattended\": true,"))))
                .isEmpty();
        assertThat(problems(created(reading.formatted(DESK.address(), asks, ""))))
                .isEmpty();
        String reads = name();
        released("{\"name\": \"" + reads
                + "\", \"nodes\": [{\"id\": \"start\", \"kind\": \"input\", \"next\": \"read\"}, {\"id\": \"read\", \"kind\": \"http\", \"url\": \""
                + DESK.address() + "/feed\", \"next\": \"said\"}, " + said);
        assertThat(problems(created(
                        "{\"name\": \"x\", \"nodes\": [{\"id\": \"start\", \"kind\": \"input\", \"next\": \"sub\"}, {\"id\": \"sub\", \"kind\": \"agent\", \"agent\": \""
                                + reads + "\", \"next\": \"act\"}, " + post + ", " + said)))
                .containsExactly("unattended UNATTENDED");
    }

    @Test
    void aReplayTakesTheAnswerAndRunsNothing() {
        String other = name();
        released(echo(other));
        Visitor member = member();
        String run = started(member, released(calling(name(), other, "\"input\": {\"topic\": \"tea\"},")), "{}");
        when(member, run, "DONE");

        Reply replay = ended(
                member,
                member.post("/api/agent-runs/" + run + "/replays", "{}")
                        .at("/id")
                        .asString());

        assertThat(replay.at("/run/state").asString()).as(replay.text()).isEqualTo("DONE");
        assertThat(replay.at("/below").size()).isZero();
    }

    @Test
    void aBundleSaysWhichAgentsItNeeds() {
        JsonNode definition = JSON.readTree(calling("Takes", "the other one", ""));
        String yaml = new Bundle(null, definition).yaml();

        assertThat(yaml).contains("agents:").contains("the other one");
        assertThat(Bundle.read(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .definition())
                .isEqualTo(definition);
    }
}
