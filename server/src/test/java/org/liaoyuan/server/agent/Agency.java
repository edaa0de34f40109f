package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import tools.jackson.databind.JsonNode;

/** What tests of agents do by the API. */
public final class Agency {

    public static final House HOUSE = House.get();
    public static final Duration LONG = Duration.ofMinutes(2);
    public static final Visitor BUILDER = HOUSE.people.get(Role.BUILDER);

    public static Visitor member() {
        return HOUSE.newMember(HOUSE.owner(), "agents-" + UUID.randomUUID(), Role.MEMBER);
    }

    public static String created(String definition) {
        Reply made = BUILDER.post("/api/agents", "{\"draft\": " + definition + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/id").asString();
    }

    public static String released(String definition) {
        String agent = created(definition);
        Reply reply = BUILDER.post("/api/agents/" + agent + "/releases", "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return agent;
    }

    public static Reply start(Visitor who, String agent, String input) {
        return who.post("/api/agent-runs", "{\"agent\": \"" + agent + "\", \"input\": " + input + "}");
    }

    public static String started(Visitor who, String agent, String input) {
        Reply reply = start(who, agent, input);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.at("/id").asString();
    }

    public static Reply when(Visitor who, String run, String state) {
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> who.get("/api/agent-runs/" + run),
                        reply -> reply.at("/run/state").asString().equals(state));
    }

    public static Reply decide(Visitor who, String run, String position, boolean approved) {
        return who.post(
                "/api/agent-runs/" + run + "/approvals/" + position,
                "{\"approved\": " + approved + ", \"note\": \"so be it\"}");
    }

    public static List<String> nodes(Reply run) {
        return run.at("/steps").valueStream().map(s -> s.at("/node").asString()).toList();
    }

    /** What was done, by position. */
    public static JsonNode step(Reply run, String position) {
        return run.at("/steps")
                .valueStream()
                .filter(step -> step.at("/position").asString().equals(position))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was done at " + position + ": " + run.text()));
    }

    /** Positions that somebody is asked at. */
    public static List<String> open(Reply run) {
        return run.at("/approvals")
                .valueStream()
                .filter(approval -> approval.at("/open").asBoolean())
                .map(approval -> approval.at("/position").asString())
                .toList();
    }

    private Agency() {}
}
