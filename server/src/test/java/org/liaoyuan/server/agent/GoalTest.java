package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liaoyuan.server.agent.Agency.BUILDER;
import static org.liaoyuan.server.agent.Agency.HOUSE;
import static org.liaoyuan.server.agent.Agency.decide;
import static org.liaoyuan.server.agent.Agency.member;
import static org.liaoyuan.server.agent.Agency.nodes;
import static org.liaoyuan.server.agent.Agency.open;
import static org.liaoyuan.server.agent.Agency.released;
import static org.liaoyuan.server.agent.Agency.start;
import static org.liaoyuan.server.agent.Agency.started;
import static org.liaoyuan.server.agent.Agency.when;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.tool.Desk;
import tools.jackson.databind.json.JsonMapper;

/** Agents that have a goal instead of a graph, what they keep to, and the doors at which they are open. */
class GoalTest {

    private static final Desk DESK = new Desk().json("/orders", "{\"ok\": true}");

    private static ScriptedModel model;

    @BeforeAll
    static void begin() {
        model = new ScriptedModel();
    }

    @AfterAll
    static void close() {
        model.close();
        DESK.close();
    }

    private static void plays(String script) {
        model.plays(new JsonMapper().readTree(script));
    }

    private static String clerk(String more) {
        return """
                {"name": "Clerk %s", "input": {"required": ["wish"], "properties": {"wish": {"type": "string"}}},
                 "goal": {"text": "See to {{start.wish}}", "model": "scripted/m", "turns": 5},
                 "tools": [
                  {"name": "price", "description": "says what a thing costs", "arguments": {"required": ["thing"], "properties": {"thing": {"type": "string"}}},
                   "use": {"kind": "code", "code": "return 'costs ' + inputs.thing.length + ' yuan';", "inputs": {"thing": "{{arguments.thing}}"}}},
                  {"name": "order", "description": "orders a thing", "arguments": {"required": ["thing"], "properties": {"thing": {"type": "string"}}},
                   "use": {"kind": "http", "method": "post", "url": "%s/orders", "body": "{{arguments.thing}}"}}] %s}""".formatted(UUID.randomUUID(), DESK.address(), more);
    }

    /** What is known decides: the longer text stands first. */
    private static final String SCRIPT = """
            [["order({\\"thing\\": \\"tea\\"}) →", "{\\"next\\": \\"answer\\"}"],
             ["is given to the tool price", "{\\"thing\\": \\"tea\\"}"],
             ["is given to the tool order", "{\\"thing\\": \\"tea\\"}"],
             ["costs 3 yuan", "{\\"next\\": \\"order\\"}"],
             ["Which is next?", "{\\"next\\": \\"price\\"}"]]""";

    @Test
    void toolsAreUsedUntilEnoughIsKnownAndAPersonIsAskedBeforeAnAct() {
        plays(SCRIPT);
        Visitor member = member();

        String run = started(member, released(clerk("")), "{\"wish\": \"tea\"}");
        Reply asked = when(member, run, "WAITING");

        assertThat(asked.at("/approvals/0/question").asString()).contains("order", "tea");
        assertThat(DESK.asked("/orders")).isEmpty();
        decide(member, run, open(asked).getFirst(), true);
        Reply done = when(member, run, "DONE");
        assertThat(nodes(done))
                .containsSubsequence(
                        "start",
                        "choose",
                        "price-given",
                        "price",
                        "price-note",
                        "choose",
                        "order-given",
                        "order-ask",
                        "order",
                        "order-note",
                        "choose",
                        "work",
                        "write",
                        "said");
        assertThat(DESK.asked("/orders").getFirst().body()).isEqualTo("\"tea\"");
        assertThat(member.get("/api/agent-runs/" + run + "/drawing").text()).contains("order-ask");
    }

    @Test
    void whatAModelSaysHasToBeWhatIsAskedOrItIsAnsweredFromWhatIsKnown() {
        plays("[[\"Which is next?\", \"{\\\"next\\\": \\\"steal\\\"}\"], [\"The goal\", \"nothing is known\"]]");
        Visitor member = member();

        Reply done = when(member, started(member, released(clerk("")), "{\"wish\": \"tea\"}"), "DONE");

        assertThat(nodes(done)).containsSubsequence("choose", "stuck", "write");
        assertThat(done.at("/run/output/text").asString()).isEqualTo("nothing is known");
        assertThat(done.at("/steps")
                        .valueStream()
                        .filter(step -> step.at("/node").asString().equals("choose"))
                        .findFirst())
                .get()
                .satisfies(step -> assertThat(step.toString()).contains("VALUE", "expected one of"));
    }

    @Test
    void anAgentIsOpenAtItsChannelsAlone() {
        plays("[]");
        String agent = released(clerk(", \"channels\": [\"page\"]"));
        Visitor member = member();
        String secret = member.post("/api/keys", "{\"name\": \"k\", \"scopes\": [\"RUN_AGENTS\", \"USE_MODELS\"]}")
                .at("/secret")
                .asString();
        Visitor program = Visitor.withKey(HOUSE.server, secret);

        assertThat(start(member, agent, "{\"wish\": \"tea\"}").status()).isEqualTo(201);
        Reply byKey = program.post("/api/agent-runs", "{\"agent\": \"" + agent + "\", \"input\": {\"wish\": \"tea\"}}");
        assertThat(byKey.status()).isEqualTo(403);
        assertThat(byKey.text()).contains("is not open to api", "its channels are page");
        assertThat(program.get("/v1/models").text()).doesNotContain("agent/Clerk");
        Reply hook = member.post(
                "/api/agent-triggers", "{\"name\": \"h\", \"kind\": \"WEBHOOK\", \"agent\": \"" + agent + "\"}");
        assertThat(hook.status()).as(hook.text()).isEqualTo(403);
        assertThat(BUILDER.get("/api/released-agents").text()).contains("\"channels\":[\"PAGE\"]");
    }

    @Test
    void aGoalIsMadeAGraphToGoOnWith() {
        Reply plan = BUILDER.post("/api/agent-plans", "{\"draft\": " + clerk("") + "}");

        assertThat(plan.status()).as(plan.text()).isEqualTo(200);
        assertThat(plan.at("/draft/nodes/0/id").asString()).isEqualTo("start");
        assertThat(plan.at("/draft").has("goal")).isFalse();
        Reply bad = BUILDER.post(
                "/api/agent-plans",
                "{\"draft\": " + clerk("").replace("\"kind\": \"code\"", "\"kind\": \"none\"") + "}");
        assertThat(bad.status()).isEqualTo(409);
        assertThat(bad.text()).contains("tools/0/use/kind");
        assertThat(BUILDER.post("/api/agent-plans", "{\"draft\": {}}").status()).isEqualTo(400);
    }
}
