package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.LONG;
import static org.liaoyuan.server.agent.Agency.decide;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.nodes;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.step;
import static org.liaoyuan.server.agent.Agency.when;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.model.internal.remote.FaultyServer;
import org.liaoyuan.server.tool.Desk;

/** Nodes that fail and have a way for that. */
class FailureTest {

    private static final Desk DESK = new Desk()
            .answer("/refusing", (exchange, turn) -> Desk.send(exchange, 403, "text/plain", "not you"))
            .answer("/down", (exchange, turn) -> exchange.close())
            .silent("/silent");

    @AfterAll
    static void close() {
        DESK.close();
    }

    /** Fails and goes on by its own way, to what {@code sorry} says. */
    private static String http(String path, String more) {
        return "{\"id\": \"one\", \"kind\": \"http\", \"url\": \"%s%s\", %s \"next\": \"said\", \"failed\": \"sorry\"}"
                .formatted(DESK.address(), path, more);
    }

    private static String agent(String nodes) {
        return """
                {"name": "Fails", "nodes": [{"id": "start", "kind": "input", "next": "one"}, %s,
                  {"id": "sorry", "kind": "template", "text": "{{one.error}}: {{one.message}}", "next": "told"},
                  {"id": "told", "kind": "answer", "text": "{{sorry}}"},
                  {"id": "said", "kind": "answer", "text": "all went well"}]}""".formatted(nodes);
    }

    private static Reply ended(Visitor who, String run) {
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> who.get("/api/agent-runs/" + run),
                        reply -> !reply.at("/run/endedAt").isNull());
    }

    private static Reply ended(String definition) {
        Visitor member = member();
        return ended(member, started(member, released(definition), "{}"));
    }

    private static String text(Reply run) {
        assertThat(run.at("/run/state").asString()).as(run.text()).isEqualTo("DONE");
        return run.at("/run/output/text").asString();
    }

    @Test
    void aRunGoesOnAnotherWayWhereANodeFailed() {
        int before = DESK.asked("/refusing").size();
        Reply run = ended(agent(http("/refusing", "")));

        assertThat(text(run)).startsWith("REFUSED: ").contains("403");
        assertThat(nodes(run)).containsExactly("start", "one", "sorry", "told");
        assertThat(step(run, "1").at("/failed").asBoolean()).isTrue();
        assertThat(step(run, "1").at("/input/url").asString()).endsWith("/refusing");
        assertThat(step(run, "2").at("/failed").asBoolean()).isFalse();
        assertThat(run.at("/run/failure").isNull()).isTrue();
        assertThat(DESK.asked("/refusing")).hasSize(before + 1);
    }

    @Test
    void whereNobodyAnswersThatIsAfterAllAttempts() {
        Reply run = ended(agent(http("/down", "\"tries\": 2,")));

        assertThat(text(run)).startsWith("NO_ANSWER: ");
        assertThat(DESK.asked("/down")).hasSize(2);
    }

    @Test
    void aModelThatIsNotThereOrDoesNotAnswerIsAFailureOfItsNode() throws Exception {
        String model =
                "{\"id\": \"one\", \"kind\": \"model\", \"model\": \"%s\", \"prompt\": \"tea\", \"next\": \"said\", \"failed\": \"sorry\"}";
        assertThat(text(ended(agent(model.formatted("no-such-model"))))).startsWith("MODEL: ");

        try (FaultyServer provider = new FaultyServer(FaultyServer.reply(500, "", "{}"))) {
            assertThat(HOUSE.owner()
                            .post(
                                    "/api/providers",
                                    "{\"id\":\"broken\",\"baseUrl\":\"" + provider.address()
                                            + "\",\"inHouse\":true,\"models\":[{\"name\":\"m\"}]}")
                            .status())
                    .isEqualTo(201);
            Reply run = ended(agent(model.formatted("broken/m")));

            assertThat(text(run)).startsWith("NO_ANSWER: ");
            assertThat(step(run, "1").at("/input/prompt").asString()).isEqualTo("tea");
            assertThat(step(run, "1").at("/promptTokens").asInt()).isZero();
        }
    }

    @Test
    void aLimitIsNoFailureThatAWayLeadsOnFrom() {
        Reply run = ended(agent(http("/refusing", "")).replace("\"nodes\"", "\"budget\": {\"steps\": 1}, \"nodes\""));

        assertThat(run.at("/run/failure").asString()).isEqualTo("LIMIT");
        assertThat(run.at("/run/failedNode").asString()).isEqualTo("one");
    }

    @Test
    void whatBecameOfACallIsAskedAsBeforeAndTheRunEndsWhereAPersonSaysSo() {
        Visitor member = member();
        String run = started(
                member,
                released(agent(http("/silent", "\"method\": \"post\", \"body\": \"{}\", \"seconds\": 1,"))),
                "{}");
        Reply asks = when(member, run, "WAITING");
        assertThat(asks.at("/outcomes/0/open").asBoolean()).as(asks.text()).isTrue();

        assertThat(member.post("/api/agent-runs/" + run + "/outcomes/1", "{\"answer\": \"END\"}")
                        .status())
                .isEqualTo(200);

        Reply end = ended(member, run);
        assertThat(end.at("/run/failure").asString()).isEqualTo("OUTCOME");
        assertThat(nodes(end)).containsExactly("start");
    }

    @Test
    void whatHappenedIsFollowedAfterAWaitInAForkAndInAReplay() {
        String asking = agent(http("/refusing", ""))
                .replace(
                        "{{one.message}}\", \"next\": \"told\"}",
                        "{{one.message}}\", \"next\": \"ask\"}, {\"id\": \"ask\", \"kind\": \"approval\", \"question\": \"{{sorry}}?\", \"approved\": \"told\", \"refused\": \"told\"}");
        Visitor member = member();
        String agent = released(asking);
        String run = started(member, agent, "{}");
        when(member, run, "WAITING");
        int before = DESK.asked("/refusing").size();
        assertThat(decide(member, run, "3", true).status()).isEqualTo(200);
        Reply done = when(member, run, "DONE");
        assertThat(text(done)).startsWith("REFUSED");
        assertThat(DESK.asked("/refusing")).as("another leg finds it done").hasSize(before);

        Reply replay = member.post("/api/agent-runs/" + run + "/replays", "{}");
        assertThat(text(ended(member, replay.at("/id").asString()))).isEqualTo(text(done));
        assertThat(DESK.asked("/refusing")).as("nothing is done in a replay").hasSize(before);

        String whole = "/api/agent-runs/" + run + "/forks";
        Reply well = member.post(whole, "{\"at\": \"1\", \"output\": {\"text\": \"it came\"}}");
        assertThat(text(ended(member, well.at("/id").asString()))).isEqualTo("all went well");
        Reply badly =
                member.post(whole, "{\"at\": \"1\", \"output\": {\"error\": \"NO_ANSWER\", \"message\": \"none\"}}");
        String second = badly.at("/id").asString();
        when(member, second, "WAITING");
        decide(member, second, "3", true);
        assertThat(text(ended(member, second))).isEqualTo("NO_ANSWER: none");

        Reply draft = BUILDER.get("/api/agents/" + agent);
        String without = asking.replace(", \"failed\": \"sorry\"", "")
                .replace("\"next\": \"said\"", "\"next\": \"sorry\"")
                .replace("{{one.error}}: {{one.message}}", "{{one}}")
                .replace(
                        "{\"id\": \"said\", \"kind\": \"answer\", \"text\": \"all went well\"}",
                        "{\"id\": \"note\", \"kind\": \"answer\", \"text\": \"x\"}")
                .replace("\"refused\": \"told\"", "\"refused\": \"note\"");
        assertThat(BUILDER.send(
                                "PUT",
                                "/api/agents/" + agent,
                                "{\"revision\": " + draft.at("/revision").asInt() + ", \"draft\": " + without + "}")
                        .status())
                .isEqualTo(200);
        assertThat(BUILDER.post("/api/agents/" + agent + "/releases", "").status())
                .isEqualTo(201);
        Reply misfit = member.post(whole, "{\"at\": \"2\", \"release\": \"NEWEST\"}");
        assertThat(misfit.status()).as(misfit.text()).isEqualTo(409);
        assertThat(misfit.text()).contains("'one'");
    }

    @Test
    void aRetryGoesOnBehindAFailureThatWasSeenTo() {
        Visitor member = member();
        String definition = agent(http("/refusing", ""))
                .replace(
                        "{{one.message}}\", \"next\": \"told\"}",
                        "{{one.message}}\", \"next\": \"two\"}, {\"id\": \"two\", \"kind\": \"http\", \"url\": \""
                                + DESK.address() + "/later\", \"next\": \"told\"}");
        DESK.answer("/later", (exchange, turn) -> Desk.send(exchange, 404, "text/plain", "not yet"));
        String run = started(member, released(definition), "{}");
        Reply failed = ended(member, run);
        assertThat(failed.at("/run/failedNode").asString()).as(failed.text()).isEqualTo("two");
        int before = DESK.asked("/refusing").size();
        DESK.json("/later", "{}");

        assertThat(member.post("/api/agent-runs/" + run + "/retries", "{}").status())
                .isEqualTo(200);

        assertThat(text(when(member, run, "DONE"))).startsWith("REFUSED");
        assertThat(DESK.asked("/refusing")).hasSize(before);
    }

    @Test
    void inBranchesAndRoundsItLeadsOnInside() {
        String definition = """
                {"name": "Inside", "nodes": [{"id": "start", "kind": "input", "next": "both"},
                  {"id": "both", "kind": "parallel", "join": "met", "branches": [{"name": "left", "next": "one"}, {"name": "right", "next": "each"}]},
                  {"id": "one", "kind": "http", "url": "%1$s/refusing", "next": "met", "failed": "met"},
                  {"id": "each", "kind": "iterate", "list": "a\\nb", "most": 2, "nodes": [
                    {"id": "two", "kind": "http", "url": "%1$s/refusing", "next": "well", "failed": "badly"},
                    {"id": "well", "kind": "result", "text": "{{two}}"},
                    {"id": "badly", "kind": "result", "text": "{{each.item}} {{two.error}}"}], "next": "met"},
                  {"id": "met", "kind": "join", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{met.left.error}}, {{each}}"}]}""".formatted(DESK.address());

        assertThat(text(ended(definition))).isEqualTo("REFUSED, a REFUSED\nb REFUSED");
    }
}
