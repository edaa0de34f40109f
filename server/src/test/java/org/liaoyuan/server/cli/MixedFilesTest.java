package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.space.BrokenFiles;
import org.liaoyuan.server.space.GoodFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of all kinds, good and broken, to a server that is killed while it reads them. {@code ./liaoyuan bench files} does it with a
 * thousand, 50 of them broken.
 */
class MixedFilesTest {

    private static final int FILES = Integer.getInteger("liaoyuan.test.files", 96);
    private static final int BROKEN = Integer.getInteger("liaoyuan.test.broken", BrokenFiles.kinds());
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
        assertThat(reply.at("/document/id").isString())
                .as("%s: %s", name, reply)
                .isTrue();
    }

    private static long settled(JsonNode documents) {
        return documents
                .valueStream()
                .filter(d ->
                        List.of("INDEXED", "FAILED").contains(d.at("/state").asString()))
                .count();
    }

    private static JsonNode await(String address, long settled) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> get(address + "/api/space/documents"), all -> settled(all) >= settled);
    }

    @Test
    void eachGoodOneIsReadOnceEachBrokenOneIsToldWhyAndTheServerGoesOn() throws Exception {
        List<GoodFiles.Good> good = GoodFiles.of(FILES - BROKEN);
        List<BrokenFiles.Broken> broken = BrokenFiles.of(BROKEN);
        Home home = TestParts.home(folder);
        long start = System.nanoTime();
        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();
            start = System.nanoTime();
            for (int i = 0; i < good.size(); i++) {
                upload(address, good.get(i).name(), good.get(i).bytes());
                if (i % (good.size() / BROKEN) == 0 && i / (good.size() / BROKEN) < BROKEN) {
                    BrokenFiles.Broken one = broken.get(i / (good.size() / BROKEN));
                    upload(address, one.name(), one.bytes());
                }
            }
            await(address, FILES / 2);
            server.kill();
        }

        try (Program server = Program.start(home.path(), "up", "--port", "0")) {
            String address = server.address();
            Map<String, JsonNode> documents = new HashMap<>();
            await(address, FILES)
                    .forEach(document -> documents.put(document.at("/name").asString(), document));
            say("%d files in %.0f s, a kill and a restart included", FILES, (System.nanoTime() - start) / 1e9);

            assertThat(documents).hasSize(FILES);
            for (BrokenFiles.Broken one : broken) {
                assertThat(documents.get(one.name()).at("/reason").asString())
                        .as(one.name())
                        .isIn(one.reasons());
            }
            for (GoodFiles.Good one : good) {
                JsonNode document = documents.get(one.name());
                assertThat(document.at("/state").asString()).as("%s", document).isEqualTo("INDEXED");
                List<String> found = get(address + "/api/space/search?limit=50&q=" + one.word())
                        .valueStream()
                        .filter(hit -> hit.at("/text").asString().contains(one.word()))
                        .map(hit -> hit.at("/document").asString())
                        .toList();
                assertThat(found)
                        .as(one.name())
                        .containsExactly(document.at("/id").asString());
            }
            say(
                    "%d indexed and found, %d told why; the server's most memory %s",
                    good.size(), broken.size(), peak(server));
        }
    }

    /** As the kernel counts it: heap, code and mapped files. */
    private static String peak(Program server) throws IOException {
        Path status = Path.of("/proc", Long.toString(server.pid()), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .map(line -> line.replaceFirst("\\w+:\\s*", ""))
                        .orElse("unknown")
                : "unknown";
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
