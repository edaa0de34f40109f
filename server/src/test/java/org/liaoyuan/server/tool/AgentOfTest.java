package org.liaoyuan.server.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Tenant;

/** An agent with one node that acts, from its draft to the end of its run, by the API. */
public final class AgentOfTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private AgentOfTest() {}

    /** For whom a tool is used when it is used for somebody. */
    public static Tenant tenant(Visitor who) {
        return new Tenant(
                who.get("/api/session").at("/organisation/id").asString(),
                who.get("/api/account").at("/id").asString(),
                false,
                false);
    }

    /**
     * Runs it.
     *
     * @param act the node's fields without {@code id} and {@code next}; it may refer to {@code {{start.word}}}
     * @param text of the answer; it may refer to {@code {{act}}}
     */
    public static Reply run(Visitor builder, Visitor starter, String act, String text, String word) {
        String definition = """
                {"name": "Acts", "input": {"properties": {"word": {"type": "string"}}}, "nodes": [
                  {"id": "start", "kind": "input", "next": "act"},
                  {"id": "act", %s, "next": "end"},
                  {"id": "end", "kind": "answer", "text": "%s"}]}""".formatted(act, text);
        String agent = builder.post("/api/agents", "{\"draft\": " + definition + "}")
                .at("/id")
                .asString();
        Reply released = builder.post("/api/agents/" + agent + "/releases", "");
        assertThat(released.status()).as(released.text()).isEqualTo(201);
        Reply started = starter.post(
                "/api/agent-runs", "{\"agent\": \"" + agent + "\", \"input\": {\"word\": \"" + word + "\"}}");
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> starter.get("/api/agent-runs/" + started.at("/id").asString()),
                        reply -> List.of("DONE", "FAILED")
                                .contains(reply.at("/run/state").asString()));
    }
}
