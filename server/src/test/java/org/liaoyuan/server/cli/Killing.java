package org.liaoyuan.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * kill -9 of a server whose runs are held at chosen places. Triggers in its database hold them: a run whose input names a place stops where
 * it comes by it, and several, each at another place, die of one kill.
 *
 * <p>A place is a word, for what is written, and a number: {@code engine 3} is the third row that the engine writes about a run. Sequences
 * count, since they count on when a transaction does not come to its end, as the log does, which says what was attempted.
 */
final class Killing {

    /** What triggers are made of. */
    private static final String HOLD = """
            create function place_of(run text) returns text language plpgsql security definer as
            $$
            begin
                return coalesce((select input ->> 'place' from agent_run where id::text = run), '');
            end
            $$;
            create function hold(place text, what text) returns void language plpgsql security definer as
            $$
            declare
                at bigint;
            begin
                if place = '' then
                    return;
                end if;
                at := nextval('seen_' || replace(place, ' ', '_') || '_' || what);
                if place = what || ' ' || at then
                    raise log 'held at % .', place;
                    perform pg_advisory_xact_lock(4711);
                end if;
            end
            $$""";

    private static final Pattern ATTEMPT = Pattern.compile("attempted (\\S+) (\\S+) \\.");
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int AT_ONCE = 4;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final Home home;
    private final Map<String, String> environment;
    private final List<String> words;
    private String address = "";

    /** @param words which the triggers have for places */
    Killing(Home home, Map<String, String> environment, List<String> words) {
        this.home = home;
        this.environment = environment;
        this.words = words;
    }

    /**
     * A run with its place.
     *
     * @param id empty for one that was held, and killed, before anybody could see it
     */
    record Held(String id, String place) {}

    /** What people and other systems do. */
    interface Others {

        /** Does for a run what is to be done for it now; says how it stands. */
        JsonNode look(Held run);

        /** Before runs are started that are to be held there. */
        default void before(List<String> places) {}

        /** Whether a run is held there by something else than the database. */
        default boolean isHeld(String place) {
            return false;
        }

        /** Just before the server is killed. */
        default void dying() throws SQLException {}

        /** The server was killed, and is there again. */
        default void after() throws SQLException {}

        /** The runs that were started for these places have ended; the server is there still. */
        default void ended(List<String> places) throws SQLException {}
    }

    Program server() throws IOException {
        Program server = Program.start(home.path(), environment, "up", "--port", "0");
        address = server.address();
        return server;
    }

    /** An agent that is released. @return its id */
    String agent(String draft) {
        String agent = json(post("/api/agents", "{\"draft\": " + draft + "}").join())
                .at("/id")
                .asString();
        post("/api/agents/" + agent + "/releases", "").join();
        return agent;
    }

    /** To be done after the first run, which makes the engine's tables. */
    void install(String triggers) throws SQLException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement()) {
            statement.execute(HOLD);
            statement.execute(triggers);
        }
    }

    /** Runs one that is held nowhere. @return what it said */
    String free(String agent, String place, Others others) throws SQLException {
        return driven(start(agent, place, others), others)
                .at("/run/output/text")
                .asString("");
    }

    /** Every place that a run passed which was not held, in batches; neighbours are not in the same. */
    List<List<String>> batches(String free, String which) throws SQLException {
        List<String> places = new ArrayList<>();
        for (String word : words) {
            int most = counted(free, word);
            IntStream.rangeClosed(1, most).mapToObj(n -> word + " " + n).forEach(places::add);
        }
        places.removeIf(place -> !place.matches(which));
        int batches = (places.size() + AT_ONCE - 1) / AT_ONCE;
        return IntStream.range(0, batches)
                .mapToObj(i -> IntStream.iterate(i, n -> n < places.size(), n -> n + batches)
                        .mapToObj(places::get)
                        .toList())
                .toList();
    }

    /** Holds a run at each of these places, kills the server, starts it again, and sees what becomes of them. */
    List<Killed> kill(String agent, List<String> places, Others others) throws Exception {
        List<Held> runs = new ArrayList<>();
        List<String> held;
        Map<String, String> before;
        others.before(places);
        try (Program server = server();
                Connection owner = connect();
                Statement statement = owner.createStatement()) {
            statement.execute("select pg_advisory_lock(4711)");
            for (String place : places) {
                runs.add(start(agent, place, others));
            }
            // how many places there are differs a little with when decisions come
            Awaitility.await().atMost(LIMIT).until(() -> isStill(statement, runs, others));
            held = places.stream().filter(place -> isHeld(place, others)).toList();
            before = steps(statement);
            others.dying();
            server.kill();
        }
        List<String> attempts = new ArrayList<>(attempts());
        List<Killed> killed = new ArrayList<>();
        Instant again = Instant.now();
        try (Program server = server()) {
            Instant up = Instant.now();
            others.after();
            List<JsonNode> ends = new ArrayList<>();
            for (Held run : runs) {
                ends.add(driven(run.id().isEmpty() ? start(agent, run.place(), others) : run, others));
            }
            try (Connection owner = connect();
                    Statement statement = owner.createStatement()) {
                Map<String, String> after = steps(statement);
                attempts.addAll(attempts());
                for (int i = 0; i < runs.size(); i++) {
                    Held run = runs.get(i);
                    killed.add(Killed.of(
                            run.place(),
                            held.contains(run.place()),
                            new Killed.Rows(ids(statement, run.place()), attempts, before, after),
                            ends.get(i),
                            new Killed.Times(again, up)));
                }
            }
            others.ended(places);
            server.interrupt();
        }
        return killed;
    }

    /** Each is held or over; all are looked at, so that each gets what it waits for. */
    private boolean isStill(Statement statement, List<Held> runs, Others others) throws SQLException {
        boolean isStill = true;
        for (Held run : runs) {
            isStill &= isEnded(statement, run, others) || isHeld(run.place(), others);
        }
        return isStill;
    }

    private boolean isHeld(String place, Others others) {
        return log().contains("held at " + place + " .") || others.isHeld(place);
    }

    /** For the engine, too: it writes down that a leg is over after we do. */
    private static boolean isEnded(Statement statement, Held run, Others others) throws SQLException {
        if (run.id().isEmpty() || others.look(run).at("/run/endedAt").isNull()) {
            return false;
        }
        try (ResultSet row = statement.executeQuery(
                "select exists(select from dbos.workflow_status join agent_run on left(workflow_uuid, 36) = id::text"
                        + " where input ->> 'place' = '" + run.place() + "' and status = 'PENDING')")) {
            return row.next() && !row.getBoolean(1);
        }
    }

    /** To its end; as it stands after a minute, where it does not come to one. */
    private static JsonNode driven(Held run, Others others) {
        JsonNode[] last = {JSON.nullNode()};
        try {
            Awaitility.await()
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        last[0] = others.look(run);
                        return !last[0].at("/run/endedAt").isNull();
                    });
        } catch (ConditionTimeoutException e) {
            System.out.println(run + " did not end: " + last[0]);
        }
        return last[0];
    }

    /** A run that is held before the engine knows it holds the answer to its start, too; so its id is looked up. */
    private Held start(String agent, String place, Others others) throws SQLException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement()) {
            for (String word : words) {
                statement.execute("create sequence if not exists seen_" + place.replace(' ', '_') + "_" + word);
            }
            var unused = post(
                    "/api/agent-runs", "{\"agent\": \"" + agent + "\", \"input\": {\"place\": \"" + place + "\"}}");
            Awaitility.await().atMost(LIMIT).until(() -> !ids(statement, place).isEmpty() || isHeld(place, others));
            List<String> ids = ids(statement, place);
            return new Held(ids.isEmpty() ? "" : ids.getFirst(), place);
        }
    }

    /** Of the run that was started for a place, and of those that it began. */
    private static List<String> ids(Statement statement, String place) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(
                "select id from agent_run where input ->> 'place' = '" + place + "' order by depth, started_at")) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }

    private int counted(String place, String word) throws SQLException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement();
                ResultSet row =
                        statement.executeQuery("select case when is_called then last_value else 0 end from seen_"
                                + place.replace(' ', '_') + "_" + word)) {
            return row.next() ? row.getInt(1) : 0;
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

    private List<String> attempts() {
        return ATTEMPT.matcher(log())
                .results()
                .map(m -> m.group(1) + " " + m.group(2))
                .toList();
    }

    private String log() {
        try {
            return Files.readString(home.postgres().resolve("postgres.log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Connection connect() throws SQLException {
        return Database.beside(home).connect();
    }

    JsonNode get(String path) {
        return json(
                HTTP.sendAsync(request(path).build(), BodyHandlers.ofString()).join());
    }

    /** What is held, or dies with the server, does not hold who asks. */
    CompletableFuture<HttpResponse<String>> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    CompletableFuture<HttpResponse<String>> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json");
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }
}
