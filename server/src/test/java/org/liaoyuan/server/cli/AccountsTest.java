package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;

/** The program from its first start to the first account, as its owner meets it. */
class AccountsTest {

    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/welcome#(\\S+)");
    private static final String PASSWORD = "a spark can start a fire";

    @TempDir
    private Path folder;

    private static int post(String address, String path, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(address + path))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }

    private static String output(Path home, String... arguments) throws Exception {
        try (Program program = Program.start(home, arguments)) {
            String said = program.output();
            assertThat(program.exitCode()).as(said).isZero();
            return said;
        }
    }

    @Test
    void theLinkThatUpPrintsMakesTheFirstAccountAndTheCommandsGoOnWithoutOne() throws Exception {
        Path home = TestParts.home(folder).path();
        try (Program server = Program.start(home, "up", "--port", "0")) {
            String address = server.address();
            String token = server.find(LINK);

            assertThat(post(address, "/api/conversations", "{}")).isEqualTo(201);
            assertThat(post(
                            address,
                            "/api/account/welcome",
                            "{\"token\":\"" + token + "\",\"name\":\"ada\",\"password\":\"" + PASSWORD + "\"}"))
                    .isEqualTo(200);

            assertThat(post(address, "/api/conversations", "{}")).isEqualTo(401);
            assertThat(post(address, "/api/session", "{\"name\":\"ada\",\"password\":\"" + PASSWORD + "\"}"))
                    .isEqualTo(200);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("server.json"))))
                    .isEqualTo("rw-------");
            assertThat(output(home, "audit", "verify")).contains("as it was written: 3:");
            assertThat(output(home, "cost")).doesNotContain("sign in");
            server.interrupt();
        }

        assertThat(output(home, "audit", "verify")).contains("as it was written: 3:");
    }

    @Test
    void anotherAddressThanLoopbackIsRefusedWithWhatToDo() throws Exception {
        Path home = TestParts.home(folder).path();

        try (Program server = Program.start(home, Map.of("LIAOYUAN_HOST", "0.0.0.0"), "up", "--port", "0")) {
            assertThat(server.output())
                    .contains("liaoyuan: the server is to listen on 0.0.0.0, but there are no accounts");
            assertThat(server.exitCode()).isEqualTo(1);
        }
    }
}
