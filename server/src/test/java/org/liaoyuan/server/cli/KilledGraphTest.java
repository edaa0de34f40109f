package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * kill -9 of the server at chosen places of runs: in the middle of a node, which is done and not yet written down, and between what a run
 * writes and what its engine writes. Triggers in the database hold a run at its place; four runs, each at another, die of one kill.
 *
 * <p>{@code -Dliaoyuan.test.kills=.*} goes through every place that matches, which takes minutes.
 */
class KilledGraphTest {

    private static final String AGENT = """
            {"draft": {"name": "Twelve", "input": {"type": "object", "properties": {"place": {"type": "string"}}}, "variables": {"why": ""}, "nodes": [
              {"id": "start", "kind": "input", "next": "gone"},
              {"id": "gone", "kind": "file", "does": "read", "name": "none", "next": "wrong", "failed": "why"},
              {"id": "wrong", "kind": "answer", "text": "it was there"},
              {"id": "why", "kind": "variable", "set": {"why": "{{gone.error}}"}, "next": "both"},
              {"id": "both", "kind": "parallel", "join": "together", "branches": [{"name": "left", "next": "draft"}, {"name": "right", "next": "list"}]},
              {"id": "draft", "kind": "template", "text": "draft", "next": "ask"},
              {"id": "ask", "kind": "approval", "question": "{{draft}}?", "approved": "sent", "refused": "sent"},
              {"id": "sent", "kind": "template", "text": "{{draft}} {{ask.approved}}", "next": "together"},
              {"id": "list", "kind": "template", "text": "[1, 2]", "next": "each"},
              {"id": "each", "kind": "iterate", "list": "{{list}}", "most": 5, "nodes": [
                {"id": "item", "kind": "template", "text": "item {{each.item}}", "next": "given"},
                {"id": "given", "kind": "result", "text": "{{item}}"}], "next": "together"},
              {"id": "together", "kind": "join", "next": "again"},
              {"id": "again", "kind": "loop", "most": 5, "until": {"value": "{{again}}", "is": "equal", "than": "xx"}, "nodes": [
                {"id": "add", "kind": "result", "text": "{{again.last}}x"}], "next": "said"},
              {"id": "said", "kind": "answer", "text": "{{var.why}}; {{sent}}; {{together.right}}; {{again}}"}]}}""";

    private static final String OUTPUT = "VALUE; draft true; item 1\nitem 2; xx";

    /**
     * A run whose input names a place is held there. The word before the number says what counts: {@code node}, the run's own rows as they
     * are written; {@code engine}, the engine's. Sequences count on when a transaction does not come to its end, as the log does.
     */
    private static final String HOLD = """
            create function hold(run text, what text) returns void language plpgsql security definer as
            $$
            declare
                place text := coalesce((select input ->> 'place' from agent_run where id::text = run), '');
                at    bigint := nextval('seen_' || replace(place, ' ', '_') || '_' || what);
            begin
                if place = what || ' ' || at then
                    perform pg_advisory_xact_lock(4711);
                end if;
            end
            $$;
            create function hold_node() returns trigger language plpgsql as
            $$
            begin
                if tg_table_name = 'agent_step' then
                    raise log 'attempted % % .', new.run, new.position;
                end if;
                perform hold(new.run::text, 'node');
                return new;
            end
            $$;
            create function hold_engine() returns trigger language plpgsql as
            $$
            begin
                perform hold(left(new.workflow_uuid, 36), 'engine');
                return new;
            end
            $$;
            create trigger held before insert on agent_step for each row execute function hold_node();
            create trigger held before insert on agent_wait for each row execute function hold_node();
            create trigger held before insert on dbos.operation_outputs for each row execute function hold_engine();
            create trigger held before insert on dbos.workflow_status for each row execute function hold_engine()""";

    private static final Pattern ATTEMPT = Pattern.compile("attempted (\\S+) (\\S+) \\.");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private final Set<String> decided = ConcurrentHashMap.newKeySet();

    private Home home;
    private String address;

    /** A run with its place. */
    private record Held(String run, String place) {}

    @Test
    void whereverARunIsKilledNoFinishedStepIsRepeatedAndItSaysTheSame() throws Exception {
        home = TestParts.home(folder);
        String agent;
        List<List<String>> batches = List.of(List.of("node 2", "node 13", "engine 2", "engine 8"));
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            address = server.address();
            agent = post("/api/agents", AGENT).at("/id").asString();
            post("/api/agents/" + agent + "/releases", "");
            // the first run makes the engine's tables
            drive(List.of(start(agent, "")));
            try (Connection owner = Database.beside(home).connect();
                    Statement statement = owner.createStatement()) {
                statement.execute(HOLD);
            }
            Held free = start(agent, "none 0");
            drive(List.of(free));
            String which = System.getProperty("liaoyuan.test.kills", "");
            if (!which.isEmpty()) {
                batches = batches(which);
            }
            server.interrupt();
        }
        for (List<String> batch : batches) {
            killed(agent, batch);
        }
    }

    /** Every place that a run passed which was not held. */
    private List<List<String>> batches(String which) throws SQLException {
        List<String> places = new ArrayList<>();
        for (String what : List.of("node", "engine")) {
            for (int n = 1; n <= counted(what); n++) {
                places.add(what + " " + n);
            }
        }
        places.removeIf(place -> !place.matches(which));
        return IntStream.iterate(0, i -> i < places.size(), i -> i + 4)
                .mapToObj(i -> places.subList(i, Math.min(i + 4, places.size())))
                .toList();
    }

    private void killed(String agent, List<String> places) throws Exception {
        List<Held> runs = new ArrayList<>();
        Map<String, String> before;
        List<String> attempts;
        int held = 0;
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            address = server.address();
            try (Connection owner = Database.beside(home).connect();
                    Statement statement = owner.createStatement()) {
                statement.execute("select pg_advisory_lock(4711)");
                for (String place : places) {
                    runs.add(start(agent, place));
                }
                // how many places there are differs a little with when decisions come
                Awaitility.await().atMost(LIMIT).until(() -> {
                    long ended = runs.stream()
                            .filter(run -> !decide(run).at("/run/endedAt").isNull())
                            .count();
                    return held(statement) + ended >= places.size();
                });
                held = held(statement);
                assertThat(held).as("%s: runs are held there", places).isPositive();
                before = steps(statement);
            }
            server.kill();
        }
        decided.clear();
        attempts = new ArrayList<>(attempts());
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            address = server.address();
            long up = System.nanoTime();
            drive(runs);
            System.out.println(places + ": " + held + " held, done "
                    + Duration.ofNanos(System.nanoTime() - up).toMillis() + " ms after the server was up");
            try (Connection owner = Database.beside(home).connect();
                    Statement statement = owner.createStatement()) {
                assertThat(steps(statement)).as("%s: rows stay", places).containsAllEntriesOf(before);
            }
            server.interrupt();
        }
        attempts.addAll(attempts());
        for (Held run : runs) {
            assertDoneOnce(attempts, run, before);
        }
    }

    /** Steps are done once, but for the one of each branch that was under way. */
    private static void assertDoneOnce(List<String> attempts, Held run, Map<String, String> before) {
        Map<String, Integer> counted = new HashMap<>();
        attempts.stream().filter(a -> a.startsWith(run.run())).forEach(a -> counted.merge(a, 1, Integer::sum));
        assertThat(counted).as("%s: the log tells of its steps", run).hasSizeGreaterThan(10);
        List<String> repeated = counted.entrySet().stream()
                .filter(e -> e.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(repeated)
                .as("%s: what was finished is not repeated", run)
                .doesNotContainAnyElementsOf(before.keySet());
        assertThat(counted.values()).as("%s: nothing is done a third time", run).allMatch(n -> n <= 2);
        assertThat(repeated.stream().map(KilledGraphTest::branch))
                .as("%s: one of each branch at most", run)
                .doesNotHaveDuplicates();
    }

    /** Of a step: the branch that it stands in, or none. */
    private static String branch(String step) {
        return step.replaceFirst(".* (\\d+\\.[a-z]+)?.*", "$1");
    }

    /** A run that is held before the engine knows it holds the answer to its start, too; so its id is looked up. */
    private Held start(String agent, String place) throws SQLException {
        try (Connection owner = Database.beside(home).connect();
                Statement statement = owner.createStatement()) {
            for (String what : List.of("node", "engine")) {
                statement.execute("create sequence \"seen_" + place.replace(' ', '_') + "_" + what + "\"");
            }
            String body = "{\"agent\": \"" + agent + "\", \"input\": {\"place\": \"" + place + "\"}}";
            var unused = HTTP.sendAsync(
                    request("/api/agent-runs")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.discarding());
            String run = Awaitility.await().atMost(LIMIT).until(() -> runAt(statement, place), id -> !id.isEmpty());
            return new Held(run, place);
        }
    }

    private static String runAt(Statement statement, String place) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select id from agent_run where input ->> 'place' = '" + place + "'")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private int counted(String what) throws SQLException {
        try (Connection owner = Database.beside(home).connect();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select last_value from seen_none_0_" + what)) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }

    private static int held(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("select count(*) from pg_locks where locktype = 'advisory' and not granted")) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }

    /** What was written down and when, by run and position. */
    private static Map<String, String> steps(Statement statement) throws SQLException {
        Map<String, String> steps = new HashMap<>();
        try (ResultSet row = statement.executeQuery("select run, position, ended_at, output from agent_step")) {
            while (row.next()) {
                steps.put(row.getString(1) + " " + row.getString(2), row.getString(3) + row.getString(4));
            }
        }
        return steps;
    }

    private List<String> attempts() throws IOException {
        String log = Files.readString(home.postgres().resolve("postgres.log"), StandardCharsets.UTF_8);
        return ATTEMPT.matcher(log)
                .results()
                .map(m -> m.group(1) + " " + m.group(2))
                .toList();
    }

    /** To their ends, saying yes to whatever they ask. */
    private void drive(List<Held> runs) {
        for (Held run : runs) {
            JsonNode done = Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> decide(run), r -> !r.at("/run/endedAt").isNull());
            assertThat(done.at("/run/output/text").asString(""))
                    .as("%s: %s", run, done)
                    .isEqualTo(OUTPUT);
        }
    }

    private JsonNode decide(Held run) {
        JsonNode now = get("/api/agent-runs/" + run.run());
        now.at("/approvals")
                .valueStream()
                .filter(a -> a.at("/open").asBoolean())
                .forEach(a -> {
                    String path = "/api/agent-runs/" + run.run() + "/approvals/"
                            + a.at("/position").asString();
                    if (!decided.add(path)) {
                        return;
                    }
                    // a run that is held would hold the answer too
                    var unused = HTTP.sendAsync(
                            request(path)
                                    .POST(BodyPublishers.ofString("{\"approved\": true}"))
                                    .build(),
                            BodyHandlers.discarding());
                });
        return now;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json");
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(
                    HTTP.send(request(path).build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode post(String path, String body) throws Exception {
        return JSON.readTree(
                HTTP.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString())
                        .body());
    }
}
