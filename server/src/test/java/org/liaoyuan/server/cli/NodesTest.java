package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two server processes on one PostgreSQL that belongs to neither, as a user who is no superuser and may make no roles. The tests
 * use the same two processes, one after the other: starting them is what takes long.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesTest {

    private static final Pattern LINK = Pattern.compile("/welcome#(\\S+)");
    private static final String PASSWORD = "a spark can start a fire";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int WRITERS = 4;
    private static final int WRITES = 40;

    /** A run with a branch that is done soon, and one that a model is in the middle of for a while. */
    private static final String AGENT = """
            {"draft": {"name": "Story", "nodes": [
              {"id": "start", "kind": "input", "next": "both"},
              {"id": "both", "kind": "parallel", "join": "together", "branches": [{"name": "left", "next": "story"}, {"name": "right", "next": "word"}]},
              {"id": "story", "kind": "model", "prompt": "Write a very long story about a lighthouse.", "maxTokens": 900, "next": "together"},
              {"id": "word", "kind": "template", "text": "word", "next": "together"},
              {"id": "together", "kind": "join", "next": "ask"},
              {"id": "ask", "kind": "approval", "question": "Print?", "approved": "print", "refused": "print"},
              {"id": "print", "kind": "answer", "text": "{{word}} {{story}}"}]}}""";

    private static final String ECHO = """
            {"draft": {"name": "Echo", "nodes": [
              {"id": "start", "kind": "input", "next": "said"}, {"id": "said", "kind": "answer", "text": "done"}]}}""";

    private static final int SCHEDULES = 8;
    private static final int ROUNDS = 3;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    private static Database cluster;
    private static Map<String, String> environment;
    private static Program one;
    private static Program other;
    private static String here;
    private static String there;
    private static String cookie;
    private static String csrf;
    private static Instant killedAt;

    @BeforeAll
    static void startBothOnAnEmptyDatabase() throws Exception {
        cluster = Database.begin(new Home(folder.resolve("cluster"))).get(2, TimeUnit.MINUTES);
        try (Connection owner = cluster.connect();
                Statement statement = owner.createStatement()) {
            statement.execute("create role shared login password 'shared' nosuperuser nocreaterole nobypassrls");
            statement.execute("create database shared owner shared");
        }
        String place = cluster.url().replaceFirst("jdbc:postgresql://(.*)/postgres", "$1");
        environment = Map.of(Database.VARIABLE, "postgres://shared:shared@" + place + "/shared");
        one = start("one");
        other = start("other");
        here = one.address();
        String link = one.find(LINK);
        there = other.address();
        String later = other.find(LINK);
        signIn(List.of(link, later));
    }

    private static Program start(String name) throws IOException {
        Path home = folder.resolve(name);
        if (!Files.exists(home)) {
            TestParts.home(Files.createDirectory(home));
        }
        return Program.start(home, environment, "up", "--port", "0");
    }

    /** Each start ends the link of the one before; which of the two was later nobody knows. */
    private static void signIn(List<String> links) throws Exception {
        for (String link : links) {
            String body = "{\"token\":\"" + link + "\",\"password\":\"" + PASSWORD + "\"}";
            HttpResponse<String> reply = send(here, "POST", "/api/account/welcome", body);
            if (reply.statusCode() == 200) {
                cookie = reply.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
                csrf = json(reply).at("/csrfToken").asString();
                return;
            }
        }
        throw new AssertionError("no link worked");
    }

    @AfterAll
    static void stop() {
        for (Program program : new Program[] {one, other}) {
            if (program != null) {
                program.close();
            }
        }
        cluster.close();
    }

    private static JsonNode json(HttpResponse<String> reply) {
        return JSON.readTree(reply.body());
    }

    private static HttpResponse<String> send(String server, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (cookie != null) {
            request.header("Cookie", cookie).header("X-CSRF-Token", csrf);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode get(String server, String path) throws Exception {
        HttpResponse<String> reply = send(server, "GET", path, "");
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return json(reply);
    }

    @Test
    @Order(1)
    void whoSignsInAtOneIsSignedInAtTheOther() throws Exception {
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> !get(there, "/api/session").at("/person").isNull());

        String conversation =
                json(send(here, "POST", "/api/conversations", "{}")).at("/id").asString();
        assertThat(get(there, "/api/conversations/" + conversation).at("/id").asString())
                .isEqualTo(conversation);

        JsonNode key = json(send(there, "POST", "/api/keys", "{\"name\":\"both\"}"));
        HttpRequest models = HttpRequest.newBuilder(URI.create(here + "/v1/models"))
                .header("Authorization", "Bearer " + key.at("/secret").asString())
                .build();
        assertThat(HTTP.send(models, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        assertThat(send(here, "DELETE", "/api/keys/" + key.at("/key/id").asString(), "")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    @Order(2)
    void failuresToSignInAtBothCountTogether() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String body = "{\"name\":\"nobody\",\"password\":\"not the right one\"}";
            statuses.add(send(i % 2 == 0 ? here : there, "POST", "/api/session", body)
                    .statusCode());
        }

        assertThat(statuses).startsWith(401, 401, 401, 401).contains(429);
    }

    @Test
    @Order(3)
    void aProviderAnAliasAndABudgetOfOneHoldAtTheOther() throws Exception {
        String alias = "{\"policy\":\"FALLBACK\",\"targets\":[\"" + TestParts.MODEL + "\"]}";
        HttpResponse<String> put = send(here, "PUT", "/api/aliases/writer", alias);
        assertThat(put.statusCode()).as(put.body()).isBetween(200, 204);
        HttpResponse<String> budget = send(
                here,
                "PUT",
                "/api/budgets",
                "{\"subject\":\"ORGANISATION\",\"subjectId\":\"local\",\"period\":\"DAY\",\"unit\":\"TOKENS\",\"amount\":1000000}");
        assertThat(budget.statusCode()).as(budget.body()).isEqualTo(200);

        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(get(there, "/api/aliases").toString()).contains("writer");
            assertThat(get(there, "/api/budgets").toString()).contains("1000000");
        });

        send(there, "DELETE", "/api/aliases/writer", "");
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(get(here, "/api/aliases").toString()).doesNotContain("writer"));
    }

    @Test
    @Order(4)
    void bothSealWithOneDataKeyOnceTheyHaveTheSameKeyFile() throws Exception {
        assertThat(addProvider(here, "sealed-here")).isEqualTo(201);
        Files.copy(
                folder.resolve("one/secret.key"),
                folder.resolve("other/secret.key"),
                StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(addProvider(there, "sealed-there")).isEqualTo(201);

        for (String server : List.of(here, there)) {
            Awaitility.await().atMost(LIMIT).until(() -> keysOf(server).equals(Set.of("sealed-here", "sealed-there")));
        }
        JsonNode keys = get(here, "/api/secrets").at("/dataKeys");
        assertThat(keys).hasSize(1);
        assertThat(keys.at("/0/secrets").asInt()).isEqualTo(2);
        assertThat(json(send(there, "POST", "/api/secrets/rotation", "{}"))
                        .at("/sealed")
                        .asInt())
                .isEqualTo(2);
        assertThat(keysOf(here)).hasSize(2);
    }

    private static int addProvider(String server, String id) throws Exception {
        return send(
                        server,
                        "POST",
                        "/api/providers",
                        "{\"id\":\"" + id
                                + "\",\"baseUrl\":\"http://127.0.0.1:9/v1\",\"inHouse\":true,\"key\":\"sk-1\"}")
                .statusCode();
    }

    /** Providers whose key this server could open. */
    private static Set<String> keysOf(String server) throws Exception {
        Set<String> ids = new HashSet<>();
        for (JsonNode provider : get(server, "/api/providers")) {
            if (provider.at("/hasKey").asBoolean()) {
                ids.add(provider.at("/id").asString());
            }
        }
        return ids;
    }

    /** Both look at the same schedules at once; all are due, again and again. */
    @Test
    @Order(5)
    void ofTwoThatLookAtSchedulesOneStartsEachRun() throws Exception {
        String agent = released(there, ECHO);
        Set<String> schedules = new HashSet<>();
        for (int i = 0; i < SCHEDULES; i++) {
            String body = "{\"agent\": \"" + agent + "\", \"kind\": \"SCHEDULE\", \"name\": \"yearly " + i
                    + "\", \"cron\": \"0 0 1 1 *\", \"zone\": \"UTC\", \"missed\": \"ONCE\"}";
            JsonNode made = json(send(i % 2 == 0 ? here : there, "POST", "/api/agent-triggers", body));
            schedules.add(made.at("/trigger/id").asString());
        }

        for (int round = 1; round <= ROUNDS; round++) {
            int expected = round * SCHEDULES;
            try (Connection owner = shared();
                    Statement statement = owner.createStatement()) {
                assertThat(statement.executeUpdate("update agent_trigger set next_at = now()"))
                        .isEqualTo(SCHEDULES);
            }
            // a trigger that is made has its process look within a second, also at those of others
            for (String server : List.of(here, there)) {
                JsonNode made = json(send(
                        server,
                        "POST",
                        "/api/agent-triggers",
                        "{\"agent\": \"" + agent + "\", \"kind\": \"WEBHOOK\", \"name\": \"look\"}"));
                send(
                        server,
                        "DELETE",
                        "/api/agent-triggers/" + made.at("/trigger/id").asString(),
                        "");
            }
            Awaitility.await().atMost(LIMIT).until(() -> runsOf(agent).size() >= expected);
            // long enough for either to have looked
            Awaitility.await()
                    .during(Duration.ofMillis(2_500))
                    .atMost(LIMIT)
                    .until(() -> runsOf(agent).size() == expected);
        }
        Awaitility.await().atMost(LIMIT).until(() -> runsOf(agent).stream().allMatch("DONE"::equals));
        for (String schedule : schedules) {
            assertThat(send(here, "DELETE", "/api/agent-triggers/" + schedule, "")
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    private static List<String> runsOf(String agent) throws Exception {
        return get(here, "/api/agent-runs")
                .valueStream()
                .filter(run -> run.at("/agent").asString().equals(agent))
                .map(run -> run.at("/state").asString())
                .toList();
    }

    @Test
    @Order(6)
    void aKillUnderLoadLosesNoWriteAndTheOtherGoesOn() throws Exception {
        String conversation = beginALongAnswer(there);
        String run = beginARun(there);
        Queue<String> written = new ConcurrentLinkedQueue<>();
        AtomicBoolean killed = new AtomicBoolean();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                String server = i % 2 == 0 ? here : there;
                writers.submit(() -> write(server, killed, written));
            }
            Awaitility.await().atMost(LIMIT).until(() -> written.size() >= WRITES);
            other.kill();
            killedAt = Instant.now();
            int before = written.size();
            Awaitility.await().atMost(LIMIT).until(() -> written.size() >= before + WRITES);
            killed.set(true);
        }

        assertThat(conversations()).containsAll(written);
        assertThat(get(here, "/api/audit/verification").at("/problem").isNull()).isTrue();
        // the one that is left sees that nobody makes this answer any more
        Awaitility.await().atMost(LIMIT).until(() -> reasons(here, conversation).contains("interrupted"));
        assertGoesOn(run);
    }

    private static String released(String server, String agent) throws Exception {
        String id = json(send(server, "POST", "/api/agents", agent)).at("/id").asString();
        send(server, "POST", "/api/agents/" + id + "/releases", "");
        return id;
    }

    private static String beginARun(String server) throws Exception {
        String agent = released(server, AGENT);
        String run = json(send(server, "POST", "/api/agent-runs", "{\"agent\": \"" + agent + "\"}"))
                .at("/id")
                .asString();
        Awaitility.await().atMost(LIMIT).until(() -> positions(server, run).contains("1.right.0"));
        return "/api/agent-runs/" + run;
    }

    private static List<String> positions(String server, String run) throws Exception {
        return get(server, "/api/agent-runs/" + run)
                .at("/steps")
                .valueStream()
                .map(step -> step.at("/position").asString())
                .toList();
    }

    /** At the other process, which is told nothing: the branch that was under way is begun anew, the one that was done is not. */
    private static void assertGoesOn(String run) throws Exception {
        JsonNode waiting = Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> get(here, run),
                        all -> all.at("/run/state").asString().equals("WAITING"));
        for (JsonNode step : waiting.at("/steps")) {
            Instant began = Instant.parse(step.at("/startedAt").asString());
            if (step.at("/node").asString().equals("story")) {
                assertThat(began).isAfter(killedAt);
                System.out.println("another process took a run over "
                        + Duration.between(killedAt, began).toMillis() + " ms after the kill");
            } else {
                assertThat(began)
                        .as("%s", step)
                        .matches(b -> step.at("/node").asString().equals("together") || b.isBefore(killedAt));
            }
        }
        assertThat(send(here, "POST", run + "/approvals/3", "{\"approved\": true}")
                        .statusCode())
                .isEqualTo(200);
        JsonNode done = Awaitility.await()
                .atMost(LIMIT)
                .until(
                        () -> get(here, run),
                        all -> all.at("/run/state").asString().equals("DONE"));
        assertThat(done.at("/run/output/text").asString()).startsWith("word ");
    }

    private static String beginALongAnswer(String server) throws Exception {
        String id =
                json(send(server, "POST", "/api/conversations", "{}")).at("/id").asString();
        String path = "/api/conversations/" + id;
        String words = "{\"content\":\"Write a very long story about a lighthouse, with at least fifty paragraphs.\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path + "/messages"))
                .header("Content-Type", "application/json")
                .header("Cookie", cookie)
                .header("X-CSRF-Token", csrf)
                .POST(BodyPublishers.ofString(words))
                .build();
        var unused = HTTP.sendAsync(request, BodyHandlers.discarding());
        Awaitility.await().atMost(LIMIT).until(() -> reasons(server, id).contains("null"));
        // a process that comes, and one that looks after what others left, leave it alone
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(LIMIT)
                .until(() -> !reasons(here, id).contains("interrupted"));
        return id;
    }

    /** Why each answer of a conversation ended; "null" for one that is being made. */
    private static List<String> reasons(String server, String conversation) throws Exception {
        List<String> all = new ArrayList<>();
        for (JsonNode message :
                get(server, "/api/conversations/" + conversation).at("/messages")) {
            if (message.at("/role").asString().equals("assistant")) {
                all.add(
                        message.at("/finishReason").isNull()
                                ? "null"
                                : message.at("/finishReason").asString());
            }
        }
        return all;
    }

    /** Until it is told to end, or its server is gone. */
    private static void write(String server, AtomicBoolean end, Queue<String> written) {
        try {
            while (!end.get()) {
                HttpResponse<String> reply = send(server, "POST", "/api/conversations", "{}");
                if (reply.statusCode() == 201 || reply.statusCode() == 200) {
                    written.add(json(reply).at("/id").asString());
                }
            }
        } catch (IOException gone) {
            // the one that was killed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Connection shared() throws SQLException {
        return new Database(
                        cluster.url().replaceFirst("/postgres$", "/shared"),
                        cluster.user(),
                        cluster.password(),
                        () -> {})
                .connect();
    }

    private static Set<String> conversations() throws SQLException {
        Set<String> ids = new HashSet<>();
        try (Connection owner = shared();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("select id from conversation")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    @Test
    @Order(7)
    void theOneThatWasKilledStartsAgainAndKnowsWhoIsSignedIn() throws Exception {
        other.close();
        other = start("other");
        there = other.address();

        assertThat(get(there, "/api/session").at("/person/id").asString()).isEqualTo("local");
        assertThat(send(there, "DELETE", "/api/session", "").statusCode()).isEqualTo(204);
        assertThat(send(here, "GET", "/api/conversations", "").statusCode()).isEqualTo(401);
    }
}
