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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;

/** Stored secrets as whoever runs the server meets them. */
class SecretsCommandsTest {

    @TempDir
    private Path folder;

    private static String run(int exitCode, Path home, String... arguments) throws Exception {
        try (Program program = Program.start(home, arguments)) {
            String said = program.output();
            assertThat(program.exitCode()).as(said).isEqualTo(exitCode);
            return said;
        }
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private static String providers(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + "/api/providers")));
    }

    @Test
    void keysAreRotatedWhileTheServerRunsAndAStartWithoutThemSaysWhatToDo() throws Exception {
        Path home = TestParts.home(folder.resolve("home")).path();
        Path key = home.resolve("secret.key");
        Path chosen = folder.resolve("chosen.key");
        Files.write(chosen, new byte[32]);
        assertThat(run(1, home, "secrets", "status")).contains("no server runs in " + home);

        try (Program server = Program.start(home, "up", "--port", "0")) {
            String address = server.address();
            assertThat(run(0, home, "secrets", "status")).contains("master key: –");
            assertThat(key).as("a home without secrets").doesNotExist();
            send(
                    HttpRequest.newBuilder(URI.create(address + "/api/providers"))
                            .header("Content-Type", "application/json")
                            .POST(
                                    BodyPublishers.ofString(
                                            "{\"id\":\"mine\",\"baseUrl\":\"http://127.0.0.1:9/v1\",\"inHouse\":true,\"key\":\"sk-1\"}")));
            assertThat(providers(address)).contains("\"hasKey\":true");

            assertThat(run(0, home, "secrets", "rotate")).contains("sealed anew: 1");
            Files.setPosixFilePermissions(chosen, PosixFilePermissions.fromString("rw-r--r--"));
            assertThat(run(1, home, "secrets", "rotate", "--master", chosen.toString()))
                    .contains("chmod 600 " + chosen);
            Files.setPosixFilePermissions(chosen, PosixFilePermissions.fromString("rw-------"));
            assertThat(run(1, home, "secrets", "rotate", "--master", "command")).contains("liaoyuan.secrets.command");
            assertThat(run(0, home, "secrets", "rotate", "--master", chosen.toString()))
                    .contains("sealed anew: 1");
            assertThat(run(0, home, "secrets", "status")).containsPattern("active\\s+1 ");
            server.interrupt();
        }
        assertThat(key).hasBinaryContent(new byte[32]);

        Files.move(key, folder.resolve("elsewhere"));
        assertThat(run(1, home, "up", "--port", "0"))
                .contains("liaoyuan: stored secrets do not open")
                .contains(key + " is missing")
                .contains("--forget-secrets")
                .contains("provider mine")
                .doesNotContain("\tat ");
        Files.move(folder.resolve("elsewhere"), key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(run(1, home, "up", "--port", "0")).contains("chmod 600 " + key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        try (Program server = Program.start(home, "up", "--port", "0")) {
            assertThat(providers(server.address())).contains("\"hasKey\":true");
            server.interrupt();
        }

        Path plain = folder.resolve("plain.zip");
        run(0, home, "backup", plain.toString());
        Path other = TestParts.home(folder.resolve("other")).path();
        assertThat(run(0, other, "restore", plain.toString())).contains("--forget-secrets");
        assertThat(run(1, other, "up", "--port", "0")).contains("provider mine");
        try (Program server = Program.start(other, "up", "--port", "0", "--forget-secrets")) {
            assertThat(providers(server.address())).contains("\"mine\"", "\"hasKey\":false");
        }
    }
}
