package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.tool.Desk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** kill -9 of the server while its runs wait for another system's answer to what can't be taken back. */
class KilledCallTest {

    private static final Map<String, String> INSIDE = Map.of("LIAOYUAN_TOOLS_INSIDE", "127.0.0.1");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private String address = "";

    private String agent(String url, String fields) throws Exception {
        String agent = post("/api/agents", """
                {"draft": {"name": "Order", "nodes": [
                  {"id": "start", "kind": "input", "next": "order"},
                  {"id": "order", "kind": "http", "method": "post", "url": "%s", "body": "{}", %s "seconds": 300, "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{order.body.order}}"}]}}""".formatted(url, fields)).at("/id").asString();
        post("/api/agents/" + agent + "/releases", "");
        return agent;
    }

    private String start(String agent) throws Exception {
        return "/api/agent-runs/"
                + post("/api/agent-runs", "{\"agent\": \"" + agent + "\"}")
                        .at("/id")
                        .asString();
    }

    private JsonNode when(String path, String state) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(path), run -> run.at("/run/state").asString().equals(state));
    }

    private JsonNode get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + path)));
    }

    private JsonNode post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode send(HttpRequest.Builder request) throws Exception {
        return JSON.readTree(HTTP.send(request.build(), BodyHandlers.ofString()).body());
    }

    @Test
    void aCallThatAKillBrokeOffIsAskedAboutAndOneWithAKeyIsMadeAgain() throws Exception {
        Home home = TestParts.home(folder);
        List<String> runs = new ArrayList<>();
        try (Desk desk = new Desk().silent("/order").silent("/keyed")) {
            try (Program server = Program.start(home.path(), INSIDE, "up", "--port", "0")) {
                address = server.address();
                String once = agent(desk.address() + "/order", "");
                String keyed = agent(desk.address() + "/keyed", "\"keyed\": true,");
                for (int i = 0; i < 3; i++) {
                    runs.add(start(once));
                }
                runs.add(start(keyed));
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> desk.asked("/order").size() == 3
                                && desk.asked("/keyed").size() == 1);

                server.kill();
            }
            desk.json("/order", "{\"order\": 4711}").json("/keyed", "{\"order\": 12}");

            try (Program server = Program.start(home.path(), INSIDE, "up", "--port", "0")) {
                address = server.address();
                assertThat(when(runs.get(3), "DONE").at("/run/output/text").asString())
                        .isEqualTo("12");
                List<JsonNode> asks = IntStream.range(0, 3)
                        .mapToObj(i -> when(runs.get(i), "WAITING").at("/outcomes/0"))
                        .toList();
                assertThat(asks).allSatisfy(asked -> {
                    assertThat(asked.at("/open").asBoolean()).isTrue();
                    assertThat(asked.at("/node").asString()).isEqualTo("order");
                    assertThat(asked.at("/sent/url").asString()).isEqualTo(desk.address() + "/order");
                    assertThat(asked.at("/known").asString()).isEmpty();
                });
                assertThat(get("/api/agent-outcomes")).hasSize(3);
                assertThat(desk.asked("/order")).as("no call is repeated").hasSize(3);

                post(runs.get(0) + "/outcomes/1", "{\"answer\": \"DONE\", \"output\": {\"body\": {\"order\": 1}}}");
                post(runs.get(1) + "/outcomes/1", "{\"answer\": \"AGAIN\"}");
                post(runs.get(2) + "/outcomes/1", "{\"answer\": \"END\"}");

                assertThat(when(runs.get(0), "DONE").at("/run/output/text").asString())
                        .isEqualTo("1");
                assertThat(when(runs.get(1), "DONE").at("/run/output/text").asString())
                        .isEqualTo("4711");
                assertThat(when(runs.get(2), "FAILED").at("/run/failure").asString())
                        .isEqualTo("OUTCOME");
                assertThat(desk.asked("/order")).hasSize(4);
                assertThat(desk.asked("/keyed").stream()
                                .map(asked -> asked.header("Idempotency-key"))
                                .distinct())
                        .hasSize(1);
                server.interrupt();
            }
        }
    }
}
