package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.space.SampleFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** kill -9 while files are read. */
class KilledReaderTest {

    private static final int GOOD = 40;
    private static final int BROKEN = 5;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private static JsonNode send(HttpRequest.Builder request) throws Exception {
        return JSON.readTree(HTTP.send(request.build(), BodyHandlers.ofString()).body());
    }

    private static JsonNode get(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private static void upload(String address, String name, byte[] bytes) throws Exception {
        JsonNode reply = send(HttpRequest.newBuilder(URI.create(address + "/api/space/documents?name=" + name))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes)));
        assertThat(reply.at("/document/id").isString()).as("%s", reply).isTrue();
    }

    private static long with(JsonNode documents, String... states) {
        return documents
                .valueStream()
                .filter(d -> java.util.List.of(states).contains(d.at("/state").asString()))
                .count();
    }

    @Test
    void theNextProcessReadsTheRestAndNothingTwice() throws Exception {
        Home home = TestParts.home(folder);
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();
            for (int i = 0; i < GOOD; i++) {
                upload(address, "n" + i + ".docx", SampleFiles.docx("Heading", "beacon number " + i, "cell" + i));
            }
            for (int i = 0; i < BROKEN; i++) {
                upload(address, "b" + i + ".pdf", SampleFiles.utf8("%PDF-1.7 breaks off " + i));
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        return with(get(address + "/api/space/documents"), "INDEXED") > 0;
                    });
            server.kill();
        }

        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();
            JsonNode documents = Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(100))
                    .until(
                            () -> get(address + "/api/space/documents"),
                            all -> with(all, "INDEXED", "FAILED") == all.size());

            assertThat(documents).hasSize(GOOD + BROKEN);
            assertThat(with(documents, "INDEXED")).isEqualTo(GOOD);
            assertThat(documents
                            .valueStream()
                            .filter(d -> d.at("/state").asString().equals("INDEXED")))
                    .allSatisfy(d -> assertThat(d.at("/passages").asInt()).isEqualTo(1));
            JsonNode found = get(address + "/api/space/search?limit=50&q=beacon");
            assertThat(found.valueStream().map(hit -> hit.at("/name").asString()))
                    .hasSize(GOOD)
                    .doesNotHaveDuplicates();
        }
    }
}
