package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.HOUSE;
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
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Visitor;

/** Signals from outside that runs wait for. */
class EventNodeTest {

    private static final String PAID = """
            {"name": "Paid", "input": {"properties": {"order": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "paid"},
              {"id": "paid", "kind": "event", "name": "paid", "key": "{{start.order}}", "next": "said"},
              {"id": "said", "kind": "answer", "text": "{{paid.data.amount}}"}]}""";

    /** Comes to its event after a person said yes. */
    private static final String LATER = """
            {"name": "Later", "input": {"properties": {"order": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "ask"},
              {"id": "ask", "kind": "approval", "question": "Go on?", "approved": "paid", "refused": "paid"},
              {"id": "paid", "kind": "event", "name": "paid", "key": "{{start.order}}", "next": "more"},
              {"id": "more", "kind": "event", "name": "paid", "key": "{{start.order}}", "next": "said"},
              {"id": "said", "kind": "answer", "text": "{{paid.data.n}} {{more.data.n}}"}]}""";

    private static String order() {
        return "order-" + UUID.randomUUID();
    }

    private static String waiting(Visitor who, String order) {
        String run = started(who, released(PAID), "{\"order\": \"" + order + "\"}");
        when(who, run, "WAITING");
        return run;
    }

    private static Reply toRun(Visitor who, String run, String data) {
        return who.post("/api/agent-runs/" + run + "/signals/paid", "{\"data\": " + data + "}");
    }

    private static Reply toAll(Visitor who, String key, String data) {
        return who.post("/api/agent-signals", "{\"name\": \"paid\", \"key\": \"" + key + "\", \"data\": " + data + "}");
    }

    private static String text(Reply run) {
        return run.at("/run/output/text").asString();
    }

    @Test
    void aSignalToARunIsWhatItsNodeGives() {
        Visitor member = member();
        String run = waiting(member, "A-7");
        Reply before = member.get("/api/agent-runs/" + run);
        assertThat(before.at("/awaited/0/name").asString()).isEqualTo("paid");
        assertThat(before.at("/awaited/0/key").asString()).isEqualTo("A-7");
        assertThat(before.at("/awaited/0/open").asBoolean()).isTrue();

        assertThat(member.post("/api/agent-runs/" + run + "/signals/other", "")
                        .at("/reached")
                        .asInt(-1))
                .as("of another name")
                .isZero();
        assertThat(member.post("/api/agent-runs/" + run + "/signals/paid", "{\"key\": \"A-8\"}")
                        .at("/reached")
                        .asInt(-1))
                .as("about another order")
                .isZero();
        Reply told = toRun(member, run, "{\"amount\": 12}");

        assertThat(told.status()).as(told.text()).isEqualTo(202);
        assertThat(told.at("/reached").asInt()).isEqualTo(1);
        assertThat(told.at("/kept").asBoolean(true)).isFalse();
        Reply done = when(member, run, "DONE");
        assertThat(text(done)).isEqualTo("12");
        assertThat(step(done, "1").at("/output/at").asString()).isNotBlank();
        assertThat(step(done, "1").at("/input/key").asString()).isEqualTo("A-7");
        assertThat(done.at("/awaited/0/open").asBoolean(true)).isFalse();
        assertThat(toRun(member, run, "{}").status()).as("it has ended").isEqualTo(409);
    }

    @Test
    void aSignalByKeyReachesAllRunsThatWaitForItAndThatItsSenderSees() {
        Visitor member = member();
        Visitor other = member();
        String order = order();
        String one = waiting(member, order);
        String two = waiting(member, order);
        String another = waiting(member, order());
        String theirs = waiting(other, order);

        Reply told = toAll(member, order, "{\"amount\": 3}");

        assertThat(told.at("/reached").asInt()).as(told.text()).isEqualTo(2);
        when(member, one, "DONE");
        when(member, two, "DONE");
        assertThat(member.get("/api/agent-runs/" + another).at("/run/state").asString())
                .isEqualTo("WAITING");
        assertThat(other.get("/api/agent-runs/" + theirs).at("/run/state").asString())
                .isEqualTo("WAITING");
        assertThat(toAll(HOUSE.owner(), order, "{\"amount\": 4}").at("/reached").asInt())
                .as("an owner sees everybody's")
                .isEqualTo(1);
        assertThat(text(when(other, theirs, "DONE"))).isEqualTo("4");
        String elsewhere = waiting(member, order());
        assertThat(other.post("/api/agent-runs/" + elsewhere + "/signals/paid", "{}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void signalsThatComeBeforeTheirNodeAreKeptInTheirOrder() {
        Visitor member = member();
        String order = order();
        String run = started(member, released(LATER), "{\"order\": \"" + order + "\"}");
        when(member, run, "WAITING");

        Reply early = toRun(member, run, "{\"n\": 1}");
        assertThat(early.at("/reached").asInt(-1)).isZero();
        assertThat(early.at("/kept").asBoolean()).isTrue();
        toAll(member, order, "{\"n\": 2}");
        assertThat(nodes(member.get("/api/agent-runs/" + run))).containsExactly("start");
        decide(member, run, "1", true);

        assertThat(text(when(member, run, "DONE"))).isEqualTo("1 2");
    }

    @Test
    void aSignalThatReachedNobodyIsForTheFirstRunThatComesForItAlone() {
        Visitor member = member();
        String order = order();
        String agent = released(PAID);
        assertThat(toAll(member, order, "{\"amount\": 9}").at("/kept").asBoolean())
                .isTrue();

        String first = started(member, agent, "{\"order\": \"" + order + "\"}");
        assertThat(text(when(member, first, "DONE"))).isEqualTo("9");
        String second = started(member, agent, "{\"order\": \"" + order + "\"}");
        when(member, second, "WAITING");

        assertThat(toAll(member, order, "{\"amount\": 10}").at("/reached").asInt())
                .isEqualTo(1);
        assertThat(text(when(member, second, "DONE"))).isEqualTo("10");
    }

    @Test
    void theSameDeliveryCountsOnce() {
        Visitor member = member();
        String order = order();
        String run = started(
                member,
                released(LATER.replace(
                        "\"kind\": \"approval\", \"question\": \"Go on?\", \"approved\": \"paid\", \"refused\": \"paid\"",
                        "\"kind\": \"template\", \"text\": \"x\", \"next\": \"paid\"")),
                "{\"order\": \"" + order + "\"}");
        when(member, run, "WAITING");
        Visitor once = member.with("Idempotency-Key", order + "-1");

        for (int i = 0; i < 3; i++) {
            Reply told = toAll(once, order, "{\"n\": 1}");
            assertThat(told.status()).as(told.text()).isEqualTo(202);
            assertThat(told.at("/reached").asInt()).isEqualTo(1);
        }
        assertThat(toAll(once, order, "{\"n\": 2}").status())
                .as("another signal by that name")
                .isEqualTo(409);
        Awaitility.await()
                .atMost(LONG)
                .until(() -> nodes(member.get("/api/agent-runs/" + run)).contains("paid"));
        when(member, run, "WAITING");
        assertThat(nodes(member.get("/api/agent-runs/" + run))).doesNotContain("more");
        toRun(member, run, "{\"n\": 2}");

        assertThat(text(when(member, run, "DONE"))).isEqualTo("1 2");
    }

    @Test
    void whenItDoesNotComeInTimeItGoesTheLateWay() {
        Visitor member = member();
        String run = started(
                member,
                released(PAID.replace("\"next\": \"said\"", "\"within\": 1, \"late\": \"over\", \"next\": \"said\"")
                        .replace("]}", ", {\"id\": \"over\", \"kind\": \"answer\", \"text\": \"too late\"}]}")),
                "{}");

        assertThat(text(when(member, run, "DONE"))).isEqualTo("too late");
    }

    @Test
    void aSignalThatComesWhileARunIsPausedIsTakenUpWhenItGoesOn() {
        Visitor member = member();
        String run = waiting(member, order());
        assertThat(member.post("/api/agent-runs/" + run + "/pause", "").status())
                .isEqualTo(200);

        assertThat(toRun(member, run, "{\"amount\": 5}").at("/reached").asInt()).isEqualTo(1);
        assertThat(member.get("/api/agent-runs/" + run).at("/run/state").asString())
                .isEqualTo("PAUSED");
        member.post("/api/agent-runs/" + run + "/resumption", "");

        assertThat(text(when(member, run, "DONE"))).isEqualTo("5");
    }

    @Test
    void aKeyThatRunsAgentsSignalsTheRunsOfItsPerson() {
        Visitor member = member();
        String run = waiting(member, order());
        Visitor program = Visitor.withKey(HOUSE.server, key(member, "RUN_AGENTS"));
        Visitor chats = Visitor.withKey(HOUSE.server, key(member, "CHAT"));
        Visitor owners = Visitor.withKey(HOUSE.server, key(HOUSE.owner(), "RUN_AGENTS"));

        assertThat(toRun(chats, run, "{}").status()).isEqualTo(403);
        assertThat(toRun(owners, run, "{}").status())
                .as("a key sees its person's runs")
                .isEqualTo(404);
        assertThat(toRun(program, run, "{\"amount\": 6}").status()).isEqualTo(202);

        assertThat(text(when(member, run, "DONE"))).isEqualTo("6");
    }

    private static String key(Visitor who, String scope) {
        return who.post("/api/keys", "{\"name\": \"signals\", \"scopes\": [\"" + scope + "\"]}")
                .at("/secret")
                .asString();
    }

    @Test
    void whatIsNoSignalIsRefused() {
        Visitor member = member();
        String run = waiting(member, order());

        for (String data :
                List.of("[1]", "\"x\"", "{\"x\": \"" + "x".repeat(100_001) + "\"}", "{\"x\": \"\\u0000\"}")) {
            assertThat(toRun(member, run, data).status())
                    .as(data.substring(0, 3))
                    .isEqualTo(400);
        }
        assertThat(member.post("/api/agent-signals", "{\"name\": \"-\"}").status())
                .isEqualTo(400);
        assertThat(member.post("/api/agent-signals", "{}").status()).isEqualTo(400);
        assertThat(toAll(member, "x".repeat(201), "{}").status()).isEqualTo(400);
    }

    @Test
    void aRunKeepsAHundredSignalsThatItDoesNotWaitFor() {
        Visitor member = member();
        String run = waiting(member, order());

        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> member.post("/api/agent-runs/" + run + "/signals/later", "{}")
                                .status()))
                .containsOnly(202);

        assertThat(member.post("/api/agent-runs/" + run + "/signals/later", "{}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aSignalThatNoProcessTookToItsRunAnyMoreIsTakenLater() {
        Visitor member = member();
        String run = waiting(member, order());
        // as if the process had died after it was written down
        HOUSE.server
                .bean(SystemDatabase.class)
                .run(jdbc -> jdbc.sql("""
                        insert into agent_signal (organisation, person, whole, run, name, data, kept_until)
                        select organisation, person, false, id, 'paid', '{"amount": 7}', now() + interval '1 day'
                        from agent_run where id = ?""").param(UUID.fromString(run)).update());

        assertThat(text(when(member, run, "DONE"))).isEqualTo("7");
    }

    @Test
    void whatASignalBringsIsOthersWordAndNeedsAnApprovalBeforeAnAct() {
        String agent = created("""
                {"name": "Acts", "nodes": [
                  {"id": "start", "kind": "input", "next": "paid"},
                  {"id": "paid", "kind": "event", "name": "paid", "next": "post"},
                  {"id": "post", "kind": "http", "method": "post", "url": "https://crm.example.com/x", "body": "{{paid.data}}", "next": "said"},
                  {"id": "said", "kind": "answer", "text": "done"}]}""");

        assertThat(BUILDER.get("/api/agents/" + agent).text())
                .contains("UNATTENDED")
                .contains("paid → post");
    }

    @Test
    void whatAPersonSentIsInTheirExport() {
        Visitor member = member();
        String order = order();
        toAll(member, order, "{\"amount\": 1}");

        assertThat(HOUSE.server.bean(Signals.class)).isNotNull();
        assertThat(new org.liaoyuan.server.store.Tenant(organisation(member), person(member), false, false)
                        .ask(() -> HOUSE.server.bean(Signals.class).own()))
                .extracting(Signals.Own::key)
                .containsExactly(order);
    }

    private static String person(Visitor who) {
        return who.get("/api/account").at("/id").asString();
    }

    private static String organisation(Visitor who) {
        return who.get("/api/session").at("/organisation/id").asString();
    }
}
