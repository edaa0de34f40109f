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
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Database;

/** Backup and restore as somebody at a terminal does it. */
class BackupCommandsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<String, String> PASSPHRASE = Map.of(Passphrase.VARIABLE, "correct horse");

    @TempDir
    private Path folder;

    private static String send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static String run(int exitCode, Path home, Map<String, String> environment, String... arguments)
            throws Exception {
        try (Program program = Program.start(home, environment, arguments)) {
            String said = program.output();
            assertThat(program.exitCode()).as(said).isEqualTo(exitCode);
            return said;
        }
    }

    /** That a model is in the middle of for longer than a backup takes; its address. */
    private static String beginARun(String server) throws Exception {
        String agent = id(post(server + "/api/agents", """
                {"draft": {"name": "Story", "nodes": [
                  {"id": "start", "kind": "input", "next": "story"},
                  {"id": "story", "kind": "model", "prompt": "Write a long story.", "maxTokens": 400, "next": "said"},
                  {"id": "said", "kind": "answer", "text": "{{story}}"}]}}"""));
        post(server + "/api/agents/" + agent + "/releases", "");
        return "/api/agent-runs/" + id(post(server + "/api/agent-runs", "{\"agent\": \"" + agent + "\"}"));
    }

    private static String post(String address, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String id(String answer) {
        return answer.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void aRunningServerIsBackedUpAndAnotherFolderGoesOnFromThere() throws Exception {
        Home home = TestParts.home(folder.resolve("home"));
        Home other = TestParts.home(folder.resolve("other"));
        String file = folder.resolve("backup.age").toString();
        String run;
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();
            run = beginARun(address);
            send(HttpRequest.newBuilder(URI.create(address + "/api/conversations"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"title\":\"燎原\",\"model\":\"" + TestParts.MODEL + "\"}")));
            send(HttpRequest.newBuilder(URI.create(address + "/api/space/documents?name=a.txt"))
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofString("a file of somebody")));

            assertThat(run(1, home.path(), Map.of(), "backup", "--encrypt", file))
                    .contains("no terminal")
                    .contains(Passphrase.VARIABLE);
            assertThat(run(1, home.path(), Map.of(Passphrase.VARIABLE, "short"), "backup", "--encrypt", file))
                    .contains("5 characters");
            assertThat(run(0, home.path(), PASSPHRASE, "backup", "--encrypt", file))
                    .contains("conversation")
                    .contains("rows of");
            assertThat(run(1, home.path(), PASSPHRASE, "restore", file)).contains("a server is running");
        }

        assertThat(run(1, other.path(), Map.of(Passphrase.VARIABLE, "another one"), "restore", file))
                .contains("passphrase is not the one");
        assertThat(run(0, other.path(), PASSPHRASE, "restore", file)).contains("as of 20");

        try (Program server = Program.start(other.path(), "up", "--port", "0")) {
            String address = server.address();
            assertThat(send(HttpRequest.newBuilder(URI.create(address + "/api/conversations"))))
                    .contains("燎原");
            String documents = address + "/api/space/documents";
            String id = id(send(HttpRequest.newBuilder(URI.create(documents))));
            assertThat(send(HttpRequest.newBuilder(URI.create(documents + "/" + id + "/file"))))
                    .isEqualTo("a file of somebody");
            assertThat(other.path().resolve("blobs")).isNotEmptyDirectory();
            // by itself: what the engine knew of it was not in the backup
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(
                            () -> send(HttpRequest.newBuilder(URI.create(address + run))),
                            answer -> answer.contains("\"DONE\""));
        }
        assertThat(run(1, other.path(), PASSPHRASE, "restore", file)).contains("a database in");
        assertThat(run(
                        0,
                        other.path(),
                        Map.of(),
                        "backup",
                        folder.resolve("again.zip").toString()))
                .contains("rows of");
    }

    @Test
    void aDatabaseThatANewerProgramHasUsedIsLeftAlone() throws Exception {
        Home home = TestParts.home(folder);
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            server.address();
            try (Connection connection = Database.beside(home).connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
                                + " installed_by, execution_time, success)"
                                + " values (1000, '1000', 'of tomorrow', 'SQL', 'V1000__of_tomorrow.sql', 'x', 1, true)");
            }
        }

        assertThat(run(1, home.path(), Map.of(), "up", "--port", "0"))
                .contains("liaoyuan: the database has version 1000")
                .contains("a newer Liaoyuan has used it");
    }

    @Test
    void whereNothingIsNothingIsBackedUp() throws Exception {
        Path file = folder.resolve("backup.zip");

        assertThat(run(1, folder.resolve("home"), Map.of(), "backup", file.toString()))
                .contains("nothing to back up")
                .contains(Home.VARIABLE);
        assertThat(Files.exists(file)).isFalse();
        assertThat(run(1, folder.resolve("home"), Map.of(), "restore", file.toString()))
                .contains("there is no file");
    }
}
