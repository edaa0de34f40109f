package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** kill -9 in the middle of runs. */
class KilledRunTest {

    private static final String AGENT = """
            {"draft": {"name": "Story", "input": {"type": "object", "properties": {"topic": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "title"},
              {"id": "title", "kind": "template", "text": "On {{start.topic}}", "next": "story"},
              {"id": "story", "kind": "model", "prompt": "Write a long story about {{start.topic}}.", "maxTokens": 200, "next": "ask"},
              {"id": "ask", "kind": "approval", "question": "Print?", "approved": "print", "refused": "print"},
              {"id": "print", "kind": "answer", "text": "{{title}}\\n{{story}}"}]}}""";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private static JsonNode send(HttpRequest.Builder request) throws Exception {
        return JSON.readTree(HTTP.send(request.build(), BodyHandlers.ofString()).body());
    }

    private static JsonNode post(String address, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode when(String address, Predicate<JsonNode> so) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> send(HttpRequest.newBuilder(URI.create(address))), so);
    }

    private static Predicate<JsonNode> is(String state) {
        return run -> run.at("/run/state").asString().equals(state);
    }

    private static List<JsonNode> steps(JsonNode run) {
        return run.at("/steps").valueStream().toList();
    }

    @Test
    void aRunGoesOnByItselfAndWhatWasDoneIsNotDoneAgain() throws Exception {
        Home home = TestParts.home(folder);
        String path;
        JsonNode before;
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();
            String agent = post(address + "/api/agents", AGENT).at("/id").asString();
            post(address + "/api/agents/" + agent + "/releases", "");
            String run = post(
                            address + "/api/agent-runs",
                            "{\"agent\": \"" + agent + "\", \"input\": {\"topic\": \"tea\"}}")
                    .at("/id")
                    .asString();
            path = "/api/agent-runs/" + run;
            before = when(address + path, all -> all.at("/steps").size() == 2);
            assertThat(before.at("/run/state").asString()).isEqualTo("RUNNING");

            server.kill();
        }

        // ended in order, in the middle of the story again
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            when(server.address() + path, run -> run.at("/run/state").asString().equals("RUNNING"));
            long asked = System.nanoTime();
            server.interrupt();
            System.out.println("a server in the middle of a run stopped within "
                    + Duration.ofNanos(System.nanoTime() - asked).toMillis() + " ms");
        }

        JsonNode waiting;
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();
            Instant up = Instant.now();
            waiting = when(address + path, is("WAITING"));

            assertThat(steps(waiting).subList(0, 2)).isEqualTo(steps(before));
            Instant begun = Instant.parse(waiting.at("/steps/2/startedAt").asString());
            System.out.println(
                    "a run went on " + Duration.between(up, begun).toMillis() + " ms after the server was up");
            assertThat(waiting.at("/steps/2/node").asString()).isEqualTo("story");
            server.kill();
        }

        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();
            post(address + path + "/approvals/3", "{\"approved\": true}");
            JsonNode done = when(address + path, is("DONE"));

            assertThat(steps(done).subList(0, 3)).isEqualTo(steps(waiting));
            assertThat(done.at("/run/output/text").asString())
                    .isEqualTo("On tea\n" + waiting.at("/steps/2/output/text").asString());
            server.interrupt();
        }
    }
}
